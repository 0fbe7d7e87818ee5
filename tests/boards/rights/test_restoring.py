"""TRUST 14: who was erased stays erased when a backup comes back, and who came back themselves stays."""

import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from boards.accounts.models import User
from boards.alerts.models import Subscriber
from boards.rights.services import carrying, erasing, reapplying
from boards.rights.services.accounts import person_of
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.messaging.models import Consent, EmailDelivery
from tenants.models import Erased, Tenant
from tenants.personal_data import Person

EMAIL = "lea@candidat.example"


def somebody() -> User:
    user = User.objects.create_user(EMAIL, name="Léa")
    Subscriber.objects.create(channel="email", address=EMAIL)
    Consent.objects.create(channel="email", address=EMAIL, how="code", wording="Oui.")
    AuditEntry.objects.create(kind="x", target_type="x", target_id="1", actor_id=str(user.pk), actor_label="Léa")
    return user


def test_what_a_backup_brings_back_goes_again(alpha: Tenant, beta: Tenant, capsys) -> None:
    with time_machine.travel("2026-05-04 12:00:00+02:00", tick=False) as clock:
        with entering(alpha):
            user = somebody()
            erasing.erase(person=person_of(user), by=None)
            assert reapplying.reapply() == 0
        with entering(beta):
            elsewhere = somebody()
        clock.shift(-3600)
        with entering(alpha):
            # As the backup has it: the same keys, made before.
            User(pk=user.pk, email=EMAIL, name="Léa").save(force_insert=True)
            Subscriber.objects.create(channel="email", address=EMAIL)
            AuditEntry.objects.create(
                kind="y", target_type="x", target_id="1", actor_id=str(user.pk), actor_label="Léa"
            )
        clock.shift(7200)
        call_command("rights", "reapply")
        assert "alpha : " in capsys.readouterr().out
        with entering(alpha):
            assert User.objects.count() == Subscriber.objects.count() == 0
            assert not AuditEntry.objects.filter(actor_label="Léa").exists()
        with entering(beta):
            assert User.objects.filter(pk=elsewhere.pk).exists(), "Another tenant's people are its own."


def test_who_came_back_stays(alpha: Tenant) -> None:
    with time_machine.travel("2026-05-04 12:00:00+02:00", tick=False) as clock, entering(alpha):
        erasing.erase(person=person_of(somebody()), by=None)
        clock.shift(timedelta(days=1))
        somebody()
        assert reapplying.reapply() == 0
        assert Subscriber.objects.count() == User.objects.count() == Consent.objects.count() == 1


def test_a_message_that_a_worker_held_is_emptied_by_night(alpha: Tenant) -> None:
    with entering(alpha):
        held = EmailDelivery.objects.create(
            to=EMAIL, subject="Bonjour Léa", text="Léa", template="x", state="claimed", claimed_at=timezone.now(),
            claimed_by="a worker",
        )  # fmt: skip
        erasing.erase(person=Person(emails=frozenset({EMAIL})), by=None)
        held.refresh_from_db()
        assert held.text == "Léa", "It is leaving now."
        EmailDelivery.objects.update(state="sent", claimed_at=None, claimed_by="", sent_at=timezone.now())
        reapplying.reapply(lately=True)
        held.refresh_from_db()
        assert (held.text, held.subject) == ("", "")
        assert "lea" not in held.to


def test_a_tombstone_names_nobody(alpha: Tenant, beta: Tenant) -> None:
    for tenant in (alpha, beta):
        with entering(tenant):
            erasing.erase(person=Person(emails=frozenset({EMAIL})), by=None)
    digests = set(Erased.objects.values_list("digest", flat=True))
    assert len(digests) == 2, "Nobody sees that two territories had the same person."
    assert not any("lea" in digest for digest in digests)


def test_the_list_is_carried_past_a_restore_of_everything(alpha: Tenant, capsys, monkeypatch) -> None:
    with entering(alpha):
        erasing.erase(person=person_of(somebody()), by=None)
    call_command("rights", "export")
    saved = capsys.readouterr().out
    assert EMAIL not in saved
    count = Erased.objects.count()
    assert count == saved.count("\n") > 0
    Erased.objects.all().delete()
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", io.StringIO(saved))
        call_command("rights", "import")
    assert Erased.objects.count() == count
    capsys.readouterr()
    call_command("rights", "export")
    assert capsys.readouterr().out == saved


@pytest.mark.parametrize("wrong", ["pas du JSON", "{}", '{"schema": "a", "event": "x", "kind": "row"}', "[1]", "7"])
def test_a_list_with_a_strange_line_is_not_taken(alpha: Tenant, wrong: str, monkeypatch) -> None:
    with entering(alpha):
        erasing.erase(person=person_of(somebody()), by=None)
    good = list(carrying.lines())
    Erased.objects.all().delete()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*good, wrong])))
    with pytest.raises(CommandError, match=f"Ligne {len(good) + 1}"):
        call_command("rights", "import")
    assert not Erased.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda line: {**line, "at": line["at"][:19]},
        lambda line: {**line, "schema": "al\0pha"},
        lambda line: {**line, "schema": "al\ud800pha"},
    ],
)
def test_no_moment_without_its_zone_and_no_odd_sign_is_taken(alpha: Tenant, change, monkeypatch) -> None:
    with entering(alpha):
        erasing.erase(person=person_of(somebody()), by=None)
    good = list(carrying.lines())
    Erased.objects.all().delete()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*good, json.dumps(change(json.loads(good[0])))])))
    with pytest.raises(CommandError, match=f"Ligne {len(good) + 1} "):
        call_command("rights", "import")
    assert not Erased.objects.exists()


def test_a_list_that_is_no_text_says_so(alpha: Tenant, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("é".encode("latin-1")), encoding="utf-8"))
    with pytest.raises(CommandError, match=r"^Ce n’est pas du texte en UTF-8"):
        call_command("rights", "import")


def test_a_new_key_finds_who_was_erased_under_the_old_one(alpha: Tenant, settings) -> None:
    with time_machine.travel("2026-05-04 12:00:00+02:00", tick=False) as clock, entering(alpha):
        erasing.erase(person=person_of(somebody()), by=None)
        clock.shift(-3600)
        Subscriber.objects.create(channel="email", address=EMAIL)
        clock.shift(7200)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-key-another-key-another-key-another-key-another-key-0002"
        assert reapplying.reapply() > 0
        assert not Subscriber.objects.exists()
