"""TRUST 22: the same moment twice – tellers, matchers, drains, a double click – and one message. Without guards: two.

Where two guards stand behind one another, the test takes away one (still one message), then both (two).
"""

import threading
from collections import Counter
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection

from boards.alerts.enums import ConsentHow
from boards.alerts.models import Alert, Found, Subscriber, Telling
from boards.alerts.searches import wanted_of
from boards.alerts.services import digests, managing, subscribing, taking
from boards.alerts.services.subscribing import Contact, ask_for_alert, begin
from search import told
from search.matching import index as saved_index
from search.matching import queue as matches
from search.matching.drain import drain as match
from search.models import SearchMatch
from tenants.audit.models import AuditEntry
from tenants.context import current_tenant, entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging import queue
from tenants.messaging.models import Consent, EmailDelivery, SmsDelivery
from tenants.messaging.sending import emails, texts
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, MOBILE, NEAR_BERGUES
from tests.boards.alerts.people import crowd, waits
from tests.boards.together import PATIENCE_SECONDS, at_once, meeting, no_row_locks, wait_until

NOON, SOON = "2026-11-25T12:00:00+01:00", "2026-11-25T12:10:00+01:00"
TOMORROW = "2026-11-26T12:00:00+01:00"
Patch = pytest.MonkeyPatch


@pytest.fixture
def here(committing: str, settings, tmp_path: Path) -> Tenant:
    """alpha, where commits are real."""
    settings.SMS_FILE_PATH, settings.MESSAGING_JOURNALS = tmp_path / "sms", tmp_path / "journals"
    return Tenant.objects.get(schema_name="alpha")


def no_claims(monkeypatch: Patch) -> None:
    """Whatever anybody asks may be told."""
    monkeypatch.setattr(told, "claim", lambda pairs: set(pairs))


def found(tenant: Tenant, *, rhythm: AlertFrequency = AlertFrequency.NOW, address: str = EMAIL) -> None:
    """Somebody's alert has found an offer."""
    with time_machine.travel(NOON):
        waits(tenant, address, rhythm=rhythm)
    with time_machine.travel(SOON):
        with entering(tenant):
            making.live()
        connection.set_schema_to_public()
        match()
        with entering(tenant):
            taking.take_all()


def tell_twice(tenant: Tenant, monkeypatch: Patch) -> list[BaseException]:
    # Both have read what is due before either writes.
    monkeypatch.setattr(digests.find, "documents", meeting(digests.find.documents))
    with time_machine.travel(TOMORROW):
        return at_once([digests.tell_all, digests.tell_all])


def untold(tenant: Tenant) -> int:
    """Whom a batch broke for: undone as a whole, and noted."""
    with entering(tenant):
        return AuditEntry.objects.filter(kind="subscriber.untold").count()


def messages(tenant: Tenant) -> int:
    with entering(tenant):
        assert Telling.objects.count() == EmailDelivery.objects.filter(purpose="alert").count()
        return Telling.objects.count()


@pytest.mark.parametrize("rhythm", [AlertFrequency.NOW, AlertFrequency.DAILY])
def test_two_tellers_tell_once(here: Tenant, monkeypatch: Patch, rhythm: AlertFrequency) -> None:
    found(here, rhythm=rhythm)
    assert tell_twice(here, monkeypatch) == []
    assert messages(here) == 1
    with entering(here):
        assert Found.objects.get().state == "told"


def test_without_the_lock_the_claim_still_tells_once(here: Tenant, monkeypatch: Patch) -> None:
    found(here)
    no_row_locks(monkeypatch)
    tell_twice(here, monkeypatch)
    assert messages(here) == 1


def test_without_lock_and_claim_they_tell_twice(here: Tenant, monkeypatch: Patch) -> None:
    found(here)
    no_row_locks(monkeypatch)
    no_claims(monkeypatch)
    tell_twice(here, monkeypatch)
    assert messages(here) == 2


def test_without_lock_and_claim_a_turn_is_still_had_once(here: Tenant, monkeypatch: Patch) -> None:
    """The constraint on (alert, day) takes the second message with it."""
    found(here, rhythm=AlertFrequency.DAILY)
    no_row_locks(monkeypatch)
    no_claims(monkeypatch)
    assert tell_twice(here, monkeypatch) == []
    assert messages(here) == 1
    assert untold(here) == 1


