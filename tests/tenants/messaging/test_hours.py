"""When a phone may ring: by the legal time and the holidays of where the number is."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.messaging.hours import next_opening, place_of, sms_allowed

PARIS, LILLE, REUNION = ZoneInfo("Europe/Paris"), "+33612345678", "+262692123456"
NUMBERS = [LILLE, REUNION, "+262639012345", "+590690001234", "+594694201234", "+596696201234", "+508551234",
           "+687751234", "+68987123456", "+681821234"]  # fmt: skip


def at(text: str, zone: str = "Europe/Paris") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-11-25T07:59:59", False), ("2026-11-25T08:00", True), ("2026-11-25T19:59:59", True),
        ("2026-11-25T20:00", False), ("2026-11-28T12:00", True), ("2026-11-29T12:00", False),
        ("2026-12-25T12:00", False), ("2026-07-14T12:00", False), ("2026-05-25T12:00", False),
        ("2027-01-01T12:00", False),
    ],
)  # fmt: skip
def test_in_metropolitan_france(moment: str, allowed: bool) -> None:
    assert sms_allowed(at(moment), number=LILLE) is allowed


@pytest.mark.parametrize(
    ("number", "moment", "allowed"),
    [
        (REUNION, "2026-11-25T05:00", True),  # 8 h there
        (REUNION, "2026-11-25T18:00", False),  # 21 h there
        (REUNION, "2026-12-20T10:00", False),  # a Sunday, and the abolition of slavery
        (REUNION, "2027-12-20T10:00", False), (LILLE, "2027-12-20T10:00", True),  # a Monday: only there
        ("+262639012345", "2026-04-27T09:00", False), (REUNION, "2026-04-27T09:00", True),  # Mayotte's
        ("+596696201234", "2026-05-22T16:00", False), ("+590690001234", "2026-05-27T16:00", False),
        ("+594694201234", "2026-06-10T16:00", False), (LILLE, "2026-06-10T16:00", True),
        ("+68987123456", "2026-11-25T20:00", True),  # 9 h in Tahiti
        ("+687751234", "2026-11-25T12:00", False),  # 22 h in Nouméa
        ("+687751234", "2026-09-24T01:00", False),  # its own day
    ],
)  # fmt: skip
def test_overseas(number: str, moment: str, allowed: bool) -> None:
    assert sms_allowed(at(moment), number=number) is allowed


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-25T12:00", "2026-11-25T12:00"), ("2026-11-25T03:00", "2026-11-25T08:00"),
        ("2026-11-25T20:00", "2026-11-26T08:00"), ("2026-11-28T20:30", "2026-11-30T08:00"),
        # Christmas on a Friday, a Saturday, a Sunday between: from Thursday evening to Saturday.
        ("2026-12-24T21:00", "2026-12-26T08:00"),
        # The night the clocks go forward, and the one they go back: eight by the clock on the wall.
        ("2027-03-27T21:00", "2027-03-30T08:00"), ("2027-10-30T21:00", "2027-11-02T08:00"),
    ],
)  # fmt: skip
def test_the_next_opening(moment: str, opening: str) -> None:
    assert next_opening(at(moment), number=LILLE) == at(opening)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)), st.sampled_from(NUMBERS))
def test_the_next_opening_is_open_soon_and_the_first(moment: datetime, number: str) -> None:
    opening = next_opening(moment, number=number)
    assert sms_allowed(opening, number=number)
    assert moment <= opening <= moment + timedelta(days=5)
    assert opening == moment or opening.astimezone(place_of(number).zone).time() == time(8)
    if opening - timedelta(minutes=1) >= moment:
        assert not sms_allowed(opening - timedelta(minutes=1), number=number)
