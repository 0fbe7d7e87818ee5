"""The tenant's own clock, in words."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tenants.context import current_tenant
from themes import moments


def when_of(moment: datetime) -> str:
    """«mardi 4 mai à 14 h 30»."""
    return moments.at(moment.astimezone(ZoneInfo(current_tenant().time_zone)))


def moment_at(day: date, hour: time) -> datetime:
    """A day and an hour of the tenant's as a moment."""
    return datetime.combine(day, hour, tzinfo=ZoneInfo(current_tenant().time_zone)).astimezone(ZoneInfo("UTC"))
