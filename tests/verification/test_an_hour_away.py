"""The engine, the worker, the mail server away for an hour: alerts go out late, once, and complete."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection

from boards.alerts.models import Found, Telling
from boards.alerts.services import taking
from search import client, indexer
from search.matching.drain import drain as match
from tenants.context import entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.models import EmailDelivery
from tenants.messaging.sending.emails import drain_emails
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, MOBILE, mails_to, texts_to, work
from tests.boards.alerts.people import crowd, waits
from tests.faults.proxy import Mode, fault_proxy
from tests.peers import sink

Clock = time_machine.Traveller
HOUR, MINUTES = timedelta(hours=1), timedelta(minutes=5)
OFFERS = 12


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    # It goes on: a time limit is measured with it.
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=True) as clock:
        yield clock


def publish(tenant: Tenant, number: int = 0) -> None:
    with entering(tenant):
        making.live(title=f"Boulanger du fournil {number} F/H")


def told(tenant: Tenant, address: str = EMAIL) -> list[int]:
    """How many offers each message told."""
    with entering(tenant):
        tellings = Telling.objects.filter(subscriber__address=address).order_by("created_at")
        return list(tellings.values_list("offers", flat=True))


@pytest.mark.parametrize("fault", [Mode.REFUSE, Mode.HANG, Mode.ERROR])
def test_the_engine_away_for_an_hour(alpha: Tenant, clock: Clock, settings, fault: Mode) -> None:
    """Matching and digests read the rows: nobody even asks the engine, and its return tells nobody again."""
    waits(alpha, EMAIL)
    settings.SEARCH_TIME_LIMIT_SECONDS = 0.2
    with fault_proxy(9) as engine:
        settings.ELASTICSEARCH_URL = engine.url
        engine.set(fault)
        client.breaker().reset()
        for number in range(OFFERS):
            clock.shift(MINUTES)
            publish(alpha, number)
            if number % 3 == 2:
                work(alpha)
        assert engine.accepted == 0
    settings.ELASTICSEARCH_URL = ""
    client.breaker().reset()
    clock.shift(HOUR)
    indexer.drain()
    work(alpha)
    assert told(alpha) == [3, 3, 3, 3]


def test_the_worker_away_for_an_hour(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL)
    waits(alpha, MOBILE)
    for number in range(OFFERS):
        clock.shift(MINUTES)
        publish(alpha, number)
    work(alpha)
    work(alpha)
    assert (told(alpha), told(alpha, MOBILE)) == ([OFFERS], [OFFERS])
    assert "12 nouvelles offres" in mails_to(alpha)[0].subject


def test_the_worker_away_over_the_hour_of_the_digests(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, rhythm=AlertFrequency.DAILY)
    clock.shift(MINUTES)
    publish(alpha)
    work(alpha)
    clock.move_to("2026-11-26T06:30:00+01:00")
    work(alpha)
    assert told(alpha) == []
    clock.move_to("2026-11-26T08:30:00+01:00")  # nobody worked at seven
    work(alpha)
    work(alpha)
    assert told(alpha) == [1]


def test_the_worker_away_until_phones_may_not_ring(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, MOBILE)
    clock.move_to("2026-11-25T19:30:00+01:00")
    publish(alpha)
    clock.move_to("2026-11-25T20:30:00+01:00")
    work(alpha)
    assert texts_to(alpha) == []
    clock.move_to("2026-11-26T08:00:00+01:00")
    work(alpha)
    assert told(alpha, MOBILE) == [1]


def test_a_worker_that_matched_and_stopped(alpha: Tenant, clock: Clock) -> None:
    """What waits in the outbox, or in the ledger, waits."""
    waits(alpha, EMAIL)
    for number in range(3):
        clock.shift(MINUTES)
        publish(alpha, number)
        connection.set_schema_to_public()
        if number > 0:
            match()
        if number > 1:
            with entering(alpha):
                taking.take_all()
                assert Found.objects.filter(state="waiting").count() == 3
        clock.shift(HOUR)
    work(alpha)
    assert told(alpha) == [3]


def test_the_mail_server_away_for_an_hour(committing: str, settings, tmp_path: Path) -> None:
    """Tried again at growing intervals; each letter arrives once."""
    alpha, people = Tenant.objects.get(schema_name="alpha"), 30
    settings.MESSAGING_JOURNALS = tmp_path / "journals"
    with (
        time_machine.travel("2026-11-25 12:00:00+01:00", tick=True) as clock,
        sink.running(tmp_path / "taken.log") as peer,
        fault_proxy(peer.port) as door,
    ):
        for name, value in peer.settings.items():
            setattr(settings, name, value)
        settings.EMAIL_PORT = door.port
        crowd(alpha, people, channel=Channel.EMAIL)
        clock.shift(MINUTES)
        publish(alpha)
        door.set(Mode.REFUSE)
        for _minute in range(60):
            clock.shift(timedelta(minutes=1))
            work(alpha)
        assert peer.taken() == []
        with entering(alpha):
            assert set(EmailDelivery.objects.values_list("state", flat=True)) == {"queued"}
        door.set(Mode.PASS)
        for _minute in range(31):  # the longest that a letter waits for its next try
            clock.shift(timedelta(minutes=1))
            with entering(alpha):
                drain_emails()
        with entering(alpha):
            assert set(EmailDelivery.objects.values_list("state", flat=True)) == {"sent"}
        assert len(peer.taken()) == len(set(peer.taken())) == people
