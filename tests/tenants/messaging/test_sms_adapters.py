"""One contract for every provider of SMS; the real ones against a peer that answers, and fails, as theirs does."""

import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.test import override_settings

from tenants.messaging.adapters.chosen import PROVIDERS, sms_provider
from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.ports import Accepted, Ambiguous, Later, OutgoingText, Refused, SmsPort
from tests.peers.sms import CREDENTIALS, Mode, Peer, settings_for, sms_peer

REAL = ("twilio", "brevo", "ovh")
# For whoever hangs; a peer that works has `settings_for`'s, since a busy machine may be slow.
SHORT = 1.0
# Whatever a busy machine adds to SHORT; a peer that hangs would take twice as long at least.
SOON = 10.0


class Door:
    """A provider's adapter and the peer behind it, None for the local one."""

    def __init__(self, port: SmsPort, peer: Peer | None) -> None:
        self.port, self.peer = port, peer

    def send(self, text: OutgoingText, mode: Mode = Mode.ACCEPT) -> Any:
        assert self.peer
        self.peer.mode = mode
        return self.port.send(text)

    def limit(self, seconds: float) -> None:
        """Its settings now give the provider so many seconds, and it begins anew."""
        self.port.close()
        with override_settings(SMS_TIME_LIMIT_SECONDS=seconds):
            self.port = sms_provider()


@pytest.fixture
def door(request: Any, tmp_path: Path) -> Iterator[Door]:
    with ExitStack() as stack:
        name = request.param
        peer = stack.enter_context(sms_peer(name)) if name in REAL else None
        found = settings_for(peer) if peer else {"SMS_PROVIDER": name}
        stack.enter_context(override_settings(**found, SMS_FILE_PATH=tmp_path))
        door = Door(sms_provider(), peer)
        stack.callback(lambda: door.port.close())
        yield door


every = pytest.mark.parametrize("door", PROVIDERS, indirect=True)
real = pytest.mark.parametrize("door", REAL, indirect=True)


def text(**changes: Any) -> OutgoingText:
    given = {"id": uuid.uuid4(), "to": "+33612345678", "text": "Été à Bergues : 3 offres €", "sender": "Bassin"}
    return OutgoingText(**{**given, **changes})


def test_every_provider_is_in_the_contract() -> None:
    assert set(PROVIDERS) == set(CREDENTIALS) == {*REAL, "local"}


@every
def test_accepted(door: Door) -> None:
    message = text(callback_url="https://alpha.test/rappels/sms/x/y")
    result = door.port.send(message)
    assert isinstance(result, Accepted)
    assert result.ref
    found = door.port.ask(message, result.ref)
    assert found
    assert found.state in {DeliveryState.SENT, DeliveryState.DELIVERED}
    if door.peer:
        (taken,) = door.peer.messages
        assert (taken.to, taken.text, taken.sender, taken.id) == (message.to, message.text, "Bassin", result.ref)
        assert door.peer.forged == 0


@every
def test_asked_of_what_it_never_had(door: Door) -> None:
    assert door.port.ask(text()) is None
    assert door.port.ask(text(), "SM404") is None


@pytest.mark.parametrize("door", ["brevo", "ovh", "local"], indirect=True)
def test_asked_by_our_reference(door: Door) -> None:
    message, other = text(), text(to="+33612345679")
    first, second = door.port.send(message), door.port.send(other)
    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    found = door.port.ask(message)
    assert found
    assert found.ref == first.ref != second.ref


@pytest.mark.parametrize("door", ["twilio"], indirect=True)
def test_a_price_in_euros_is_taken_over(door: Door) -> None:
    assert door.port.send(text()).cost == Decimal("0.0650")  # type: ignore[union-attr]


FAULTS = {
    Mode.REFUSE: Refused, Mode.BUSY: Later, Mode.CREDIT: Later, Mode.ERROR: Ambiguous, Mode.HANG: Ambiguous,
    Mode.DRIP: Ambiguous, Mode.CUT: Ambiguous, Mode.ACCEPT_THEN_DIE: Ambiguous, Mode.ACCEPT_THEN_ERROR: Ambiguous,
    Mode.REDIRECT: Ambiguous, Mode.HUGE: Ambiguous, Mode.EMPTY: Ambiguous,
}  # fmt: skip


@real
@pytest.mark.parametrize("mode", FAULTS, ids=lambda mode: mode.value)
def test_a_fault(door: Door, mode: Mode) -> None:
    hangs = mode in {Mode.HANG, Mode.DRIP}
    if hangs:
        door.limit(SHORT)
    began = time.monotonic()
    result = door.send(text(), mode)
    assert isinstance(result, FAULTS[mode]), result
    assert time.monotonic() - began < SOON
    if hangs:
        be_patient(door.port)
    assert not any("/elsewhere" in path for _, path in door.peer.requests)  # type: ignore[union-attr]
    # And the next one, on the same client, goes as if nothing had been.
    assert isinstance(door.send(text(), Mode.ACCEPT), Accepted)


def be_patient(port: Any) -> None:
    """Let the client that it has give up later: a peer that works may be slow on a busy machine."""
    port._http._limit, port._http._client.timeout = 10.0, httpx.Timeout(10.0)


@pytest.mark.parametrize("door", ["brevo", "ovh"], indirect=True)
def test_accepted_and_then_dead_is_found_by_our_reference(door: Door) -> None:
    message = text()
    assert isinstance(door.send(message, Mode.ACCEPT_THEN_DIE), Ambiguous)
    found = door.port.ask(message)
    assert found
    assert found.state == DeliveryState.SENT


@pytest.mark.parametrize("door", ["twilio"], indirect=True)
def test_a_stop_that_the_provider_knows_of(door: Door) -> None:
    result = door.send(text(), Mode.STOPPED)
    assert isinstance(result, Refused)
    assert result.stopped


@real
def test_nobody_listens(door: Door) -> None:
    with override_settings(SMS_API_URL="http://127.0.0.1:9"):
        port = sms_provider()
        result = port.send(text())
        port.close()
    assert isinstance(result, Later)
    assert result.down


@real
def test_a_wrong_key_keeps_the_message_waiting(door: Door) -> None:
    wrong = dict.fromkeys(CREDENTIALS[door.port.name], "wrong")
    with override_settings(SMS_CREDENTIALS=wrong):
        port = sms_provider()
        result = port.send(text(purpose=Purpose.CODE))
        port.close()
    assert isinstance(result, Later)
    assert door.peer
    assert door.peer.forged == 1
    assert not door.peer.messages
