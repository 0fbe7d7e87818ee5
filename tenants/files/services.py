"""Keeping and removing files: row and content together, or neither."""

import logging
from contextlib import suppress
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models, transaction

from tenants.audit import services as audit
from tenants.files import checking, wake
from tenants.files.models import StoredFile
from tenants.files.reasons import Refusal
from tenants.files.refusals import FileRefused
from tenants.files.storage import private
from tenants.files.unlinking import unlink_after_commit
from tenants.personal_data import Person

logger = logging.getLogger(__name__)


@transaction.atomic
def keep(*, upload: File[Any], by: models.Model | None, purpose: str = "") -> StoredFile:
    """Keep an upload in quarantine, to be scanned after the commit.

    by: the user, None for somebody without an account; purpose: e.g. "cv".

    Raises:
        FileRefused: (a ValidationError in French) for what isn't a plain PDF, DOCX or ODT, and when there is no room.
    """
    found = checking.checked(upload)
    try:
        path = private.save(None, ContentFile(found.content))
    except OSError:
        logger.exception("A file could not be written")
        raise FileRefused(Refusal.NO_ROOM) from None
    try:
        file = StoredFile.objects.create(
            name=found.name,
            kind=found.kind,
            size=len(found.content),
            sha256=found.sha256,
            path=path,
            purpose=purpose,
            uploaded_by=by.pk if by else None,
        )
    except BaseException:
        with suppress(OSError):
            private.delete(path)
        raise
    # Should the caller's transaction be undone, the sweep finds a file without a row.
    wake.scan_after_commit(file)
    return file


@transaction.atomic
def remove(*, file: StoredFile, by: models.Model | None) -> None:
    """Remove the row, and its content once that is committed.

    by: None when the platform itself does it (retention).
    """
    path = file.path
    audit.record("file.removed", target=file, by=by, detail={"purpose": file.purpose})
    file.delete()
    unlink_after_commit(path)


@transaction.atomic
def forget(*, rows: models.QuerySet[StoredFile], person: Person) -> None:
    """Remove files and their contents, when their person has everything erased.

    One that a row still holds is not theirs alone: an employer sent it to them.
    """
    for file in rows:
        with suppress(models.ProtectedError), transaction.atomic():
            remove(file=file, by=None)
