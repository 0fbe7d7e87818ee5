"""Erasing takes the address from everything, and neither a stop nor a cap nor somebody's other mails with it."""

from typing import Any

import pytest
import time_machine

from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging import caps, consent
from tenants.messaging.enums import Purpose, RefusalReason
from tenants.messaging.erasure import ERASED_EMAIL, ERASED_NUMBER, erase
from tenants.messaging.models import Consent, EmailDelivery, ForgottenRefusal, Refusal, SmsDelivery
from tenants.messaging.refusals import lift, reasons, refuse
from tenants.messaging.sending.texts import drain_texts
from tenants.models import Tenant
from tests.tenants.messaging.conftest import NOON, letters, texts

NUMBER, ADDRESS = "+33612345678", "Lea@Example.org"


@pytest.mark.parametrize(("channel", "address"), [(Channel.SMS, NUMBER), (Channel.EMAIL, ADDRESS)])
def test_a_stop_outlives_the_address(in_alpha: Tenant, beta: Tenant, channel: Channel, address: str) -> None:
    refuse(channel=channel, address=address, reason=RefusalReason.STOP)
    for _twice in range(2):
        erase(channel=channel, address=address)
    assert not Refusal.objects.exists()
    kept = ForgottenRefusal.objects.get()
    assert address.lower() not in f"{vars(kept)}".lower()
    assert reasons(channel, [address, address.lower(), "x"]) == dict.fromkeys(
        {address, address.lower()}, RefusalReason.STOP
    )
    with entering(beta):
        assert reasons(channel, [address]) == {}
    assert lift(channel=channel, address=address)
    assert reasons(channel, [address]) == {}
    assert not lift(channel=channel, address=address)


def test_a_stop_outlives_the_platforms_key(in_alpha: Tenant, settings: Any) -> None:
    refuse(channel=Channel.SMS, address=NUMBER, reason=RefusalReason.STOP)
    erase(channel=Channel.SMS, address=NUMBER)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-another-key-another-key-another-key-another-key-0002"
    assert reasons(Channel.SMS, [NUMBER]) == {NUMBER: RefusalReason.STOP}
    assert lift(channel=Channel.SMS, address=NUMBER)
    assert reasons(Channel.SMS, [NUMBER]) == {}


@time_machine.travel(NOON, tick=True)
def test_nothing_is_sent_to_it_either(sent: Tenant) -> None:
    refuse(channel=Channel.SMS, address=NUMBER, reason=RefusalReason.STOP)
    erase(channel=Channel.SMS, address=NUMBER)
    texts(1, to=NUMBER)
    assert drain_texts() == 0
    assert SmsDelivery.objects.get().state == "cancelled"


def test_alerts_are_erased_and_an_employers_mails_are_not(in_alpha: Tenant) -> None:
    service = letters(1, to=ADDRESS, purpose=Purpose.SERVICE)[0]
    gone = letters(1, to=ADDRESS, purpose=Purpose.SERVICE)[0]
    EmailDelivery.objects.filter(pk=gone.pk).update(state="failed")
    alert = letters(1, to=ADDRESS)[0]
    for purpose in (Purpose.ALERT, Purpose.SERVICE):
        consent.record(channel=Channel.EMAIL, address=ADDRESS, purpose=purpose, how="code", wording="Oui.")
    erase(channel=Channel.EMAIL, address=ADDRESS, purposes=frozenset({Purpose.ALERT, Purpose.CODE}))
    found = {row.pk: (row.state, row.to, row.text) for row in EmailDelivery.objects.all()}
    assert found[service.pk] == ("queued", ADDRESS, "Bonjour.\n")
    assert found[gone.pk] == ("failed", ADDRESS, "Bonjour.\n")
    assert found[alert.pk] == ("cancelled", ERASED_EMAIL, "")
    assert Consent.objects.get().purpose == Purpose.SERVICE
    erase(channel=Channel.EMAIL, address=ADDRESS)
    assert set(EmailDelivery.objects.values_list("to", "text")) == {(ERASED_EMAIL, "")}
    assert not Consent.objects.exists()


@time_machine.travel(NOON, tick=True)
def test_coming_back_after_it_gives_no_second_day(sent: Tenant) -> None:
    texts(2, to=NUMBER)
    assert drain_texts() == 2
    erase(channel=Channel.SMS, address=NUMBER)
    assert not SmsDelivery.objects.filter(to=NUMBER).exists()
    assert not SmsDelivery.objects.exclude(text="").exists()
    assert caps.sms_left([NUMBER, "+33698000001"]) == {NUMBER: 1, "+33698000001": 3}
    texts(3, to=NUMBER)
    assert drain_texts() == 1
    with time_machine.travel("2026-11-26T08:00:01+01:00", tick=True):
        assert drain_texts() == 2
        erase(channel=Channel.SMS, address=NUMBER)
    # What counts no more has a number that is everybody's, and two days have nothing in common.
    assert SmsDelivery.objects.filter(to=ERASED_NUMBER).count() == 1
    assert len(set(SmsDelivery.objects.values_list("to", flat=True))) == 3
