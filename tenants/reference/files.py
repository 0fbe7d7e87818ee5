"""Open the files of the reference data: shipped beside this module, or given by an operator."""

import csv
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

DATA = Path(__file__).parent / "data"


class ReferenceFileError(Exception):
    """A file can't be read as reference data; the message says what to do."""


def read_table(path: Path, *, required: set[str], member: str | None = None) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header: plain, .gz, .xz or .lzma, or one `member` of a wheel or zip.

    Comma or semicolon, UTF-8 or ISO 8859-15 (how France Travail publishes some versions).
    Raises ReferenceFileError where the file is absent, unreadable or lacks a required column.
    """
    with _text(path, member=member) as stream:
        header = stream.readline()
        columns = next(csv.reader([header], delimiter=_delimiter(header)), [])
        missing = sorted(required - set(columns))
        if missing:
            raise ReferenceFileError(
                f"{path.name} has no column {', '.join(missing)} (found: {', '.join(columns) or 'nothing'}). "
                "Give the file as its publisher distributes it."
            )
        # Polygons of large communes are longer than the default limit of a field.
        csv.field_size_limit(100_000_000)
        yield from csv.DictReader(stream, fieldnames=columns, delimiter=_delimiter(header))


def _delimiter(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","


@contextmanager
def _text(path: Path, *, member: str | None) -> Iterator[io.TextIOBase]:
    try:
        with _bytes(path, member=member) as raw:
            beginning = raw.peek(65536)[:65536]
            encoding = "utf-8-sig" if _is_utf8(beginning) else "iso-8859-15"
            with io.TextIOWrapper(raw, encoding=encoding, newline="") as stream:
                yield stream
    except FileNotFoundError as error:
        raise ReferenceFileError(f"{path} does not exist. Check the path.") from error
    except (OSError, lzma.LZMAError, zipfile.BadZipFile, EOFError, UnicodeDecodeError) as error:
        raise ReferenceFileError(f"{path} can't be read ({error}). Download it again.") from error


def _is_utf8(beginning: bytes) -> bool:
    try:
        beginning.decode()
    except UnicodeDecodeError as error:
        return error.start > len(beginning) - 4  # a character cut by the end of the sample
    return True


@contextmanager
def _bytes(path: Path, *, member: str | None) -> Iterator[io.BufferedReader]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if member is None or member not in archive.namelist():
                raise ReferenceFileError(f"{path.name} holds no {member or 'table'}. Give the table itself.")
            with archive.open(member) as packed, _unpacked(packed, suffix=Path(member).suffix) as raw:
                yield raw
    else:
        with path.open("rb") as packed, _unpacked(packed, suffix=path.suffix) as raw:
            yield raw


@contextmanager
def _unpacked(packed: IO[bytes], *, suffix: str) -> Iterator[io.BufferedReader]:
    with ExitStack() as opened:
        stream: object = packed
        if suffix == ".gz":
            stream = opened.enter_context(gzip.GzipFile(fileobj=packed))
        elif suffix in {".xz", ".lzma"}:
            stream = opened.enter_context(lzma.LZMAFile(packed))
        yield opened.enter_context(io.BufferedReader(cast(io.RawIOBase, stream), buffer_size=1 << 17))
