"""What a PDF may be made of: pages. No program, no attached file, nothing before or after."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tenants.files.inspecting.markup import walk
from tenants.files.reasons import Refusal, Unfit

MOST_OBJECTS = 30_000
MOST_PAGES = 100
MOST_UNPACKED = 200_000_000
MOST_IN_ONE = 80_000_000
_TAIL = 2_048
_PIECE = 65_536
_LONGEST_OBJECT = 200_000

#: Names that mean a program, or a form that sends.
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/RichMediaContent", "/XFA"})
_ACTIVE_VALUES = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Movie", "/Sound", "/Rendition",
    "/RichMedia", "/RichMediaExecute", "/GoTo3DView",
})  # fmt: skip
_ACTIVE = frozenset(name.encode() for name in _ACTIVE_KEYS | _ACTIVE_VALUES)
#: Names that mean a file within the file: Europass attaches the CV's own data, and nothing else may.
_ATTACHING = frozenset({b"/EmbeddedFiles", b"/EmbeddedFile", b"/FileAttachment", b"/EF"})
_EUROPASS = frozenset({"SkillsPassport", "Candidate", "LearnerInfo", "Profile"})
_OBJECT = re.compile(rb"\b\d{1,10}[ \t\r\n]+\d{1,5}[ \t\r\n]+obj\b")
_BODY_END = re.compile(rb"endobj|\bstream\r?\n")
_STRING = re.compile(rb"\((?:[^\\()]|\\.)*\)", re.S)
_NAME = re.compile(rb"/[A-Za-z0-9#_.]{2,40}")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"\bstream\r?\n")
_MARKUP = re.compile(rb"<(?:script|html|svg|iframe|!doctype|\?php|body|img)|#!/|javascript:", re.I)
_EMPTY_PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n0\n%%EOF\n"
)


def warm() -> None:
    """Once through, so that pypdf has imported what it imports late."""
    PdfReader(io.BytesIO(_EMPTY_PDF)).pages[0].extract_text()


def refusal(content: bytes) -> str:
    """The job: why this PDF isn't taken, or ''."""
    try:
        inspect(content)
    except Unfit as unfit:
        return str(unfit.refusal)
    return ""


def inspect(content: bytes) -> None:
    """Raise Unfit for a PDF that is more than pages."""
    _check_edges(content)
    named = set(_plain_names(content))
    if named & _ACTIVE:
        raise Unfit(Refusal.ACTIVE, str(sorted(named & _ACTIVE)))
    _check_streams(content)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted or "/Encrypt" in reader.trailer:
            raise Unfit(Refusal.LOCKED)
        pages = len(reader.pages)
        attached = _check_objects(reader)
    except (Unfit, MemoryError):
        raise
    except RecursionError:
        raise Unfit(Refusal.TOO_COMPLEX, "too deep") from None
    except DependencyError:
        # A cipher that we can't read.
        raise Unfit(Refusal.LOCKED) from None
    except Exception as error:
        raise Unfit(Refusal.LOCKED if b"/Encrypt" in named else Refusal.DAMAGED, f"{error}"[:200]) from None
    if named & _ATTACHING and not attached:
        raise Unfit(Refusal.ACTIVE, "an attached file")
    if not pages:
        raise Unfit(Refusal.DAMAGED, "no page")
    if pages > MOST_PAGES:
        raise Unfit(Refusal.TOO_COMPLEX, f"{pages} pages")


def _check_edges(content: bytes) -> None:
    if _MARKUP.search(content[:1_024]):
        raise Unfit(Refusal.TWO_IN_ONE, "markup at its head")
    last = content.rfind(b"%%EOF")
    if last < 0:
        raise Unfit(Refusal.DAMAGED, "cut short")
    rest = content[last + 5 :].strip(b"\r\n\t \x00")
    if len(rest) > _TAIL or b"PK\x03\x04" in rest or b"PK\x05\x06" in rest or _MARKUP.search(rest):
        raise Unfit(Refusal.TWO_IN_ONE, "something follows the document")
    # Written in the midst of it, a table of contents of an archive makes it an archive all the same.
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit(Refusal.TWO_IN_ONE, "an archive as well")


