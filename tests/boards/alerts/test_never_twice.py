"""Never the same offer twice to one person: through two alerts, two tenants, a copy, an edit or a comeback."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from boards.alerts.services import managing
from boards.alerts.tasks import tidy
from boards.offers.models import Offer
from boards.offers.services.closing import close_offer
from boards.offers.services.publishing import publish_offer
from boards.offers.services.writing import copy_offer, update_offer
from boards.offers.values import OfferValues
from search.told import purge
from tenants.context import entering
from tenants.enums import AlertFrequency
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, MOBILE, mails_to, texts_to, work
from tests.boards.alerts.people import waits

DAILY = AlertFrequency.DAILY
OTHER_SEARCH = "q=pain&lieu=Bergues+%2859380%29&rayon=30"
Clock = time_machine.Traveller


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """A Wednesday at noon that stands still until it is moved."""
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        yield clock


def publish(tenant: Tenant, clock: Clock, **values: object) -> Offer:
    clock.shift(timedelta(minutes=5))
    with entering(tenant):
        return making.live(**values)  # type: ignore[arg-type]


def close(tenant: Tenant, offer: Offer) -> None:
    with entering(tenant):
        close_offer(offer=offer, closed_as="not_filled", by=making.person())


def again(tenant: Tenant, offer: Offer) -> None:
    with entering(tenant):
        publish_offer(offer=Offer.objects.get(pk=offer.pk), by=making.person())


def edit(tenant: Tenant, offer: Offer, **changes: object) -> None:
    with entering(tenant):
        fresh = Offer.objects.get(pk=offer.pk)
        said = {name: getattr(fresh, name) for name in OfferValues.__dataclass_fields__}
        said["licence_categories"] = tuple(fresh.licence_categories)
        update_offer(offer=fresh, values=replace(OfferValues(**said), **changes), by=making.person())  # type: ignore[arg-type]


def told(tenant: Tenant, address: str = EMAIL) -> int:
    return len(mails_to(tenant, address))


def test_through_two_alerts_of_one_person_once(alpha: Tenant, clock: Clock) -> None:
    for query in ("q=boulanger", OTHER_SEARCH):
        waits(alpha, EMAIL, query=query)
    publish(alpha, clock)
    work(alpha)
    (letter,) = mails_to(alpha)
    assert letter.subject == "Une nouvelle offre : Boulanger F/H"


def test_through_an_alert_at_once_and_then_not_in_the_digest(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, query="q=boulanger")
    waits(alpha, EMAIL, query=OTHER_SEARCH, rhythm=DAILY)
    publish(alpha, clock)
    work(alpha)
    clock.shift(timedelta(days=1))
    work(alpha)
    assert told(alpha) == 1


def test_two_alerts_due_together_are_one_message(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, query="q=boulanger", rhythm=DAILY)
    waits(alpha, EMAIL, query="q=menuisier", rhythm=DAILY)
    publish(alpha, clock)
    publish(alpha, clock, title="Menuisier F/H", occupation_code="H2206", description="Vous posez des fenêtres.")
    work(alpha)
    clock.shift(timedelta(days=1))
    work(alpha)
    (letter,) = mails_to(alpha)
    assert letter.subject.startswith("2 nouvelles offres : ")
    assert "* Boulanger F/H" in letter.text
    assert "* Menuisier F/H" in letter.text


def test_by_mail_and_by_sms_are_two_subscribers(alpha: Tenant, clock: Clock) -> None:
    """Who gave two addresses asked to be told at both; we don't ask who they are."""
    waits(alpha, EMAIL)
    waits(alpha, MOBILE)
    publish(alpha, clock)
    work(alpha)
    assert (told(alpha), len(texts_to(alpha))) == (1, 1)


def test_two_tenants_copies_are_one_vacancy(alpha: Tenant, beta: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, query="q=boulanger")
    publish(alpha, clock)
    publish(beta, clock)
    work(alpha)
    publish(beta, clock, description="Le même poste, décrit autrement par le voisin.")
    work(alpha)
    assert told(alpha) == 1


def test_a_person_of_two_tenants_hears_of_it_from_one(alpha: Tenant, beta: Tenant, clock: Clock) -> None:
    for tenant in (alpha, beta):
        waits(tenant, EMAIL, query="q=boulanger")
    waits(beta, "voisine@exemple.example", query="q=boulanger")
    publish(alpha, clock)
    work(alpha, beta)
    work(beta, alpha)
    assert told(alpha) + told(beta) == 1
    assert told(beta, "voisine@exemple.example") == 1


