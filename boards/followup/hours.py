"""The tenant's own clock: an appointment at nine is at nine where the office is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tenants.context import current_tenant
from tenants.messaging import hours

#: A reminder leaves at this hour of the day before; on a day when no SMS may ring, of the last one when it may.
REMIND_AT = time(10)
LONGEST_BEFORE = 7  # days


def zone() -> ZoneInfo:
    return ZoneInfo(current_tenant().time_zone)


def here(moment: datetime) -> datetime:
    """A moment by the tenant's clock."""
    return moment.astimezone(zone())


def moment_at(day: date, hour: time) -> datetime:
    """A day and an hour of the tenant's as a moment. An hour that a clock change skips is the one it becomes."""
    local = datetime.combine(day, hour, tzinfo=zone())
    # 02:30 doesn't exist on the last Sunday of March: there and back gives 03:30.
    return local.astimezone(ZoneInfo("UTC"))


def day_bounds(day: date, *, days: int = 1) -> tuple[datetime, datetime]:
    """From midnight to midnight, by the tenant's calendar: 23 or 25 hours when the clock changes."""
    return moment_at(day, time()), moment_at(day + timedelta(days=days), time())


def remind_from(starts_at: datetime, *, number: str = "+33600000000") -> datetime:
    """The moment from which on somebody is reminded of an appointment."""
    day = here(starts_at).date()
    for before in range(1, LONGEST_BEFORE + 1):
        moment = moment_at(day - timedelta(days=before), REMIND_AT)
        if hours.sms_allowed(moment, number=number):
            return moment
    return moment_at(day - timedelta(days=1), REMIND_AT)