def _plain_names(content: bytes) -> Iterator[bytes]:
    """Names in whatever looks like an object, also in those that no table mentions any more; texts are passed over."""
    for count, found in enumerate(_OBJECT.finditer(content)):
        if count > MOST_OBJECTS:
            raise Unfit(Refusal.TOO_COMPLEX, "too many objects")
        most = min(found.end() + _LONGEST_OBJECT, len(content))
        end = _BODY_END.search(content, found.end(), most)
        body = content[found.end() : end.start() if end else most]
        for name in _NAME.findall(_STRING.sub(b"", body)):
            yield _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name)


def _check_streams(content: bytes) -> None:
    """Unpack every deflated stream, without keeping it; what is deflated twice, twice."""
    left = MOST_UNPACKED
    for count, found in enumerate(_STREAM.finditer(content)):
        if count > MOST_OBJECTS:
            raise Unfit(Refusal.TOO_COMPLEX, "too many streams")
        packed = memoryview(content)[found.end() :]
        for _layer in range(4):
            size, head = _inflated(packed, most=min(left, MOST_IN_ONE))
            left -= size
            if size >= MOST_IN_ONE or left <= 0:
                raise Unfit(Refusal.BOMB, "too large once unpacked")
            if head[:2] not in {b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"}:
                break
            packed = memoryview(head)


def _inflated(packed: memoryview, *, most: int) -> tuple[int, bytes]:
    """(how much comes out, its beginning); (0, b"") for what isn't deflated."""
    machine, total, head, start, step = zlib.decompressobj(), 0, bytearray(), 0, 4_096
    try:
        while start < len(packed) and not machine.eof and total < most:
            piece: Any = packed[start : start + step]
            start, step = start + step, _PIECE
            while piece and total < most:
                chunk = machine.decompress(piece, 1_000_000)
                piece = machine.unconsumed_tail
                total += len(chunk)
                if len(head) < 2 or (head[:1] == b"\x78" and len(head) < _PIECE * 100):
                    head += chunk
    except zlib.error:
        pass
    return total, bytes(head)


def _check_objects(reader: PdfReader) -> int:
    """Look at every object that the document knows; how many files it attaches, harmless ones all."""
    keys = [IndirectObject(number, generation, reader) for generation, table in reader.xref.items() for number in table]
    keys += [IndirectObject(number, 0, reader) for number in reader.xref_objStm]
    if len(keys) > MOST_OBJECTS:
        raise Unfit(Refusal.TOO_COMPLEX, f"{len(keys)} objects")
    attached = 0
    _check(reader.trailer, 0)
    for key in keys:
        try:
            found = reader.get_object(key)
        except (MemoryError, RecursionError, Unfit):
            raise
        except Exception:  # noqa: S112  an object that nobody can read does nothing either
            continue
        _check(found, 0)
        if isinstance(found, DictionaryObject):
            attached += _attached(found)
    return attached


def _check(value: Any, depth: int) -> None:
    if depth > 60:
        raise Unfit(Refusal.TOO_COMPLEX, "too deep")
    if isinstance(value, DictionaryObject):
        for key in value:
            inner = value.raw_get(key)
            if key in _ACTIVE_KEYS or (key in {"/S", "/Subtype", "/Type"} and str(inner) in _ACTIVE_VALUES):
                raise Unfit(Refusal.ACTIVE, f"{key} {inner}"[:100])
            if not isinstance(inner, IndirectObject):
                _check(inner, depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in value:
            if not isinstance(inner, IndirectObject):
                _check(inner, depth + 1)


def _attached(found: DictionaryObject) -> int:
    """1 for a file within the file that is Europass data, 0 for what is no such file. Raises Unfit for any other."""
    if found.get("/Type") == "/EmbeddedFile":
        _check_europass(found)
        return 1
    for inner in dict(found.get("/EF") or {}).values():
        _check_europass(inner.get_object())
        return 1
    return 0


def _check_europass(stream: Any) -> None:
    roots: list[str] = []

    def on_element(name: str, attributes: dict[str, str]) -> None:
        roots.append(name.rpartition(" ")[2]) if not roots else None

    try:
        content = stream.get_data()
    except Exception as error:
        raise Unfit(Refusal.ACTIVE, f"{error}"[:200]) from None
    if len(content) > 2_000_000 or not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise Unfit(Refusal.ACTIVE, "an attached file")
    try:
        walk(content, on_element)
    except Unfit:
        raise Unfit(Refusal.ACTIVE, "an attached file") from None
    if not roots or roots[0] not in _EUROPASS:
        raise Unfit(Refusal.ACTIVE, "an attached file")
