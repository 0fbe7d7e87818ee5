"""TRUST 18: ten thousand requests from everywhere to a hostile list of numbers; what leaves stays within the caps.

A thousand go through the page, as a browser's; nine thousand through the service behind it, with what the page would
have read: a number and a visitor. That keeps the test within a minute.
"""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse

from boards.alerts.searches import Wanted, wanted_of
from boards.alerts.services.subscribing import Contact, ask_for_alert
from boards.codes.limits import (
    MAX_SMS_PER_BLOCK,
    MAX_SMS_PER_NUMBER_A_DAY,
    MAX_SMS_PER_TENANT,
    MAX_SMS_PER_VISITOR,
    TooMany,
    block_of,
)
from boards.codes.models import Code
from search.matching.drain import drain as match
from search.models import SavedSearch
from tenants.context import entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.models import SmsDelivery
from tenants.messaging.numbers import NotAMobile, parse_mobile
from tenants.messaging.sending.texts import drain_texts
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import NEAR_BERGUES, ask

BY_PAGE, BY_SERVICE = 1_000, 9_000
CAP = 40
ONE_NUMBER = [
    "0612345678", "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "+33612345678", "+33 6 12 34 56 78",
    "0033612345678", "0033 6 12 34 56 78", "+33 (0)6 12 34 56 78", "  06 1234 5678 ", "（06）12345678",
    "٠٦١٢٣٤٥٦٧٨",
]  # fmt: skip
PREMIUM = ["0899123456", "0892 70 12 34", "0820123456", "3617", "118218", "+33 899 12 34 56", "10 23"]
FOREIGN = ["+447911123456", "+4915112345678", "+2348031234567", "+8801712345678", "+12025550123", "+88213123456"]
FIXED = ["0328123456", "01 42 34 56 78", "0970123456", "+33 3 28 12 34 56", "0262 20 12 34", "07001234567890"]
NOT_NUMBERS = [
    "06",
    "06123",
    "0612345678901234",
    "061234567a",
    "' OR 1=1 --",
    "+",
    "0612345678;0612345679",
    "00000000000",
]
REFUSED = [*PREMIUM, *FOREIGN, *FIXED, *NOT_NUMBERS]
BLOCK = [f"+3369876{number:04d}" for number in range(0, 10_000, 7)]  # neighbours
EVERYWHERE = [f"+336{number}" for number in random.Random(18).sample(range(10_000_000, 29_999_999), 3_000)]
Clock = time_machine.Traveller


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        yield clock


@pytest.fixture
def capped(alpha: Tenant, settings, tmp_path: Path) -> Tenant:
    settings.SMS_FILE_PATH, settings.MESSAGING_JOURNALS = tmp_path / "sms", tmp_path / "journals"
    alpha.sms_daily_cap = CAP
    alpha.save()
    return alpha


def addresses() -> list[str]:
    return [f"203.0.{number // 250}.{number % 250 + 1}" for number in range(500)]


def post(browser, to: str, **headers: str) -> HttpResponse:
    return browser.post("/alertes", {"ou": to, "rythme": "now", "recherche": NEAR_BERGUES}, **headers)


def drained(tenant: Tenant, folder: Path) -> int:
    """How many SMS left, by the files of the provider."""
    with entering(tenant):
        drain_texts()
    return len(list(folder.glob("*.sms.txt")))


@pytest.mark.parametrize("number", REFUSED)
def test_a_hostile_number_is_refused_with_what_to_do(alpha: Tenant, visit, number: str) -> None:
    response = post(visit(alpha), number)
    assert response.status_code == 200
    errors = response.context["form"].errors["ou"]
    assert len(errors) == 1
    assert "Écrivez" in errors[0]
    with entering(alpha):
        assert not SmsDelivery.objects.exists()


def test_twelve_ways_to_write_a_number_are_one(capped: Tenant, visit, clock: Clock, tmp_path: Path) -> None:
    assert {parse_mobile(written) for written in ONE_NUMBER} == {"+33612345678"}
    statuses = []
    for at, written in enumerate(ONE_NUMBER * 3):
        clock.shift(31)  # a double click is no second request
        statuses.append(post(visit(capped), written, REMOTE_ADDR=addresses()[at]).status_code)
    assert statuses == [302] * MAX_SMS_PER_NUMBER_A_DAY + [429] * (len(statuses) - MAX_SMS_PER_NUMBER_A_DAY)
    assert drained(capped, tmp_path / "sms") == MAX_SMS_PER_NUMBER_A_DAY


