"""Limits that tell days, tenants, kinds of code and people who wanted no more apart."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.codes import limits, tasks
from boards.codes.limits import TooMany
from boards.codes.services import CodeCheck, check_code
from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging.enums import RefusalReason
from tenants.messaging.erasure import erase
from tenants.messaging.refusals import refuse
from tenants.models import Tally
from tests.boards.codes.making import Sent, wrong

NUMBER, ADDRESS = "+33612345678", "lea@exemple.example"
# A day that doesn't end within the test, wherever it is run.
MORNING = "2026-11-25T06:00:00+00:00"


@pytest.fixture
def sent(in_alpha):
    return Sent()


def test_one_address_gets_eight_mails_a_day_from_whomever(sent):
    start = timezone.now()
    for hour in range(limits.MAX_PER_ADDRESS_A_DAY):
        with time_machine.travel(start + timedelta(hours=hour)):
            sent.mail(subject=f"alert:{hour}", visitor=f"visitor {hour}")
    for hours in (8, 23.9):
        with time_machine.travel(start + timedelta(hours=hours)), pytest.raises(TooMany) as refusal:
            sent.mail(subject="alert:new", visitor="new")
    assert refusal.value.minutes == 24 * 60
    with time_machine.travel(start + timedelta(hours=24.1)):
        sent.mail(subject="alert:new", visitor="new")


def test_a_tenant_sends_three_hundred_mails_an_hour_and_sms_still_go(sent, monkeypatch):
    monkeypatch.setattr(limits, "MAX_PER_TENANT", 30)
    for at in range(limits.MAX_PER_TENANT):
        sent.mail(f"a{at}@exemple.example", subject=f"alert:{at}", visitor=f"visitor {at}")
    with pytest.raises(TooMany):
        sent.mail("new@exemple.example", subject="alert:new", visitor="new")
    sent.sms()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        sent.mail("new@exemple.example", subject="alert:new", visitor="new")


def test_one_number_gets_three_sms_a_day_from_all_tenants(alpha, beta):
    with time_machine.travel(MORNING, tick=True):
        for at, tenant in enumerate((alpha, beta, alpha)):
            with entering(tenant):
                Sent().sms(subject=f"alert:{at}", visitor=f"visitor {at}")
        with entering(beta):
            with pytest.raises(TooMany) as refusal:
                Sent().sms(subject="alert:new", visitor="new")
            Sent().sms("+33698765432", subject="alert:other", visitor="new")
    assert refusal.value.minutes == 24 * 60
    assert sorted(Tally.objects.values_list("count", flat=True)) == [1, 3]
    assert not any(NUMBER[3:] in row for row in Tally.objects.values_list("digest", flat=True))
    with time_machine.travel(MORNING) as clock, entering(beta):
        clock.shift(timedelta(days=1))
        Sent().sms(subject="alert:new", visitor="new")


def test_what_was_counted_over_all_of_them_is_forgotten(alpha, beta):
    for days in (0, 1, 2):
        with time_machine.travel(MORNING) as clock, entering(alpha):
            clock.shift(timedelta(days=days))
            Sent().sms(subject=f"alert:{days}")
    with time_machine.travel(MORNING) as clock:
        clock.shift(timedelta(days=2, hours=1))
        tasks.purge_all(0)
    assert Tally.objects.count() == 2
    assert ProcrastinateJob.objects.filter(task_name="codes.purge").count() == 1


def test_wrong_digits_at_a_sign_up_leave_an_employer_the_code_for_their_offer(sent, monkeypatch):
    for at in range(3):
        sent.mail(subject=f"alert:{at}", visitor=f"stranger {at}")
        for _try in range(5):
            check_code(subject=f"alert:{at}", digits=wrong(sent.digits[-1]))
    with pytest.raises(TooMany):
        sent.mail(subject="alert:new", visitor="new")
    sent.mail(subject="draft:1", visitor="employer")
    assert check_code(subject="draft:1", digits=sent.digits[-1])[0] is CodeCheck.RIGHT


@pytest.mark.parametrize(
    ("way", "channel", "address"), [("mail", Channel.EMAIL, ADDRESS), ("sms", Channel.SMS, NUMBER)]
)
@pytest.mark.parametrize("is_erased", [False, True])
def test_who_wanted_no_more_gets_one_code_a_day_to_come_back(sent, way, channel, address, is_erased):
    send, start = getattr(sent, way), timezone.now()
    refuse(channel=channel, address=address, reason=RefusalReason.STOP)
    if is_erased:
        erase(channel=channel, address=address)
    send(subject="alert:1")
    with time_machine.travel(start + timedelta(hours=2)):
        with pytest.raises(TooMany) as refusal:
            send(subject="alert:2", visitor="stranger")
        send(subject="draft:1", visitor="employer")
    assert refusal.value.minutes == 24 * 60
    with time_machine.travel(start + timedelta(hours=24.1)):
        send(subject="alert:2")
