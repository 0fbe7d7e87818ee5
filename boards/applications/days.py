"""Days of the tenant's own calendar: fifteen days are fifteen midnights where the employer lives."""

from datetime import date, datetime, time, timedelta

from tenants.context import current_tenant
from tenants.messaging.caps import today_of, zone_of


def today() -> date:
    return today_of(current_tenant())


def day_of(moment: datetime) -> date:
    """The day on which something happened there."""
    return moment.astimezone(zone_of(current_tenant())).date()


def end_of(day: date) -> datetime:
    """The moment at which the next day begins there."""
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone_of(current_tenant()))
