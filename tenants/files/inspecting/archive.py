"""The packing of a DOCX or an ODT: a ZIP that holds what its table of contents says, and nothing beside it."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from tenants.files.reasons import Refusal, Unfit

MOST_ENTRIES = 1_000
MOST_UNPACKED = 60_000_000
#: Of one part in XML: the largest CV seen has 1 MB, and a parser holds fifty times what it reads.
MOST_XML = 6_000_000
#: From here on a part that shrinks a hundredfold is no text that somebody wrote.
RATIO, RATIO_FROM = 100, 500_000
_CHUNK = 65_536
#: Data descriptors and padding that real writers leave between two parts.
_GAP = 64

_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"
_FOREIGN = (
    b"PK\x03\x04", b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rt", b"Rar!", b"7z\xbc\xaf",
    b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"MSCF", b"\x1f\x8b", b"!<arch>", b"L\x00\x00\x00\x01\x14\x02\x00",
)  # fmt: skip
#: What OpenOffice on a Mac leaves beside a text; nobody is ever shown it.
_THUMBNAIL = "Thumbnails/thumbnail.pdf"
_TYPED_NAME = re.compile(r"^[^\\\x00-\x1f:*?\"<>|]{1,200}$")


@dataclass(frozen=True)
class Archive:
    """Name → content of every part, unpacked and checked against its sum."""

    parts: dict[str, bytes]

    def text(self, name: str) -> bytes:
        return self.parts.get(name, b"")

    def named(self, suffix: str) -> list[str]:
        return [name for name in self.parts if name.lower().endswith(suffix)]


def unpacked(content: bytes, *, sheets: bool = True) -> Archive:
    """Every part of an archive that is only an archive. Raises Unfit.

    sheets: whether it may hold spreadsheets (the data of Word's charts), which are then looked into as well.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_table(content, archive, entries)
            parts = _read(archive, entries)
    except Unfit:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError, RuntimeError) as error:
        raise Unfit(Refusal.DAMAGED, str(error)) from None
    for name, part in parts.items():
        if part.startswith(_FOREIGN) and name != _THUMBNAIL:
            _check_inner(name, part, sheets=sheets)
    return Archive(parts)


def _check_table(content: bytes, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Unfit(Refusal.BOMB, f"{len(entries)} parts")
    end = content.rfind(_END)
    if end < 0 or end + 22 + len(archive.comment) != len(content) or len(archive.comment) > 512:
        raise Unfit(Refusal.TWO_IN_ONE, "something follows the archive")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if not _TYPED_NAME.match(name) or name.startswith("/") or ".." in PurePosixPath(name).parts:
            raise Unfit(Refusal.DAMAGED, "a name that leaves its folder")
        if name.lower() in seen:
            raise Unfit(Refusal.DAMAGED, "the same name twice")
        seen.add(name.lower())
        if entry.flag_bits & 0x41:
            raise Unfit(Refusal.LOCKED, "a part under a password")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unfit(Refusal.DAMAGED, "packed in a way that documents aren't")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unfit(Refusal.BOMB, "too large once unpacked")
    _check_places(content, entries, end)


def _check_places(content: bytes, entries: list[zipfile.ZipInfo], end: int) -> None:
    """Parts lie one after the other from the first byte on: none inside another, nothing between them."""
    reached = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if start < reached:
            raise Unfit(Refusal.BOMB, "parts that overlap")
        if start - reached > (_GAP if reached else 0):
            raise Unfit(Refusal.TWO_IN_ONE, "something between the parts")
        head = content[start : start + 30]
        if len(head) < 30 or not head.startswith(_LOCAL):
            raise Unfit(Refusal.DAMAGED, "no part where one should be")
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        reached = start + 30 + name_length + extra_length + entry.compress_size
        if reached > end:
            raise Unfit(Refusal.DAMAGED, "a part longer than the file")
    table = content.find(b"PK\x01\x02", reached)
    if entries and (table < 0 or table - reached > _GAP):
        raise Unfit(Refusal.TWO_IN_ONE, "something before the table")


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack, counting what really comes out: a table may lie."""
    left, parts = MOST_UNPACKED, {}
    for entry in entries:
        most = MOST_XML if entry.filename.lower().endswith((".xml", ".rels")) else left
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise Unfit(Refusal.BOMB, "a part that shrinks a hundredfold")
        found = bytearray()
        with archive.open(entry) as opened:
            while chunk := opened.read(_CHUNK):
                found += chunk
                if len(found) > most:
                    raise Unfit(Refusal.BOMB, "a part too large once unpacked")
        left -= len(found)
        if left < 0:
            raise Unfit(Refusal.BOMB, "too large once unpacked")
        if not entry.is_dir():
            parts[entry.filename] = bytes(found)
    return parts


def _check_inner(name: str, part: bytes, *, sheets: bool) -> None:
    """A file within the file: only a spreadsheet without macros, the data of a chart."""
    if name.lower().endswith((".bin", ".ole")) and part.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unfit(Refusal.MACROS if "vba" in name.lower() else Refusal.TWO_IN_ONE, name)
    is_sheet = name.lower().endswith(".xlsx") and name.startswith("word/embeddings/") and part.startswith(_LOCAL)
    if not (sheets and is_sheet):
        raise Unfit(Refusal.TWO_IN_ONE, name)
    inner = unpacked(part, sheets=False)
    if "xl/workbook.xml" not in inner.parts or any(
        "vba" in one.lower() or "externallinks" in one.lower() for one in inner.parts
    ):
        raise Unfit(Refusal.TWO_IN_ONE, name)
