"""The tenant's own clock, in words."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenants.context import current_tenant


def when_of(moment: datetime) -> str:
    """«mardi 4 mai à 14 h 30»."""
    local = moment.astimezone(ZoneInfo(current_tenant().time_zone))
    hour = f"{local.hour} h {local.minute:02d}" if local.minute else f"{local.hour} h"
    return _("%(day)s à %(hour)s") % {"day": date_format(local, "l j F"), "hour": hour}


def moment_at(day: date, hour: time) -> datetime:
    """A day and an hour of the tenant's as a moment."""
    return datetime.combine(day, hour, tzinfo=ZoneInfo(current_tenant().time_zone)).astimezone(ZoneInfo("UTC"))
