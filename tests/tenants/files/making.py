"""Documents as uploads and as kept files."""

from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tenants.files import scanning, services
from tenants.files.models import StoredFile
from tests.tenants.files.documents import docx, docx_parts, odt, pdf, zipped

__all__ = ["docx", "kept", "odt", "pdf", "upload", "zipped_noise"]


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


def zipped_noise(size: int, *, seed: int = 0) -> bytes:
    """A DOCX with a picture that nothing makes smaller."""
    return zipped({**docx_parts(), "word/media/image1.png": b"\x89PNG\r\n\x1a\n" + Random(seed).randbytes(size)})