def pause_while_telling(here: Tenant, monkeypatch: Patch) -> list[BaseException]:
    """Who is told has been read; before it is written, the person pauses, if they can."""
    found(here)
    read, paused = threading.Event(), threading.Event()
    write = digests._write

    def wait_and_write(news: list, **options: object) -> None:
        read.set()
        wait_until(paused.is_set)
        write(news, **options)  # type: ignore[arg-type]

    def pause() -> None:
        read.wait(PATIENCE_SECONDS)
        managing.pause(alert=Alert.objects.select_related("subscriber").get())
        paused.set()

    monkeypatch.setattr(digests, "_write", wait_and_write)
    with time_machine.travel(TOMORROW):
        return at_once([digests.tell_all, pause])


def test_a_pause_waits_for_what_is_being_told(here: Tenant, monkeypatch: Patch) -> None:
    assert pause_while_telling(here, monkeypatch) == []
    assert messages(here) == 1
    with entering(here):
        assert (Alert.objects.get().state, Found.objects.get().state) == ("paused", "told")


def test_without_the_lock_a_pause_breaks_the_batch(here: Tenant, monkeypatch: Patch) -> None:
    no_row_locks(monkeypatch)
    assert pause_while_telling(here, monkeypatch) == []
    assert untold(here) == 1


def test_two_takers_share_what_waits(here: Tenant, monkeypatch: Patch) -> None:
    with time_machine.travel(NOON):
        crowd(here, 3)
    with time_machine.travel(SOON):
        with entering(here):
            making.live()
        connection.set_schema_to_public()
        match()
        monkeypatch.setattr(taking.outbox, "take", meeting(taking.outbox.take))
        assert at_once([taking.take_all, taking.take_all]) == []
    with entering(here):
        assert Found.objects.count() == 3
    assert not SearchMatch.objects.exists()


def match_twice(here: Tenant, monkeypatch: Patch) -> int:
    """How many times one document was matched by two who look at once."""
    with time_machine.travel(NOON):
        waits(here, EMAIL)
    with time_machine.travel(SOON):
        with entering(here):
            making.live()
        monkeypatch.setattr(matches, "claim", meeting(matches.claim))
        # Both have found the pair before either writes it.
        monkeypatch.setattr(saved_index, "matched", meeting(saved_index.matched))
        counted: list[int] = []

        def drain() -> None:
            connection.set_schema_to_public()
            counted.append(match().pairs)

        assert at_once([drain, drain]) == []
    return sum(counted)


def test_two_matchers_match_once(here: Tenant, monkeypatch: Patch) -> None:
    assert match_twice(here, monkeypatch) == 1
    assert SearchMatch.objects.count() == 1


def claims_by_everybody(monkeypatch: Patch) -> None:
    free = "AND (match_claimed_until IS NULL OR match_claimed_until < %(now)s)"
    assert free in matches._CLAIM
    monkeypatch.setattr(matches, "_CLAIM", matches._CLAIM.replace(free, "").replace("FOR UPDATE SKIP LOCKED", ""))


def test_without_the_claim_the_second_settles_nothing(here: Tenant, monkeypatch: Patch) -> None:
    claims_by_everybody(monkeypatch)
    assert match_twice(here, monkeypatch) == 1


def test_without_claim_and_settling_they_match_twice(here: Tenant, monkeypatch: Patch) -> None:
    claims_by_everybody(monkeypatch)
    guard = "AND row.matched_version < read.version FOR UPDATE OF row SKIP LOCKED"
    assert guard in matches._SETTLE
    monkeypatch.setattr(matches, "_SETTLE", matches._SETTLE.replace(guard, ""))
    assert match_twice(here, monkeypatch) == 2
    # And still one row: (schema, key, offer) is unique.
    assert SearchMatch.objects.count() == 1


