"""What a file is, by its first bytes and then by all of it, read in a process of its own."""

import logging
from typing import Any

from tenants.files.enums import FileKind
from tenants.files.limited.runner import Outcome, run
from tenants.files.reasons import Refusal
from tenants.files.refusals import FileRefused

logger = logging.getLogger(__name__)

MOST_BYTES = 5_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
#: How far into a file some readers look for the beginning of a PDF.
_HEAD = 1_024


def kind_of(content: bytes) -> FileKind:
    """What this is. Raises FileRefused for whatever isn't a plain PDF, DOCX or ODT."""
    if not content.strip(b"\x00 \t\r\n"):
        raise FileRefused(Refusal.EMPTY)
    if len(content) > MOST_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    if content.startswith(b"%PDF-"):
        refusal = _value(run("tenants.files.inspecting.pdf:refusal", content))
        kind = FileKind.PDF.value
    elif content.startswith(b"PK\x03\x04"):
        found = _value(run("tenants.files.inspecting.package:inspected", content))
        kind, refusal = found["kind"], found["refusal"]
    else:
        raise FileRefused(_what_else(content))
    if refusal:
        raise FileRefused(Refusal(refusal))
    return FileKind(kind)


def _what_else(content: bytes) -> Refusal:
    head = content[:_HEAD]
    if content.startswith(_OLE):
        return Refusal.OLD_WORD
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        return Refusal.RTF
    if content.startswith(_IMAGES) or content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        return Refusal.IMAGE
    if b"%PDF-" in head:
        return Refusal.TWO_IN_ONE
    return Refusal.UNKNOWN


def _value(outcome: Outcome) -> Any:
    """What the process found. One that was ended looked at something too large for it; one that never began is ours."""
    if not outcome.failed:
        return outcome.value
    logger.warning("A file was not looked into: %s %s", outcome.failed, outcome.said)
    if outcome.failed == "start":
        raise FileRefused(Refusal.BUSY)
    raise FileRefused(Refusal.DAMAGED if outcome.failed == "error" else Refusal.TOO_COMPLEX)
