"""Days and hours, said in one way: «1er décembre 2026», «1er déc. 2026» in tables, «9 h 30», «9 h»."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

#: The day, and not a part of a number: the first of a month has a word of its own in French.
_FIRST = re.compile(r"(?<!\d)1(?= [^\W\d])")


def day(moment: date) -> str:
    """«26 novembre 2026»."""
    return _said(moment, "j F Y")


def day_month(moment: date) -> str:
    """«26 novembre», where the year goes without saying."""
    return _said(moment, "j F")


def weekday(moment: date) -> str:
    """«jeudi 26 novembre»."""
    return _said(moment, "l j F")


def short_day(moment: date) -> str:
    """«26 nov. 2026», for a table's cells, where it doesn't part."""
    return _said(moment, "j N Y").replace(" ", "\u00a0")


def clock(moment: datetime | time) -> str:
    """«9 h 30»; «9 h» for the full hour."""
    # Formats, so that another language may write its own: 9:30, 9:00.
    moment = _here(moment)
    return time_format(moment, _("G\u00a0\\h\u00a0i") if moment.minute else _("G\u00a0\\h"))


def at(moment: datetime) -> str:
    """«jeudi 26 novembre à 9 h 30»."""
    return _("%(day)s à %(hour)s") % {"day": weekday(moment), "hour": clock(moment)}


def day_at(moment: datetime) -> str:
    """«26 novembre 2026 à 9 h 30»."""
    return _("%(day)s à %(hour)s") % {"day": day(moment), "hour": clock(moment)}


def day_month_at(moment: datetime) -> str:
    """«26 novembre à 9 h 30»."""
    return _("%(day)s à %(hour)s") % {"day": day_month(moment), "hour": clock(moment)}


def _here(moment: Any) -> Any:
    """A moment out of the database by the page's clock; one that carries a place's own by that."""
    return timezone.localtime(moment) if isinstance(moment, datetime) and moment.tzinfo is UTC else moment


def _said(moment: date, form: str) -> str:
    moment = _here(moment)
    text = date_format(moment, form)
    return _FIRST.sub(pgettext("jour du mois", "1er"), text) if moment.day == 1 else text
