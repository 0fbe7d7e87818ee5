"""TRUST 14: who was erased stays erased when a backup comes back, and who came back themselves stays."""

from datetime import timedelta

import time_machine
from django.core.management import call_command
from django.utils import timezone

from boards.accounts.models import User
from boards.alerts.models import Subscriber
from boards.rights.services import erasing, reapplying
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
