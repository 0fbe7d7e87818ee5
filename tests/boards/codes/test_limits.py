"""What can be sent at most, whoever asks, to whatever list of numbers."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from boards.codes import limits
from boards.codes.limits import TooMany
from boards.codes.models import Code
from boards.codes.services import check_code
from tenants.context import entering
from tests.boards.codes.making import Sent, wrong

pytestmark = pytest.mark.usefixtures("in_alpha")


@pytest.fixture
def sent():
    return Sent()


def later(**time: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**time))


def somewhere(count: int, *, seed: int = 4) -> list[str]:
    """Numbers that have nothing in common, of France and overseas."""
    chosen = random.Random(seed)
    starts = ("+336", "+337", "+262692", "+590690", "+596696", "+687", "+689")
    lengths = {"+336": 8, "+337": 8, "+687": 6, "+689": 8}
    return [
        start + "".join(chosen.choices("0123456789", k=lengths.get(start, 6)))
        for start in chosen.choices(starts, k=count)
    ]


def neighbours(count: int) -> list[str]:
    return [f"+336123456{at:02d}" for at in range(count)]


def test_one_address_gets_five_mails_an_hour_from_whomever(sent):
    for at in range(limits.MAX_PER_ADDRESS):
        sent.mail(subject=f"subscriber:{at}", visitor=f"visitor {at}")
    with pytest.raises(TooMany) as refusal:
        sent.mail("LEA@exemple.example", subject="subscriber:new", visitor="new")
    assert refusal.value.minutes == limits.WINDOW_MINUTES
    with later(minutes=61):
        sent.mail(subject="subscriber:new", visitor="new")


def test_one_visitor_gets_twenty_mails_an_hour_to_whomever(sent):
    for at in range(limits.MAX_PER_VISITOR):
        sent.mail(f"a{at}@exemple.example", subject=f"subscriber:{at}")
    with pytest.raises(TooMany):
        sent.mail("new@exemple.example", subject="subscriber:new")
    sent.mail("new@exemple.example", subject="subscriber:new", visitor="new")


def test_a_double_click_on_the_last_place_is_no_refusal(sent):
    for at in range(limits.MAX_SMS_PER_NUMBER_A_DAY):
        last = sent.sms(subject=f"subscriber:{at}", visitor=f"visitor {at}")
    assert sent.sms(subject=last.subject, visitor=last.visitor) == last


def test_one_number_gets_three_sms_a_day_from_whomever(sent):
    for hour in range(limits.MAX_SMS_PER_NUMBER_A_DAY):
        with later(hours=2 * hour):
            sent.sms(subject=f"subscriber:{hour}", visitor=f"visitor {hour}")
    for hours in (6, 23.9):
        with later(hours=hours), pytest.raises(TooMany) as refusal:
            sent.sms(subject="subscriber:new", visitor="new")
    assert refusal.value.minutes == 24 * 60
    with later(hours=24.1):
        sent.sms(subject="subscriber:new", visitor="new")


def test_one_visitor_gets_five_sms_an_hour_to_whomever(sent):
    numbers = somewhere(limits.MAX_SMS_PER_VISITOR + 1)
    for number in numbers[:-1]:
        sent.sms(number, subject=number)
    with pytest.raises(TooMany):
        sent.sms(numbers[-1], subject=numbers[-1])
    sent.mail()
    with later(minutes=61):
        sent.sms(numbers[-1], subject=numbers[-1])


def test_a_row_of_numbers_gets_ten_sms_an_hour(sent):
    sent.sms_to(neighbours(100))
    assert len(sent.digits) == limits.MAX_SMS_PER_BLOCK
    sent.sms("+33612345700", subject="subscriber:next", visitor="next block")


@pytest.mark.parametrize(
    ("number", "neighbour", "stranger"),
    [
        ("+33612345678", "+33612345600", "+33612345700"),
        ("+262692123456", "+262692123499", "+262692123556"),
        ("+689871234", "+689871299", "+689871334"),
    ],
)
def test_neighbours_share_all_but_two_digits(number, neighbour, stranger):
    assert neighbour.startswith(limits.block_of(number))
    assert not stranger.startswith(limits.block_of(number))


def test_a_tenant_sends_sixty_sms_codes_an_hour_to_whomever_and_mails_still_go(sent):
    sent.sms_to(somewhere(200))
    assert len(sent.digits) == limits.MAX_SMS_PER_TENANT
    sent.mail()
    with later(minutes=61):
        sent.sms_to(somewhere(200, seed=5))
    assert len(sent.digits) == 2 * limits.MAX_SMS_PER_TENANT + 1


def test_mails_take_no_room_from_sms_nor_sms_from_mails(sent):
    numbers = somewhere(limits.MAX_SMS_PER_VISITOR)
    for number in numbers[:-1]:
        sent.sms(number, subject=number)
    for at in range(limits.MAX_PER_VISITOR):
        sent.mail(f"a{at}@exemple.example", subject=f"subscriber:{at}")
    sent.sms(numbers[-1], subject=numbers[-1])


def test_another_tenant_has_its_own_limits(sent, beta):
    sent.sms_to(somewhere(100))
    with entering(beta):
        sent.sms(subject="subscriber:beta")


def test_a_hostile_list_stays_within_every_limit(sent):
    """A day of it: one victim, a rented block and numbers from everywhere; from 500 network addresses."""
    chosen = random.Random(18)
    start = timezone.now()
    strangers = somewhere(150)
    for minute in range(0, 24 * 60, 5):
        with time_machine.travel(start + timedelta(minutes=minute)):
            for number in ["+33798765432", *chosen.sample(neighbours(100), 3), *chosen.sample(strangers, 4)]:
                try:
                    sent.sms(number, subject=str(chosen.random()), visitor=f"visitor {chosen.randrange(500)}")
                except TooMany:
                    continue
    made = list(Code.objects.values_list("address", "visitor", "created_at"))
    assert len(made) == len(sent.digits)

    def most(window: timedelta, key) -> int:
        times: dict[str, list] = {}
        for row in sorted(made, key=lambda row: row[2]):
            times.setdefault(key(row), []).append(row[2])
        return max(sum(at < other + window and other <= at for other in of) for of in times.values() for at in of)

    hour, day = timedelta(minutes=limits.WINDOW_MINUTES), timedelta(days=1)
    assert most(day, lambda row: row[0]) == limits.MAX_SMS_PER_NUMBER_A_DAY
    assert most(hour, lambda row: row[1]) <= limits.MAX_SMS_PER_VISITOR
    assert most(hour, lambda row: limits.block_of(row[0])) == limits.MAX_SMS_PER_BLOCK
    assert most(hour, lambda row: "tenant") <= limits.MAX_SMS_PER_TENANT


@pytest.mark.parametrize("way", ["mail", "sms"])
def test_after_fifteen_wrong_tries_a_day_no_code_goes_to_the_address(sent, way, monkeypatch):
    monkeypatch.setattr(limits, "MAX_SMS_PER_NUMBER_A_DAY", 4)  # three codes of five tries come to fifteen
    send = getattr(sent, way)
    for hour in range(3):
        with later(hours=2 * hour):
            send()
            for _try in range(5):
                check_code(subject="subscriber:1", digits=wrong(sent.digits[-1]))
    with later(hours=6), pytest.raises(TooMany) as refusal:
        send(subject="subscriber:new", visitor="new")
    assert refusal.value.minutes == 24 * 60
    with later(hours=29):
        send(subject="subscriber:new", visitor="new")
