"""Moments and counts as people say them."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.context import current_tenant
from tenants.messaging.caps import zone_of
from themes import moments


def day_of(moment: datetime) -> date:
    """The tenant's own day."""
    return moment.astimezone(zone_of(current_tenant())).date()


def day_in_words(moment: datetime) -> str:
    """«aujourd’hui», «hier», «lundi 2 novembre», «lundi 2 novembre 2025» of another year."""
    day, today = day_of(moment), day_of(timezone.now())
    if day == today:
        return _("aujourd’hui")
    if day == today - timedelta(days=1):
        return _("hier")
    return moments.weekday(day) if day.year == today.year else f"{moments.weekday(day)} {day.year}"


def clock_in_words(moment: datetime) -> str:
    """«10 h 05»."""
    return moments.clock(moment.astimezone(zone_of(current_tenant())))


def moment_in_words(moment: datetime) -> str:
    """«hier à 10 h 05»."""
    return _("%(day)s à %(clock)s") % {"day": day_in_words(moment), "clock": clock_in_words(moment)}