@pytest.mark.parametrize("as_copy", [False, True])
def test_closed_and_back_within_thirty_days_is_no_news(alpha: Tenant, clock: Clock, as_copy: bool) -> None:
    waits(alpha, EMAIL)
    offer = publish(alpha, clock)
    work(alpha)
    for _week in range(4):
        clock.shift(timedelta(days=7))
        close(alpha, offer)
        clock.shift(timedelta(hours=1))
        if as_copy:
            with entering(alpha):
                offer = copy_offer(offer=Offer.objects.get(pk=offer.pk), by=making.person())
        again(alpha, offer)
        work(alpha)
    assert told(alpha) == 1


@pytest.mark.parametrize("as_copy", [False, True])
def test_back_after_thirty_one_days_is_news(alpha: Tenant, clock: Clock, as_copy: bool) -> None:
    waits(alpha, EMAIL)
    offer = publish(alpha, clock)
    work(alpha)
    close(alpha, offer)
    clock.shift(timedelta(days=31))
    if as_copy:
        with entering(alpha):
            offer = copy_offer(offer=Offer.objects.get(pk=offer.pk), by=making.person())
    again(alpha, offer)
    work(alpha)
    work(alpha)
    assert told(alpha) == 2


def test_an_edited_offer_is_the_offer_they_know(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL)
    offer = publish(alpha, clock)
    work(alpha)
    edit(alpha, offer, title="Boulanger de nuit F/H")
    work(alpha)
    edit(alpha, offer, description="Pétrir, façonner, cuire : vous faites tout le pain de la nuit.")
    work(alpha)
    assert told(alpha) == 1


@pytest.mark.parametrize("days", [40, 70])
def test_an_edit_is_no_comeback_however_late(alpha: Tenant, clock: Clock, days: int) -> None:
    """It has been on the page all the time, even when the ledger has forgotten it."""
    waits(alpha, EMAIL)
    offer = publish(alpha, clock)
    work(alpha)
    clock.shift(timedelta(days=days))
    tidy(schema="alpha")
    connection.set_schema_to_public()
    purge()
    edit(alpha, offer, description="Pétrir, façonner, cuire : vous faites tout le pain de la nuit.")
    work(alpha)
    assert told(alpha) == 1


def test_an_edit_that_a_second_alert_finds_is_the_same_offer(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, query="q=boulanger")
    waits(alpha, EMAIL, query="q=tourier")
    offer = publish(alpha, clock)
    work(alpha)
    edit(alpha, offer, title="Boulanger tourier F/H")
    work(alpha)
    assert told(alpha) == 1


def test_an_edit_that_makes_an_offer_match_is_news(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, query="q=tourier")
    offer = publish(alpha, clock)
    work(alpha)
    assert told(alpha) == 0
    edit(alpha, offer, title="Boulanger tourier F/H")
    work(alpha)
    assert told(alpha) == 1


def test_an_edit_before_the_digest_is_told_as_it_now_reads(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, rhythm=DAILY)
    offer = publish(alpha, clock)
    work(alpha)
    edit(alpha, offer, title="Boulanger de nuit F/H")
    clock.shift(timedelta(days=1))
    work(alpha)
    (letter,) = mails_to(alpha)
    assert letter.subject == "Une nouvelle offre : Boulanger de nuit F/H"


def test_withdrawn_before_its_digest_is_never_told(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, rhythm=DAILY)
    offer = publish(alpha, clock)
    work(alpha)
    close(alpha, offer)
    for _day in range(3):
        clock.shift(timedelta(days=1))
        work(alpha)
    assert told(alpha) == 0


def test_withdrawn_before_its_digest_and_back_is_told_once(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, rhythm=DAILY)
    offer = publish(alpha, clock)
    work(alpha)
    close(alpha, offer)
    clock.shift(timedelta(days=1))
    work(alpha)
    again(alpha, offer)
    for _day in range(3):
        work(alpha)
        clock.shift(timedelta(days=1))
    assert told(alpha) == 1


def test_a_pause_is_silence_and_what_came_in_it_is_no_news(alpha: Tenant, clock: Clock) -> None:
    alert = waits(alpha, EMAIL, rhythm=DAILY)
    publish(alpha, clock)
    work(alpha)
    with entering(alpha):
        managing.pause(alert=alert)
    publish(alpha, clock, title="Boulanger de jour F/H")
    work(alpha)
    clock.shift(timedelta(days=1))
    work(alpha)
    with entering(alpha):
        managing.resume(alert=alert)
    work(alpha)
    assert told(alpha) == 0
    publish(alpha, clock, title="Boulanger du dimanche F/H")
    work(alpha)
    clock.shift(timedelta(days=1))
    work(alpha)
    (letter,) = mails_to(alpha)
    assert letter.subject == "Une nouvelle offre : Boulanger du dimanche F/H"
