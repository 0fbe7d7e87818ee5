"""Documents as uploads and as kept files."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tenants.files import scanning, services
from tenants.files.models import StoredFile
from tests.tenants.files.documents import docx, odt, pdf

__all__ = ["docx", "kept", "odt", "pdf", "upload"]


def upload(content: bytes | None = None, name: str = "cv.pdf", media_type: str = "") -> SimpleUploadedFile:
    """What a form hands over; a small PDF unless told otherwise."""
    return SimpleUploadedFile(name, pdf() if content is None else content, media_type or "application/octet-stream")


def kept(content: bytes | None = None, name: str = "cv.pdf", *, scan: bool = True, **options: Any) -> StoredFile:
    """A file in the current tenant, with its verdict unless `scan` is False."""
    file = services.keep(upload=upload(content, name), by=options.pop("by", None), **options)
    if scan:
        scanning.scan(file.pk)
        file.refresh_from_db()
    return file
