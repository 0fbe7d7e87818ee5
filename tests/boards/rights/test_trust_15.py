"""TRUST 15: a full candidate is erased, and a canary is looked for everywhere; the export holds all declared fields."""

import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from boards.rights.everything import plain
from boards.rights.models import Copy
from boards.rights.services import copies, erasing
from boards.rights.storage import copies as copy_files
from boards.rights.whose import rows_of
from tenants.audit import services as audit
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.guard import TenantModel
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.boards.rights import canary
from tests.boards.rights.full_person import EMAIL, PHONE, WORD, FullPerson, make, models_of_people

WORDS = [WORD, EMAIL, PHONE, PHONE.removeprefix("+33")]


@pytest.fixture
def full(alpha: Tenant) -> Iterator[FullPerson]:
    _no_files()
    with entering(alpha):
        full = make()
        client = Client(HTTP_HOST=alpha.primary_domain)
        client.force_login(full.user)
        _written_about(full)
        _sent_to(full)
    yield full
    _no_files()


def _no_files() -> None:
    """A test's rows are undone with its transaction, its files are not."""
    for hit in canary.in_files(WORDS, *canary.folders()):
        Path(hit).unlink(missing_ok=True)


def _written_about(full: FullPerson) -> None:
    """What others hold: a trail, and a letter to an employer."""
    for row in (one for one in full.rows.values() if isinstance(one, TenantModel)):
        audit.record("something.done", target=row, by=full.user, detail={"note": WORD})
        EmailDelivery.objects.create(
            to="employeur@vandaele.example", subject=f"{WORD} a postulé", text=WORD, html=WORD, template="x",
            subject_ref=f"{row._meta.model_name}:{row.pk}",
        )  # fmt: skip


def _sent_to(full: FullPerson) -> None:
    """A code that waits, an alert that was sent, and the files that stand for them on a laptop."""
    for purpose in ("code", "service", "alert"):
        EmailDelivery.objects.create(to=EMAIL.title(), subject=WORD, text=WORD, template="x", purpose=purpose)
        SmsDelivery.objects.create(to=PHONE, text=WORD, purpose=purpose)
    folder = Path(settings.SMS_FILE_PATH)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "canary.sms.txt").write_text(f"À : {PHONE}\n\n{WORD}\n")
    (folder / "canary.log").write_text(f"To: {EMAIL}\n\n{WORD}\n")


def test_every_model_of_people_has_a_row_in_the_test(full: FullPerson, alpha: Tenant) -> None:
    with entering(alpha):
        found = {one.declared.model for one in rows_of(full.person) if one.own}
    assert [one.code for one in models_of_people() if one.model not in found] == []


def test_nothing_is_left_anywhere(
    full: FullPerson, alpha: Tenant, django_capture_on_commit_callbacks, caplog: pytest.LogCaptureFixture
) -> None:
    assert canary.in_tables(WORDS), "The search itself finds what is there."
    assert canary.in_files(WORDS, *canary.folders())
    caplog.set_level(logging.DEBUG)
    with entering(alpha), django_capture_on_commit_callbacks(execute=True):
        erasing.erase(person=full.person, by=None)
    assert canary.in_tables(WORDS) == []
    assert canary.in_files(WORDS, *canary.folders()) == []
    assert canary.in_cache(WORDS) == []
    assert canary.in_mail(WORDS) == []
    assert [line for line in caplog.messages if "django.db" not in line and WORD in line] == []
    with entering(alpha):
        assert not any(one.own for one in rows_of(full.person))
        assert Session.objects.count() == 0


def test_what_stays_says_nobody(full: FullPerson, alpha: Tenant) -> None:
    with entering(alpha):
        lines = AuditEntry.objects.filter(kind="something.done")
        before = lines.count()
        erasing.erase(person=full.person, by=None)
        assert lines.count() == before
        assert len(set(lines.values_list("actor_label", flat=True))) == 1
        assert lines.first().actor_label.startswith("Personne effacée ")
        letters = EmailDelivery.objects.filter(to="employeur@vandaele.example")
        assert set(letters.values_list("text", "state")) <= {("", "cancelled")}


def test_an_export_holds_every_declared_field(full: FullPerson, alpha: Tenant) -> None:
    with entering(alpha):
        Copy.objects.all().delete()
        copy = copies.ask(person=full.person)
        copies.make(pk=copy.pk)
        copy.refresh_from_db()
        with copy_files.open(copy.path) as file, zipfile.ZipFile(file) as archive:
            said = json.loads(archive.read("donnees.json"))
            pages = archive.read("donnees.pdf")
        lists = {one["code"]: one for one in said["listes"]}
        missing = []
        for one in models_of_people():
            row = full.rows.get(one.model)
            if row is None or not one.policy.export or one.model is Copy:
                continue
            row = type(row)._base_manager.get(pk=row.pk)
            lines = [
                line for line in lists[one.code]["lignes"] if line.get("id", line.get("session_key")) == plain(row.pk)
            ]
            for field in one.policy.exported(one.model):
                if not lines or lines[0].get(field.name, ...) != plain(getattr(row, field.attname)):
                    missing.append(f"{one.code}.{field.name}")
            assert set(lists[one.code]["champs"]) == {field.name for field in one.policy.exported(one.model)}
    assert missing == []
    assert said["format"] == "bassin-mes-donnees/1"
    assert pages.startswith(b"%PDF-")
