"""TRUST 9: sixty hostile files; none costs more than ten seconds or 512 MB, none leaves as something that runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from deploy.settings.environment import VAR
from tenants.files import content, scanning, services
from tenants.files.enums import FileState
from tenants.files.limited.runner import MEMORY, SECONDS, Outcome, run
from tenants.files.models import StoredFile
from tenants.files.reasons import Refusal
from tenants.files.refusals import FileRefused
from tenants.files.serving import response_for
from tenants.models import Tenant
from tests.verification.hostile_files import HOSTILE, KEPT, QUARANTINED, Hostile

measured: dict[str, dict[str, float]] = {}


@pytest.fixture(scope="module", autouse=True)
def _report() -> Iterator[None]:
    yield
    VAR.mkdir(exist_ok=True)
    (VAR / "hostile-files.json").write_text(json.dumps(measured, indent=1))


@pytest.fixture
def outcomes(monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """What each limited process cost: the real one, looked over its shoulder."""
    seen: list[Outcome] = []

    def watched(job: str, given: bytes) -> Outcome:
        seen.append(run(job, given))
        return seen[-1]

    monkeypatch.setattr(content, "run", watched)
    return seen


def test_there_are_sixty() -> None:
    assert len(HOSTILE) >= 60
    assert len({hostile.becomes for hostile in HOSTILE.values()} & set(Refusal)) >= 13


@pytest.mark.parametrize("refusal", Refusal)
def test_each_refusal_says_what_to_do(refusal: Refusal) -> None:
    sentence = str(FileRefused(refusal).message)
    assert sentence.endswith(".")
    assert "envoyez" in sentence or "réessayez" in sentence


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file(
    in_alpha: Tenant, tmp_path: Path, outcomes: list[Outcome], name: str, django_capture_on_commit_callbacks: Any
) -> None:
    hostile = HOSTILE[name]
    given = hostile.make()
    with override_settings(PRIVATE_FILES_ROOT=tmp_path, VIRUS_SCANNER="local"):
        became = _sent(hostile, given, django_capture_on_commit_callbacks)
    for outcome in outcomes:
        measured[name] = {"seconds": outcome.seconds, "peak_kb": outcome.peak_kb, "bytes": len(given)}
        # One that is ended at the limit is measured a little after it.
        assert outcome.seconds <= SECONDS + 5
        assert outcome.peak_kb * 1024 <= MEMORY
        assert not outcome.walls or "calls" in outcome.walls
    assert became == hostile.becomes
    on_disk = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(on_disk) == (1 if became == KEPT else 0)
    assert StoredFile.objects.count() == (0 if isinstance(became, Refusal) else 1)


def _sent(hostile: Hostile, given: bytes, callbacks: Any) -> Refusal | str:
    """Send it as a form would, scan it, fetch it: what became of it."""
    upload = SimpleUploadedFile("cv", given, "text/html")
    upload._name = hostile.called
    try:
        file = services.keep(upload=upload, by=None)
    except FileRefused as refused:
        return refused.refusal
    assert response_for(file).status_code == 503
    with callbacks(execute=True):
        scanning.scan(file.pk)
    file.refresh_from_db()
    response = response_for(file)
    _runs_nowhere(response)
    if file.state == FileState.INFECTED:
        assert response.status_code == 410
        assert given not in response.content
        return QUARANTINED
    assert response.status_code == 200
    return KEPT


def _runs_nowhere(response: Any) -> None:
    head = response.headers
    assert head["X-Content-Type-Options"] == "nosniff"
    assert head["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert head["Content-Type"] in {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "text/plain; charset=utf-8",
    }
    if response.status_code == 200:
        disposition = head["Content-Disposition"]
        assert disposition.startswith("attachment; filename=")
        assert disposition.isascii()
        assert len(disposition) < 700
        assert disposition.split(";")[1].strip().rstrip('"').endswith((".pdf", ".docx", ".odt"))
        assert "%E2%80%AE" not in disposition
        assert "/" not in disposition.split("filename*")[0]
