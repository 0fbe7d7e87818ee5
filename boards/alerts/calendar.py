"""When an alert has its turn: days of the tenant's own calendar, so that clock changes neither skip nor repeat one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tenants.enums import AlertFrequency
from tenants.models import Tenant


@dataclass(frozen=True)
class Turn:
    """The latest turn of a rhythm: the day that names it, and the moment it was due."""

    day: date
    moment: datetime


def turn_of(frequency: AlertFrequency, *, tenant: Tenant, now: datetime) -> Turn:
    """The latest daily or weekly turn at or before `now`; a weekly one is named after its Monday.

    What was online before the moment is told in that turn, whenever a worker gets to it; what comes later waits for
    the next.

    Raises:
        ValueError: for alerts that are told at once, which have no turns.
    """
    if frequency == AlertFrequency.NOW:
        raise ValueError("An alert that is told at once has no turn.")
    zone = ZoneInfo(tenant.time_zone)
    day = now.astimezone(zone).date()
    step = timedelta(days=1)
    if frequency == AlertFrequency.WEEKLY:
        day, step = day - timedelta(days=day.weekday()), timedelta(days=7)
    if moment_of(day, hour=tenant.digest_hour, zone=zone) > now:
        day -= step
    return Turn(day=day, moment=moment_of(day, hour=tenant.digest_hour, zone=zone))


def has_begun(*, tenant: Tenant, now: datetime) -> bool:
    """Whether the tenant's hour has struck today. Until then a turn that nobody had waits, and is had with today's."""
    zone = ZoneInfo(tenant.time_zone)
    return moment_of(now.astimezone(zone).date(), hour=tenant.digest_hour, zone=zone) <= now


def moment_of(day: date, *, hour: int, zone: ZoneInfo, minute: int = 0) -> datetime:
    """A wall-clock time on a day as a moment, in UTC.

    The first of the two when clocks go back; when they go forward over it, the first moment after the gap.
    """
    wall = datetime.combine(day, time(hour, minute))
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if second >= first:
        return first
    # Only a time that doesn't exist is later by the old offset than by the new one.
    while second.astimezone(zone).replace(tzinfo=None) < wall:
        second += timedelta(minutes=1)
    return second
