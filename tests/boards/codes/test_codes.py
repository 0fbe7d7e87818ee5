"""Six digits: right once, wrong a few times, dead in time; the same for a mail and an SMS."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from boards.accounts.visitors import visitor_of
from boards.codes.models import Code
from boards.codes.services import CodeCheck, check_code, latest_code, send_code
from tenants.context import entering
from tenants.enums import Channel
from tests.boards.codes.making import Sent, wrong

pytestmark = pytest.mark.usefixtures("in_alpha")
SUBJECT = "subscriber:1"


@pytest.fixture(params=["mail", "sms"])
def sent(request):
    """One code sent, by either way; `sent.again()` asks for another."""
    sent = Sent()
    sent.again = getattr(sent, request.param)
    sent.again()
    return sent


def later(**time: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**time))


def test_the_right_code_is_used_once(sent):
    result, code = check_code(subject=SUBJECT, digits=sent.digits[0])
    assert (result, code.used_at is not None) == (CodeCheck.RIGHT, True)
    assert check_code(subject=SUBJECT, digits=sent.digits[0])[0] is CodeCheck.LAPSED


def test_a_wrong_code_leaves_the_right_one_good(sent):
    assert check_code(subject=SUBJECT, digits=wrong(sent.digits[0]))[0] is CodeCheck.WRONG
    assert check_code(subject=SUBJECT, digits=sent.digits[0])[0] is CodeCheck.RIGHT


def test_after_five_wrong_tries_it_is_dead(sent):
    results = [check_code(subject=SUBJECT, digits=wrong(sent.digits[0]))[0] for _try in range(5)]
    assert results == [CodeCheck.WRONG] * 4 + [CodeCheck.LAPSED]
    assert check_code(subject=SUBJECT, digits=sent.digits[0])[0] is CodeCheck.LAPSED


@pytest.mark.parametrize(("minutes", "result"), [(14.9, CodeCheck.RIGHT), (15.1, CodeCheck.LAPSED)])
def test_it_is_good_for_a_quarter_of_an_hour(sent, minutes, result):
    with later(minutes=minutes):
        assert check_code(subject=SUBJECT, digits=sent.digits[0])[0] is result


def test_nobody_asked_for_one():
    assert latest_code(subject=SUBJECT) is None
    assert check_code(subject=SUBJECT, digits="123456") == (CodeCheck.LAPSED, None)


def test_a_second_press_sends_nothing_and_the_first_code_stays_good(sent):
    with later(seconds=20):
        assert sent.again() == latest_code(subject=SUBJECT)
    assert len(sent.digits) == Code.objects.count() == 1
    assert check_code(subject=SUBJECT, digits=sent.digits[0])[0] is CodeCheck.RIGHT


def test_after_half_a_minute_a_new_code_kills_the_one_before(sent):
    with later(seconds=31):
        sent.again()
        old, new = sent.digits
        if old != new:
            assert check_code(subject=SUBJECT, digits=old)[0] is CodeCheck.WRONG
        assert check_code(subject=SUBJECT, digits=new)[0] is CodeCheck.RIGHT


def test_another_address_or_channel_is_no_second_press(sent):
    sent.mail("autre@exemple.example")
    sent.sms("+33698765432")
    assert len(sent.digits) == 3


def test_after_a_code_was_used_the_next_press_sends_another(sent):
    check_code(subject=SUBJECT, digits=sent.digits[0])
    sent.again()
    assert len(sent.digits) == 2


def test_anothers_code_is_wrong_here(sent):
    sent.mail("autre@exemple.example", subject="subscriber:2")
    mine, others = sent.digits
    if mine != others:
        assert check_code(subject=SUBJECT, digits=others)[0] is CodeCheck.WRONG


def test_what_could_not_be_queued_was_never_made():
    def fail(digits: str) -> None:
        raise OSError

    with pytest.raises(OSError):
        send_code(subject=SUBJECT, channel=Channel.EMAIL, address="lea@exemple.example", visitor="v", deliver=fail)
    assert latest_code(subject=SUBJECT) is None


def test_neither_digits_nor_network_address_are_in_the_row(sent):
    assert sent.digits[0] not in str(Code.objects.values("digest", "visitor", "address", "subject").get())


def test_one_spelling_of_an_address():
    assert Sent().mail(" Lea@Exemple.EXAMPLE ").address == "lea@exemple.example"


@pytest.mark.parametrize(
    "number",
    [
        "0612345678",
        "+33 6 12 34 56 78",
        "+33612345678 ",
        "+33612345678\n",
        "0033612345678",
        "+0612345678",
        "+33٦12345678",
        "",
    ],
)
def test_a_number_in_another_spelling_is_refused(number):
    sent = Sent()
    with pytest.raises(ValueError, match="33612345678"):
        sent.sms(number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.create(channel=Channel.SMS, address=number, lapses_at=timezone.now())
    assert sent.digits == []


def test_a_visitor_is_another_in_each_tenant_and_never_by_what_they_say(alpha, beta, rf):
    def of(tenant, **headers):
        with entering(tenant):
            return visitor_of(rf.get("/", **headers))

    here = of(alpha)
    assert here == of(alpha, HTTP_X_FORWARDED_FOR="192.0.2.1")
    assert len({here, of(beta), of(alpha, REMOTE_ADDR="192.0.2.1")}) == 3
    assert "127.0.0.1" not in here
