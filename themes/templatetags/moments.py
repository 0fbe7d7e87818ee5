"""Days and hours in templates, as themes/moments.py says them; nothing for no day."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import template
from django.utils import timezone

from themes import moments

register = template.Library()


def _filter(said: Callable[[Any], str]) -> None:
    # By the clock of the page, as Django's own `date` reads it.
    register.filter(
        said.__name__, lambda moment: said(moment) if isinstance(moment, date | time) else "", expects_localtime=True
    )


for one in (
    moments.day,
    moments.day_month,
    moments.weekday,
    moments.short_day,
    moments.clock,
    moments.at,
    moments.day_at,
    moments.day_month_at,
):
    _filter(one)


@register.simple_tag
def today() -> str:
    """«jeudi 26 novembre»."""
    return moments.weekday(timezone.localdate())