def drain_twice(here: Tenant, monkeypatch: Patch, channel: Channel) -> Counter[str]:
    """How often each of three people received their message from two drains at once."""
    with time_machine.travel(NOON):
        crowd(here, 3, channel=channel)
    with time_machine.travel(SOON):
        with entering(here):
            making.live()
        connection.set_schema_to_public()
        match()
        with entering(here):
            taking.take_all()
            digests.tell_all()
        # Both have read what is due before either claims, and have claimed before either sends.
        monkeypatch.setattr(queue, "_claim", meeting(queue._claim))
        for sending in (emails, texts):
            monkeypatch.setattr(sending, "let_go_of_the_database", meeting(sending.let_go_of_the_database))
        drain = emails.drain_emails if channel == Channel.EMAIL else texts.drain_texts
        mail.outbox.clear()
        at_once([drain, drain])
    if channel == Channel.EMAIL:
        return Counter(message.to[0] for message in mail.outbox)
    from django.conf import settings

    told = [file.read_text() for file in Path(settings.SMS_FILE_PATH).iterdir()]
    return Counter({text.split("À : ")[1].split("\n")[0]: text.count("De : ") for text in told})


def no_turns(monkeypatch: Patch) -> None:
    monkeypatch.setattr(queue, "_take_turns", lambda channel: None)


@pytest.mark.parametrize("channel", list(Channel))
def test_two_drains_send_once(here: Tenant, monkeypatch: Patch, channel: Channel) -> None:
    received = drain_twice(here, monkeypatch, channel)
    assert sorted(received.values()) == [1, 1, 1]
    with entering(here):
        model = EmailDelivery if channel == Channel.EMAIL else SmsDelivery
        assert set(model.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.parametrize("channel", list(Channel))
def test_without_turns_and_locks_two_drains_send_twice(here: Tenant, monkeypatch: Patch, channel: Channel) -> None:
    no_turns(monkeypatch)
    no_row_locks(monkeypatch)
    assert max(drain_twice(here, monkeypatch, channel).values()) == 2


def subscribe_twice(monkeypatch: Patch, channel: Channel) -> list[BaseException]:
    """A double click on «Être prévenu»."""
    contact = Contact(channel, EMAIL if channel == Channel.EMAIL else MOBILE)
    # Both have looked for an alert of theirs before either makes one.
    monkeypatch.setattr(subscribing, "send_confirmation", meeting(subscribing.send_confirmation))

    def press() -> None:
        wanted = wanted_of(NEAR_BERGUES, tenant=current_tenant())
        ask_for_alert(wanted=wanted, contact=contact, frequency=AlertFrequency.NOW, visitor="v")

    return at_once([press, press])


@pytest.mark.parametrize("channel", list(Channel))
def test_a_double_click_is_one_alert_and_one_code(here: Tenant, monkeypatch: Patch, channel: Channel) -> None:
    assert subscribe_twice(monkeypatch, channel) == []
    with entering(here):
        assert (Subscriber.objects.count(), Alert.objects.count()) == (1, 1)
        model = EmailDelivery if channel == Channel.EMAIL else SmsDelivery
        assert model.objects.filter(purpose="code").count() == 1


def test_without_the_lock_the_constraint_refuses_the_second_click(here: Tenant, monkeypatch: Patch) -> None:
    with entering(here):
        Subscriber.objects.create(channel=Channel.EMAIL, address=EMAIL)
    monkeypatch.setattr(Alert, "save", meeting(Alert.save))
    no_row_locks(monkeypatch)
    assert [type(failure) for failure in subscribe_twice(monkeypatch, Channel.EMAIL)] == [IntegrityError]
    with entering(here):
        assert Alert.objects.count() == 1


def confirm_twice(here: Tenant, monkeypatch: Patch) -> int:
    """How many proofs of consent a double click on «Oui» leaves."""
    with entering(here):
        wanted = wanted_of(NEAR_BERGUES, tenant=here)
        contact = Contact(Channel.EMAIL, EMAIL)
        alert = ask_for_alert(wanted=wanted, contact=contact, frequency=AlertFrequency.NOW, visitor="v")
    monkeypatch.setattr(subscribing.consents, "record", meeting(subscribing.consents.record))

    def press() -> None:
        begin(alert=Alert.objects.get(pk=alert.pk), frequency=AlertFrequency.NOW, how=ConsentHow.LINK)

    assert at_once([press, press]) == []
    with entering(here):
        return Consent.objects.count()


def test_a_double_yes_is_one_consent(here: Tenant, monkeypatch: Patch) -> None:
    assert confirm_twice(here, monkeypatch) == 1


def test_without_the_lock_a_double_yes_is_two(here: Tenant, monkeypatch: Patch) -> None:
    no_row_locks(monkeypatch)
    assert confirm_twice(here, monkeypatch) == 2
