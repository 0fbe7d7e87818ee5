"""Asking for a scan once the row is there."""

from django.db import transaction
from procrastinate.contrib.django import app

from tenants.files.models import StoredFile
from tenants.guard import current_schema

SCAN = "files.scan"


def scan_after_commit(file: StoredFile) -> None:
    """Enqueue its scan with the row: both are there, or none.

    The queue is in the same database, so the job waits for the commit by itself.
    """
    with transaction.atomic():
        app.configure_task(SCAN, allow_unknown=True).defer(schema=current_schema(), file_id=str(file.pk))
