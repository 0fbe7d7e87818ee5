"""What a file is, by its first bytes and its table of contents."""

import io
import zipfile

from tenants.files.enums import FileKind
from tenants.files.refusals import FileRefused, Refusal

MOST_BYTES = 5_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"RIFF",
    b"\x00\x00\x00\x18ftyp",
)


def kind_of(content: bytes) -> FileKind:
    """What this is. Raises FileRefused for whatever isn't a plain PDF, DOCX or ODT."""
    if not content.strip(b"\x00 \t\r\n"):
        raise FileRefused(Refusal.EMPTY)
    if len(content) > MOST_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if content.startswith(_OLE):
        raise FileRefused(Refusal.OLD_WORD)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        raise FileRefused(Refusal.RTF)
    if content.startswith(_IMAGES):
        raise FileRefused(Refusal.IMAGE)
    raise FileRefused(Refusal.UNKNOWN)


def _document(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename for entry in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        raise FileRefused(Refusal.DAMAGED) from None
    if "word/document.xml" in names and "[Content_Types].xml" in names:
        return FileKind.DOCX
    if "mimetype" in names and "content.xml" in names:
        return FileKind.ODT
    raise FileRefused(Refusal.UNKNOWN)
