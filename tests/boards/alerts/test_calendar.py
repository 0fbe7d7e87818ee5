"""Turns: the tenant's own days, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.alerts.calendar import moment_of, turn_of
from tenants.enums import AlertFrequency
from tenants.models import Tenant

PARIS = ZoneInfo("Europe/Paris")
DAILY, WEEKLY = AlertFrequency.DAILY, AlertFrequency.WEEKLY


def tenant(*, hour: int = 7, zone: str = "Europe/Paris") -> Tenant:
    return Tenant(schema_name="x", digest_hour=hour, time_zone=zone)


def paris(*when: int) -> datetime:
    return datetime(*when, tzinfo=PARIS)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (paris(2026, 11, 25, 7, 0), date(2026, 11, 25)),
        (paris(2026, 11, 25, 6, 59), date(2026, 11, 24)),
        (paris(2026, 11, 25, 23, 59), date(2026, 11, 25)),
        (paris(2026, 1, 1, 0, 30), date(2025, 12, 31)),
    ],
)
def test_a_daily_turn_begins_at_its_hour(now: datetime, day: date) -> None:
    assert turn_of(DAILY, tenant=tenant(), now=now).day == day


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (paris(2026, 11, 23, 7, 0), date(2026, 11, 23)),
        (paris(2026, 11, 23, 6, 0), date(2026, 11, 16)),  # this week's has not come yet
        (paris(2026, 11, 29, 23, 0), date(2026, 11, 23)),
    ],
)
def test_a_weekly_turn_is_named_after_its_monday(now: datetime, monday: date) -> None:
    assert turn_of(WEEKLY, tenant=tenant(), now=now).day == monday


def test_a_tenant_overseas_has_its_own_morning() -> None:
    now = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)  # 7:30 in Saint-Denis, 4:30 in Paris
    assert turn_of(DAILY, tenant=tenant(zone="Indian/Reunion"), now=now).day == date(2026, 11, 25)
    assert turn_of(DAILY, tenant=tenant(), now=now).day == date(2026, 11, 24)


def test_what_clocks_leave_out_comes_at_the_first_moment_after() -> None:
    """TRUST, DST: 02:30 on 28 March 2027 is 03:00, the first moment that exists."""
    assert moment_of(date(2027, 3, 28), hour=2, minute=30, zone=PARIS) == paris(2027, 3, 28, 3, 0)


def test_what_clocks_repeat_comes_once_at_the_first() -> None:
    """TRUST, DST: 02:30 on 31 October 2027 is the summer one, an hour before the winter one."""
    moment = moment_of(date(2027, 10, 31), hour=2, minute=30, zone=PARIS)
    assert moment == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_at_once_has_no_turn() -> None:
    with pytest.raises(ValueError, match="no turn"):
        turn_of(AlertFrequency.NOW, tenant=tenant(), now=paris(2026, 1, 1))


@given(
    start=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1)),
    minutes=st.integers(min_value=0, max_value=60 * 24 * 9),
    hour=st.integers(min_value=5, max_value=19),
    frequency=st.sampled_from([DAILY, WEEKLY]),
)
def test_turns_never_go_back_and_never_lie_ahead(
    start: datetime, minutes: int, hour: int, frequency: AlertFrequency
) -> None:
    earlier = start.replace(tzinfo=UTC)
    later = earlier + timedelta(minutes=minutes)
    one, other = (turn_of(frequency, tenant=tenant(hour=hour), now=now) for now in (earlier, later))
    assert one.day <= other.day
    assert one.moment <= earlier
    step = timedelta(days=1 if frequency == DAILY else 7)
    assert other.moment + step > later - timedelta(hours=1)


def test_a_year_has_each_day_once() -> None:
    """Every quarter of an hour from new year to new year: each local day is a turn, none is left out or comes back."""
    ours, now, seen = tenant(), datetime(2028, 1, 1, 6, tzinfo=UTC), []
    while now < datetime(2029, 1, 1, 6, tzinfo=UTC):
        day = turn_of(DAILY, tenant=ours, now=now).day
        if not seen or seen[-1] != day:
            seen.append(day)
        now += timedelta(minutes=15)
    assert seen == [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
