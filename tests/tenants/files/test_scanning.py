"""From quarantine to a verdict, whatever the scanner does meanwhile."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from deploy.settings import environment
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.files import health, scanning, tasks
from tenants.files.adapters.local import SIGNATURES
from tenants.files.checks import files_are_no_media, somebody_scans
from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.files.ports import Infected, Later
from tenants.models import Tenant
from tests.peers.clamd import Mode, clamd
from tests.tenants.files.making import docx, kept, pdf

told: list[tuple[str, str]] = []
SICK = "BASSIN-TEST-" + "SIGNATURE-1"


def hear(*, file: StoredFile) -> None:
    told.append((str(file.pk), file.state))


def fail(*, file: StoredFile) -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _listening() -> Any:
    told.clear()
    with override_settings(FILE_LISTENERS=[f"{__name__}.hear"]):
        yield


def test_clean(in_alpha: Tenant) -> None:
    file = kept()
    assert (file.state, file.scanner, file.finding) == (FileState.CLEAN, "local", "")
    assert file.scanned_at
    assert told == [(str(file.pk), "clean")]
    assert scanning.scan(file.pk) is None
    assert len(told) == 1


def test_infected_its_content_goes_and_its_row_stays(
    in_alpha: Tenant, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = kept(docx([SICK]), "cv.docx")
        assert (folder / file.path).exists()
    assert (file.state, file.finding) == (FileState.INFECTED, "Bassin.Test.Signature-1")
    assert not (folder / file.path).exists()
    assert told == [(str(file.pk), "infected")]
    assert AuditEntry.objects.get(kind="file.infected").detail["finding"] == file.finding


def test_what_listens_stands_or_falls_with_the_verdict(in_alpha: Tenant) -> None:
    file = kept(scan=False)
    with override_settings(FILE_LISTENERS=[f"{__name__}.fail"]), pytest.raises(ZeroDivisionError):
        scanning.scan(file.pk)
    file.refresh_from_db()
    assert file.is_waiting


def test_while_the_scanner_is_away_it_waits(in_alpha: Tenant) -> None:
    with clamd(mode=Mode.CUT) as peer:
        away = {"VIRUS_SCANNER": "clamd", "CLAMD_ADDRESS": peer.address, "CLAMD_TIME_LIMIT_SECONDS": 1}
        with override_settings(**away):
            files = [kept(scan=False), kept(docx(), "cv.docx", scan=False), kept(pdf([SICK]), scan=False)]
            assert isinstance(scanning.scan(files[0].pk), Later)
            assert scanning.scan_waiting() == 0
            # The first that finds it down spares the others.
            assert sorted(StoredFile.objects.values_list("scan_tries", flat=True)) == [0, 1, 1]
            assert told == []
            peer.mode = Mode.ANSWER
            assert scanning.scan_waiting() == 3
    assert StoredFile.objects.clean().count() == 3
    assert {len(stream) for stream in peer.streams} == {file.size for file in files}


def test_one_that_the_scanner_cannot_take_holds_up_no_other(in_alpha: Tenant) -> None:
    with clamd(mode=Mode.ERROR) as peer, override_settings(VIRUS_SCANNER="clamd", CLAMD_ADDRESS=peer.address):
        for _ in range(2):
            kept(scan=False)
        assert scanning.scan_waiting() == 0
    assert list(StoredFile.objects.values_list("scan_tries", flat=True)) == [1, 1]


def test_one_whose_content_is_gone_is_not_clean(in_alpha: Tenant, folder: Path) -> None:
    file = kept(scan=False)
    (folder / file.path).unlink()
    scanning.scan(file.pk)
    file.refresh_from_db()
    assert (file.state, file.finding) == (FileState.REFUSED, "content missing")


def test_clamd_says_what_it_found(in_alpha: Tenant) -> None:
    with clamd() as peer, override_settings(VIRUS_SCANNER="clamd", CLAMD_ADDRESS=peer.address):
        content = pdf(
            catalog="/Note ("
            + SIGNATURES["Eicar-Test-Signature"].decode().replace("(", "\\(").replace(")", "\\)")
            + ")"
        )
        file = kept(content.replace(b"%\xe2", b"%" + SIGNATURES["Eicar-Test-Signature"] + b"\xe2", 1), scan=False)
        assert scanning.scan(file.pk) == Infected("Eicar-Test-Signature")


def test_every_five_minutes_those_who_wait_are_tried(alpha: Tenant, beta: Tenant) -> None:
    with entering(alpha):
        file = kept(scan=False)
    jobs = ProcrastinateJob.objects.filter(task_name="files.scan_waiting")
    tasks.scan_all(0)
    assert not jobs.exists(), "It has just come: its own job is on the way."
    _came(alpha, file, timedelta(minutes=2))
    tasks.scan_all(0)
    tasks.scan_all(0)
    assert [job.args for job in jobs] == [{"schema": "alpha"}]
    tasks.scan_waiting(schema="alpha")
    with entering(alpha):
        assert StoredFile.objects.get(pk=file.pk).is_clean


def _came(tenant: Tenant, file: StoredFile, ago: timedelta) -> None:
    with entering(tenant):
        StoredFile.objects.filter(pk=file.pk).update(created_at=timezone.now() - ago)


def test_every_night_each_tenant_is_swept(alpha: Tenant) -> None:
    tasks.sweep_all(0)
    jobs = ProcrastinateJob.objects.filter(task_name="files.sweep")
    assert {job.args["schema"] for job in jobs} == {"alpha", "beta", "gamma"}
    tasks.sweep(schema="alpha")


def test_staff_read_how_the_quarantine_fares(in_alpha: Tenant) -> None:
    kept(docx([SICK]), "cv.docx")
    kept(scan=False)
    with override_settings(VIRUS_SCANNER="clamd"), CaptureQueriesContext(connection) as captured:
        found = health.quarantine()
        assert sum("search_path" not in query["sql"] for query in captured) == 1
        assert (found.waiting, found.infected, found.notice) == (1, 1, "")
    with override_settings(VIRUS_SCANNER="clamd"), time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert "ne répond plus" in health.quarantine().notice
    for name in ("off", "local"):
        with override_settings(VIRUS_SCANNER=name):
            assert "antivirus" in health.quarantine().notice


@pytest.mark.parametrize(("name", "is_fine"), [("clamd", True), ("local", False), ("off", False)])
def test_a_platform_needs_a_real_one(name: str, is_fine: bool) -> None:
    with override_settings(VIRUS_SCANNER=name):
        assert (somebody_scans() == []) is is_fine


def test_private_files_never_lie_under_the_media(tmp_path: Path) -> None:
    with override_settings(MEDIA_ROOT=tmp_path, PRIVATE_FILES_ROOT=tmp_path / "private"):
        assert [error.id for error in files_are_no_media()] == ["files.E002"]
    with override_settings(MEDIA_ROOT=tmp_path / "media", PRIVATE_FILES_ROOT=tmp_path / "private"):
        assert files_are_no_media() == []


def test_production_starts_with_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.tenants.test_production import python

    for name in ("off", "local"):
        result = python("-c", "import deploy.settings.production", VIRUS_SCANNER=name)
        assert result.returncode != 0
        assert "To mend it: VIRUS_SCANNER=" in result.stderr
    assert environment.ROOT
