"""Profiles by the calendar: asked, paused, warned, emptied (TRUST 16)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from boards.accounts.enums import Role
from boards.candidates.enums import Availability, PausedBecause, Visibility
from boards.candidates.links import still_url
from boards.candidates.models import FoundWork, Profile, ProfileConsent
from boards.candidates.services import cv, freshness, retention
from boards.candidates.services.freshness import Found
from boards.candidates.tasks import keep
from tenants.context import entering
from tenants.files.models import StoredFile
from tenants.messaging import refusals
from tenants.messaging.enums import RefusalReason
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.boards.candidates.making import BAKER, EMAIL, NAME, PHONE, profile
from tests.boards.making import person
from tests.tenants.files.making import pdf, upload

#: A Tuesday, ten in the morning in Paris.
START = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)


def on(day: int, **more: float) -> Any:
    return time_machine.travel(START + timedelta(days=day, **more), tick=False)


@pytest.fixture
def somebody(in_alpha: Tenant) -> Profile:
    with on(0):
        return profile()


def run(day: int, *, times: int = 2) -> None:
    """The sweep of a day, twice: once more is nothing more."""
    with on(day):
        for _ in range(times):
            keep(schema="alpha")


def mails() -> int:
    return EmailDelivery.objects.count()


def test_it_is_asked_twice_and_then_paused(somebody: Profile) -> None:
    run(59)
    assert mails() == 0
    run(60)
    assert mails() == 1
    assert "Cherchez-vous toujours" in EmailDelivery.objects.get().subject
    run(119)
    assert mails() == 1
    run(120)
    assert mails() == 2
    run(149)
    assert Profile.objects.seen_by_employers().exists()
    run(150)
    somebody.refresh_from_db()
    assert (somebody.availability, somebody.paused_because) == (Availability.PAUSED, PausedBecause.SILENCE)
    assert not Profile.objects.seen_by_employers().exists()
    assert Profile.objects.seen_by_advisers().exists()
    run(200)
    assert mails() == 2


def test_an_answer_begins_it_anew(somebody: Profile) -> None:
    run(60)
    with on(61):
        freshness.confirm(profile=somebody, by=None)
    run(120)
    assert mails() == 1
    run(121)
    assert mails() == 2


def test_a_worker_that_slept_asks_once_and_leaves_a_month_to_answer(somebody: Profile) -> None:
    run(155)
    assert mails() == 1
    run(184)
    assert Profile.objects.seen_by_employers().exists()
    assert mails() == 1
    run(185)
    assert not Profile.objects.seen_by_employers().exists()


def test_nobody_is_asked_by_night_nor_who_said_stop(in_alpha: Tenant) -> None:
    with on(0):
        profile(email="a@exemple.fr")
        profile(email="", phone=PHONE)
        profile(email="", phone="")
    with on(60, hours=13):
        assert freshness.ask() == 0
    # Sunday: a mail waits in its box, an SMS rings.
    with on(61 - 1 + 5):
        assert freshness.ask() == 1
    with on(66):
        assert freshness.ask() == 1
    assert (mails(), SmsDelivery.objects.count()) == (1, 1)
    refusals.refuse(channel="sms", address=PHONE, reason=RefusalReason.STOP)  # type: ignore[arg-type]
    with on(125):
        freshness.ask()
    assert SmsDelivery.objects.count() == 1
    # Whom nothing reaches isn't waited for.
    with on(150):
        assert freshness.pause_the_silent() == 2
    assert Profile.objects.seen_by_employers().get().email == "a@exemple.fr"


def test_more_than_a_batch_of_unreachable_people_hold_up_nobody(
    in_alpha: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "BATCH", 2)
    with on(0):
        for _ in range(5):
            profile(email="", phone="")
        profile()
    with on(60):
        assert freshness.ask() == 1


def test_a_get_never_acts_and_a_post_does(somebody: Profile, alpha: Tenant, visit: Callable[..., Any]) -> None:
    with on(70):
        path = still_url(somebody).partition(alpha.primary_domain)[2].partition("/")[2]
        browser = visit(alpha)
        page = browser.get(f"/{path}").content.decode()
        assert "Je cherche toujours" in page
        assert NAME not in page
        with entering(alpha):
            assert Profile.objects.get().confirmed_at == START
        browser.post(f"/{path}", {"answer": "pause"})
        with entering(alpha):
            paused = Profile.objects.get()
            assert (paused.availability, paused.paused_because) == (Availability.PAUSED, PausedBecause.ASKED)
        browser.post(f"/{path}", {"answer": "found", "how": "elsewhere", "where": "Chez Paul"})
        browser.post(f"/{path}", {"answer": "yes"})
        with entering(alpha):
            assert Profile.objects.get().confirmed_at == START + timedelta(days=70)
            assert FoundWork.objects.get().where == "Chez Paul"
        assert browser.get(f"/{path}x").status_code == 404
    with on(70 + 121):
        assert browser.get(f"/{path}").status_code == 404


def test_a_link_of_one_tenant_is_nothing_in_another(
    somebody: Profile, alpha: Tenant, beta: Tenant, visit: Callable[..., Any]
) -> None:
    path = still_url(somebody).partition(alpha.primary_domain)[2].partition("/")[2]
    assert visit(beta).post(f"/{path}", {"answer": "pause"}).status_code == 404


# TRUST 16.


def last_seen(day: int) -> Profile:
    """Somebody paused, so that only retention writes to them."""
    with on(0):
        made = profile(availability=Availability.PAUSED)
        Profile.objects.update(last_contact_at=START, confirmed_at=START)
    run(day)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("day", "warned", "emptied"),
    [(699, False, False), (700, True, False), (729, True, False), (730, False, True), (731, False, True)],
)
def test_two_years_after_the_last_contact(in_alpha: Tenant, day: int, warned: bool, emptied: bool) -> None:
    made = last_seen(day)
    assert (mails() == 1) is warned
    assert (made.anonymised_at is not None) is emptied


def test_it_is_warned_once(in_alpha: Tenant) -> None:
    last_seen(700)
    for day in range(701, 730):
        run(day, times=1)
    assert mails() == 1
    assert "sera effacé le 1er mars 2029" in EmailDelivery.objects.get().subject
    run(730)
    assert not Profile.objects.active().exists()


def test_a_sign_of_life_begins_two_years_anew(in_alpha: Tenant) -> None:
    made = last_seen(700)
    with on(701):
        retention.sign_of_life(profile=made)
    run(731)
    assert Profile.objects.active().exists()
    run(701 + 700)
    assert mails() == 2
    run(701 + 730)
    assert not Profile.objects.active().exists()


@pytest.mark.parametrize("awake", [715, 729])
def test_who_is_warned_late_goes_on_the_same_day(in_alpha: Tenant, awake: int) -> None:
    last_seen(awake)
    assert mails() == 1
    run(729)
    assert Profile.objects.active().exists()
    run(730)
    assert not Profile.objects.active().exists()
    assert mails() <= 1


def test_the_day_is_the_tenants_own(in_alpha: Tenant) -> None:
    with on(0):
        profile(availability=Availability.PAUSED)
        # Half past midnight in Paris: the day before by UTC.
        Profile.objects.update(last_contact_at=datetime(2027, 3, 1, 23, 30, tzinfo=UTC))
    midnight_in_paris = datetime(2029, 2, 28, 23, 1, tzinfo=UTC)
    for moment, emptied in ((midnight_in_paris - timedelta(minutes=2), 0), (midnight_in_paris, 1)):
        with time_machine.travel(moment, tick=False):
            assert retention.anonymise_silent() == emptied


def test_nothing_of_the_person_is_left_and_figures_keep_the_rest(in_alpha: Tenant) -> None:
    user = person("fatima@exemple.fr", role=Role.CANDIDATE)
    adviser = person("a@exemple.fr", role=Role.ADVISER)
    made = profile(user=user, adviser=adviser, words="Mes mots secrets", skills=["rare"], communes=["59135"])
    made.experiences.create(title="Secret", employer="Secret")
    made.trainings.create(title="Secret")
    made.languages.create(code="ar")
    freshness.ask(now=timezone.now() + timedelta(days=60))
    freshness.found_work(profile=made, found=Found(where="Secret"), by=user)
    cv.attach(profile=made, upload=upload(pdf()), by=user)
    retention.anonymise(profile=made, by=user)
    retention.anonymise(profile=made, by=user)
    made.refresh_from_db()
    assert (made.occupations, made.department) == ([BAKER], "59")
    assert made.visibility == Visibility.NOBODY
    assert str(made) == "Profil anonyme"
    row = repr({name: value for name, value in vars(made).items() if not name.startswith("_")})
    for secret in (NAME, "Benali", EMAIL, PHONE, "Bergues", "59380", "59067", "59135", "secret", "rare", str(user.pk)):
        assert secret not in row, secret
    assert not StoredFile.objects.exists()
    assert [made.experiences.count(), made.trainings.count(), made.languages.count(), made.looks.count()] == [0] * 4
    assert FoundWork.objects.get().where == ""
    assert not ProfileConsent.objects.exists()
    assert not EmailDelivery.objects.filter(to=EMAIL).exists()
