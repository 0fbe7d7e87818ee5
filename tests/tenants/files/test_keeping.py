"""Row and content are there together, or neither; nobody else's tenant gets at them."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.files import services, sweeping
from tenants.files.enums import FileKind, FileState
from tenants.files.models import StoredFile
from tenants.files.storage import private
from tenants.guard import CrossSchemaError
from tenants.models import Tenant
from tests.tenants.files.making import docx, kept, odt, pdf, upload


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(pdf(), FileKind.PDF), (docx(), FileKind.DOCX), (odt(), FileKind.ODT)],
    ids=["pdf", "docx", "odt"],
)
def test_what_a_cv_is_is_kept_by_its_content(in_alpha: Tenant, folder: Path, content: bytes, kind: FileKind) -> None:
    file = services.keep(upload=upload(content, "Mon CV.exe"), by=None, purpose="cv")
    assert (file.kind, file.size, file.state, file.name) == (kind, len(content), "waiting", f"Mon CV.{kind}")
    (place,) = on_disk(folder)
    assert place.read_bytes() == content
    assert place == folder / file.path
    assert place.is_relative_to(folder / "alpha")
    assert "CV" not in str(place.relative_to(folder))
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_its_scan_is_queued_with_it(in_alpha: Tenant) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name="files.scan")
    with suppress(ZeroDivisionError), transaction.atomic():
        services.keep(upload=upload(), by=None)
        raise ZeroDivisionError
    assert not jobs.exists()
    file = services.keep(upload=upload(), by=None)
    assert jobs.get().args == {"schema": "alpha", "file_id": str(file.pk)}


def test_without_a_row_there_is_no_content(in_alpha: Tenant, folder: Path) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        services.keep(upload=upload(), by=None, purpose="x" * 41)
    assert on_disk(folder) == []
    assert not StoredFile.objects.exists()


def test_removed_it_goes_with_the_commit(
    in_alpha: Tenant, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    file = kept()
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(file=file, by=None)
        assert len(on_disk(folder)) == 1
    assert on_disk(folder) == []
    assert AuditEntry.objects.get(kind="file.removed").target_id


def test_another_tenants_file_is_refused(alpha: Tenant, beta: Tenant) -> None:
    with entering(alpha):
        file = kept()
    with entering(beta):
        for attempt in (
            lambda: private.open(file.path),
            lambda: private.exists(file.path),
            lambda: private.delete(file.path),
            lambda: private.size(file.path),
        ):
            with pytest.raises(CrossSchemaError):
                attempt()
    with pytest.raises(CrossSchemaError):
        private.save(None, ContentFile(b"x"))


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "alpha/../beta/00/" + "0" * 64, "alpha/00/" + "0" * 63, "alpha/00/" + "0" * 64 + "\n", "alpha"],
)
def test_a_name_that_was_not_made_here_is_none(in_alpha: Tenant, name: str) -> None:
    with pytest.raises(SuspiciousFileOperation):
        private.path(name)
    with pytest.raises(SuspiciousFileOperation):
        private.url(name)


def test_the_sweep_takes_what_has_no_row_and_reports_what_has_no_content(in_alpha: Tenant, folder: Path) -> None:
    whole, lost, young = kept(), kept(), private.save(None, ContentFile(b"young"))
    old = private.save(None, ContentFile(b"old"))
    half = Path(private.path(private.save(None, ContentFile(b"half"))))
    part = half.rename(half.with_suffix(".part"))
    neighbour = folder / "beta" / "00" / ("0" * 64)
    neighbour.parent.mkdir(parents=True)
    neighbour.write_bytes(b"theirs")
    for path in (folder / old, part, neighbour, folder / whole.path):
        os.utime(path, (0, 0))
    Path(private.path(lost.path)).unlink()
    found = sweeping.sweep()
    assert (found.removed, found.missing) == (2, (str(lost.pk),))
    assert {path.name for path in on_disk(folder)} == {Path(whole.path).name, Path(young).name, neighbour.name}


def test_the_database_refuses_what_no_service_writes(in_alpha: Tenant) -> None:
    file = kept()
    for change in ({"state": FileState.WAITING}, {"size": 0}, {"path": "alpha/cv.pdf"}, {"sha256": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            StoredFile.objects.filter(pk=file.pk).update(**change)
    assert connection.schema_name == "alpha"
