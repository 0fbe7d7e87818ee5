"""Retention: what the declarations say of time happens, once, and what was missed is seen."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.alerts.models import Subscriber
from boards.employers.models import Employer
from boards.offers.models import Offer
from boards.rights.declared import in_tenants
from boards.rights.models import AccountWarning
from boards.rights.services import accounts, sweeping
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tenants.personal_data import Person
from tests.boards import making

START = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def test_an_actor_loses_their_name_after_three_years_and_no_day_sooner(alpha: Tenant, clock) -> None:
    with entering(alpha):
        line = AuditEntry.objects.create(kind="x", target_type="x", target_id="1", actor_id="7", actor_label="Anne")
        clock.move_to(START + timedelta(days=1095))
        sweeping.sweep()
        assert AuditEntry.objects.get(pk=line.pk).actor_label == "Anne"
        clock.move_to(START + timedelta(days=1095, hours=1))
        assert sweeping.sweep() == {"audit.auditentry": 1}
        assert sweeping.sweep() == {}, "Emptied once, it is no more to do."
        line.refresh_from_db()
        assert (line.actor_label, line.actor_id, line.kind) == ("", "", "x")


def test_an_offer_keeps_its_title_and_loses_its_text_two_years_after_it_closed(alpha: Tenant, clock) -> None:
    with entering(alpha):
        offer = making.live()
        live = making.live(title="Serveur F/H")
        Offer.objects.filter(pk=offer.pk).update(state="filled", closed_as="through_us", closed_at=START)
        Employer.objects.update(about="Depuis 1921.", website="https://vandaele.example")
        clock.move_to(START + timedelta(days=730))
        sweeping.sweep()
        offer.refresh_from_db()
        assert offer.description
        clock.move_to(START + timedelta(days=731))
        sweeping.sweep()
        for one in (offer, live):
            one.refresh_from_db()
        assert (offer.description, offer.apply_value) == ("", "")
        assert offer.title == "Boulanger F/H"
        assert live.description, "What is online has its own clock."
        assert Employer.objects.get(pk=offer.employer_id).name == "Boulangerie Vandaele"


def test_a_household_is_forgotten_by_name(alpha: Tenant, clock) -> None:
    with entering(alpha):
        home = Employer.objects.create(name="Mme Delattre", kind="household")
        clock.move_to(START + timedelta(days=731))
        assert sweeping.sweep()["employers.employer"] == 1
        home.refresh_from_db()
        assert home.name == "Particulier"
        assert sweeping.sweep() == {}


def test_what_a_sweep_missed_is_seen_after_two_days(alpha: Tenant, clock) -> None:
    with entering(alpha):
        AuditEntry.objects.create(kind="x", target_type="x", target_id="1", actor_label="Anne")
        EmailDelivery.objects.create(to="a@b.example", subject="x", text="x", state="failed", template="x")
        clock.move_to(START + timedelta(days=1096))
        assert "audit.auditentry" not in {one.code for one in sweeping.overdue()}
        clock.move_to(START + timedelta(days=1098))
        late = {one.code: one.count for one in sweeping.overdue()}
        assert late == {"audit.auditentry": 1, "messaging.emaildelivery": 1}
        sweeping.sweep()
        assert {one.code for one in sweeping.overdue()} == {"messaging.emaildelivery"}, "That room sweeps itself."


def test_every_clock_can_be_asked(alpha: Tenant) -> None:
    with entering(alpha):
        assert sweeping.overdue() == []
        clocks = [one for one in in_tenants() if one.policy.kept.days is not None]
        assert len(clocks) >= 12
        for one in clocks:
            assert sweeping.due(one, now=timezone.now()).count() == 0


def silent(role: str = Role.CANDIDATE, email: str = "ancien@candidat.example") -> User:
    return User.objects.create_user(email, role=role, last_login=START)


@pytest.mark.parametrize(("day", "warned", "erased"), [(699, 0, 0), (701, 1, 0), (729, 0, 0), (731, 0, 1)])
def test_an_account_is_warned_at_700_days_and_erased_at_730(alpha: Tenant, clock, day, warned, erased) -> None:
    with entering(alpha):
        silent()
        for night in range(day + 1) if day < 3 else (0, 699, 701, 729, 731):
            if night > day:
                break
            clock.move_to(START + timedelta(days=night))
            last = accounts.keep_clock()
        assert last == (warned, erased)
        assert User.objects.count() == 1 - erased
        assert EmailDelivery.objects.filter(to="ancien@candidat.example").count() == (1 if 700 < day < 730 else 0)


def test_a_sign_in_starts_it_anew(alpha: Tenant, clock) -> None:
    with entering(alpha):
        user = silent()
        clock.move_to(START + timedelta(days=701))
        assert accounts.keep_clock() == (1, 0)
        User.objects.filter(pk=user.pk).update(last_login=timezone.now())
        clock.move_to(START + timedelta(days=735))
        assert accounts.keep_clock() == (0, 0)
        assert AccountWarning.objects.count() == 0


def test_who_signs_in_while_others_are_erased_stays(alpha: Tenant, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with entering(alpha):
        silent()
        silent(email="revenante@candidat.example")
        clock.move_to(START + timedelta(days=701))
        assert accounts.keep_clock() == (2, 0)
        clock.move_to(START + timedelta(days=735))
        erase = accounts.erase

        def meanwhile(*, person: Person, by: None) -> None:
            User.objects.exclude(pk=person.user).update(last_login=timezone.now())
            erase(person=person, by=by)

        monkeypatch.setattr(accounts, "erase", meanwhile)
        assert accounts.keep_clock() == (0, 1)
        assert User.objects.count() == 1


def test_somebody_who_never_signs_in_but_follows_their_alerts_stays(alpha: Tenant, clock) -> None:
    with entering(alpha):
        user = silent()
        clock.move_to(START + timedelta(days=690))
        Subscriber.objects.create(channel="email", address=user.email, last_sign_at=timezone.now())
        clock.move_to(START + timedelta(days=735))
        assert accounts.keep_clock() == (0, 0)
        assert User.objects.filter(pk=user.pk).exists()


def test_nobody_is_erased_by_a_warning_of_yesterday(alpha: Tenant, clock) -> None:
    """A platform that was off for a year warns first, and waits."""
    with entering(alpha):
        silent()
        clock.move_to(START + timedelta(days=900))
        assert accounts.keep_clock() == (1, 0)
        clock.move_to(START + timedelta(days=927))
        assert accounts.keep_clock() == (0, 0)
        clock.move_to(START + timedelta(days=929))
        assert accounts.keep_clock() == (0, 1)


def test_staff_have_no_clock_here(alpha: Tenant, clock) -> None:
    with entering(alpha):
        silent(Role.ADVISER)
        clock.move_to(START + timedelta(days=900))
        assert accounts.keep_clock() == (0, 0)
