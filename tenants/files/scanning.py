"""From quarantine to a verdict."""

import logging
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from tenants.audit import services as audit
from tenants.connection import connection
from tenants.files.adapters.chosen import scanner
from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.files.ports import Clean, Infected, Later, Verdict
from tenants.files.serving import content_of
from tenants.files.unlinking import unlink_after_commit

logger = logging.getLogger(__name__)

#: Files of one tenant that one job looks at.
BATCH = 100


def scan(file_id: UUID | str) -> Verdict | None:
    """Ask the scanner about one file and write down its verdict; None when there is nothing to ask.

    Twice at once does no harm: the second verdict finds that the first is written.
    """
    file = StoredFile.objects.waiting().filter(pk=file_id).first()
    if file is None:
        return None
    content = content_of(file)
    if content is None:
        return _settle(file, FileState.REFUSED, scanned_by="", finding="content missing")
    port = scanner()
    # The scanner may take its whole time limit: nobody waits for this connection meanwhile.
    if not connection.in_atomic_block:
        connection.close()
    verdict = port.scan(content)
    if isinstance(verdict, Clean):
        return _settle(file, FileState.CLEAN, scanned_by=port.name, verdict=verdict)
    if isinstance(verdict, Infected):
        return _settle(file, FileState.INFECTED, scanned_by=port.name, finding=verdict.name, verdict=verdict)
    StoredFile.objects.waiting().filter(pk=file.pk).order_by().update(scan_tries=F("scan_tries") + 1)
    logger.warning("The scanner %s gave no verdict: %s", port.name, verdict.why)
    return verdict


def scan_waiting() -> int:
    """Ask about all that wait, those that were tried least first; stop when the scanner is down. Returns how many
    have their verdict."""
    done = 0
    rows = StoredFile.objects.waiting().order_by("scan_tries", "created_at").values_list("pk", flat=True)[:BATCH]
    for key in list(rows):
        verdict = scan(key)
        if isinstance(verdict, Later):
            if verdict.down:
                break
            continue
        done += 1
    return done


@transaction.atomic
def _settle(
    file: StoredFile, state: FileState, *, scanned_by: str, finding: str = "", verdict: Verdict | None = None
) -> Verdict | None:
    """Write a verdict, once; what is infected leaves the disk with it, and whoever listens is told."""
    row = StoredFile.objects.select_for_update().filter(pk=file.pk, state=FileState.WAITING).first()
    if row is None:
        return verdict
    row.state, row.scanned_at, row.scanner, row.finding = state, timezone.now(), scanned_by, finding
    row.save(update_fields=["state", "scanned_at", "scanner", "finding", "updated_at"])
    if state in FileState.without_content():
        audit.record(f"file.{state}", target=row, by=None, detail={"finding": finding, "purpose": row.purpose})
        unlink_after_commit(row.path)
    for path in settings.FILE_LISTENERS:
        listener: Callable[..., None] = import_string(path)
        listener(file=row)
    return verdict
