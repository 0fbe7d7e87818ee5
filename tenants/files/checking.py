"""An upload that is what it says, or a sentence."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File

from tenants.files import content
from tenants.files.enums import FileKind
from tenants.files.names import clean_name
from tenants.files.reasons import Refusal
from tenants.files.refusals import FileRefused


@dataclass(frozen=True)
class Checked:
    """An upload that may be kept."""

    content: bytes
    kind: FileKind
    name: str
    sha256: str


def checked(upload: File[Any]) -> Checked:
    """What an upload is; looked into once, however often it is asked. Raises FileRefused."""
    known = getattr(upload, "_checked", None)
    if isinstance(known, Checked):
        return known
    if (upload.size or 0) > content.MOST_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    upload.seek(0)
    # One byte more than the most: whatever size the upload says it has.
    found = bytes(upload.read(content.MOST_BYTES + 1))
    upload.seek(0)
    kind = content.kind_of(found)
    result = Checked(found, kind, clean_name(upload.name or "", kind), hashlib.sha256(found).hexdigest())
    upload._checked = result  # type: ignore[attr-defined]
    return result