def test_what_a_visitor_claims_of_their_address_gains_nothing(
    capped: Tenant, visit, clock: Clock, tmp_path: Path
) -> None:
    """A thousand forms from one place that says it is five hundred."""
    browser, claimed = visit(capped), addresses()
    numbers = [*REFUSED, *EVERYWHERE]
    statuses: Counter[int] = Counter()
    for at in range(BY_PAGE):
        response = post(
            browser,
            numbers[at % len(numbers)],
            HTTP_X_FORWARDED_FOR=f"{claimed[at % 500]}, {claimed[(at + 7) % 500]}",
            HTTP_X_REAL_IP=claimed[at % 500],
            HTTP_FORWARDED=f"for={claimed[at % 500]}",
        )
        statuses[response.status_code] += 1
        if response.status_code == 429:
            assert response["Retry-After"]
    assert statuses == Counter({200: len(REFUSED), 302: MAX_SMS_PER_VISITOR, 429: BY_PAGE - len(REFUSED) - 5})
    assert drained(capped, tmp_path / "sms") == MAX_SMS_PER_VISITOR


def test_ten_thousand_from_five_hundred_places_stay_within_the_caps(
    capped: Tenant, clock: Clock, tmp_path: Path
) -> None:
    """Over six hours, to numbers from everywhere, from one block, and to one; then once more on the same day."""
    dice, visitors, made = random.Random(18), addresses(), count()
    with entering(capped):
        wanted = wanted_of(NEAR_BERGUES, tenant=capped)
        refusals: Counter[str] = Counter()
        for _hour in range(6):
            before = Code.objects.count()
            for _ in range(BY_SERVICE // 6):
                some = dice.choice([EVERYWHERE, BLOCK, ONE_NUMBER, REFUSED])
                number = some[next(made) % len(some)]
                refusals[request(wanted, number, visitor=dice.choice(visitors))] += 1
                clock.shift(2)
            assert Code.objects.count() - before <= MAX_SMS_PER_TENANT
            drain_texts()
            clock.shift(3_600 - (BY_SERVICE // 6) * 2 % 3_600)
        assert refusals["TooMany"] > BY_SERVICE / 3
        assert refusals["NotAMobile"] > BY_SERVICE / 6
        codes = list(Code.objects.values_list("address", "visitor"))
        assert max(Counter(address for address, _ in codes).values()) <= MAX_SMS_PER_NUMBER_A_DAY
        assert max(Counter(visitor for _, visitor in codes).values()) <= MAX_SMS_PER_VISITOR * 6
        blocks = Counter(block_of(address) for address, _ in codes)
        assert max(blocks.values()) <= MAX_SMS_PER_BLOCK * 6
        states = Counter(SmsDelivery.objects.values_list("state", flat=True))
    # What costs money: never more than the tenant's own cap of a day, whatever was asked.
    assert len(list((tmp_path / "sms").glob("*.sms.txt"))) == CAP == states["sent"]
    # What no SMS is left for is refused at once, and waits in no queue.
    assert set(states) == {"sent"}


def request(wanted: Wanted, number: str, *, visitor: str) -> str:
    """What the page does with a form; "" or the name of the refusal."""
    try:
        contact = Contact(Channel.SMS, parse_mobile(number))
        ask_for_alert(wanted=wanted, contact=contact, frequency=AlertFrequency.NOW, visitor=visitor)
    except (NotAMobile, TooMany) as refusal:
        return type(refusal).__name__
    return ""


def test_who_never_confirms_is_never_told(alpha: Tenant, visit) -> None:
    """A number that was typed is no number that waits: alerts go to confirmed ones only."""
    with time_machine.travel("2026-11-25 12:00:00+01:00"):
        ask(visit(alpha), to="+33612345678")
    with time_machine.travel("2026-11-25 12:30:00+01:00"):
        with entering(alpha):
            making.live()
        connection.set_schema_to_public()
        assert not SavedSearch.objects.exists()
        assert match().pairs == 0
