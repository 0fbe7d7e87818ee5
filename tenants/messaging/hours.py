"""When a phone may ring for an alert: Monday to Saturday, 8 h to 20 h where the number is, no public holiday."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

from tenants.messaging.numbers import prefix_of

OPENS, CLOSES = time(8), time(20)
SUNDAY = 6
LONGEST_CLOSURE = timedelta(days=14)


class Place(NamedTuple):
    """Legal time and public holidays of a territory."""

    zone: ZoneInfo
    subdivision: str | None


METROPOLE = Place(ZoneInfo("Europe/Paris"), None)
# By country prefix; None as subdivision: the holidays of metropolitan France.
PLACES = {
    33: METROPOLE,
    262: Place(ZoneInfo("Indian/Reunion"), "974"),
    590: Place(ZoneInfo("America/Guadeloupe"), "971"),
    594: Place(ZoneInfo("America/Cayenne"), "973"),
    596: Place(ZoneInfo("America/Martinique"), "972"),
    508: Place(ZoneInfo("America/Miquelon"), "PM"),
    687: Place(ZoneInfo("Pacific/Noumea"), "NC"),
    689: Place(ZoneInfo("Pacific/Tahiti"), "PF"),
    681: Place(ZoneInfo("Pacific/Wallis"), "WF"),
}
MAYOTTE = Place(ZoneInfo("Indian/Mayotte"), "976")
# Mayotte shares +262 with Réunion and has ranges of its own.
MAYOTTE_PREFIXES = ("+262639", "+262269", "+262709")


def place_of(number: str) -> Place:
    """Where a number is at home."""
    if number.startswith(MAYOTTE_PREFIXES):
        return MAYOTTE
    return PLACES.get(prefix_of(number), METROPOLE)


def sms_allowed(moment: datetime, *, number: str) -> bool:
    """Whether an alert may reach this number at that moment (aware)."""
    place = place_of(number)
    local = moment.astimezone(place.zone)
    return _is_open_day(local.date(), place) and OPENS <= local.time() < CLOSES


def next_opening(moment: datetime, *, number: str) -> datetime:
    """The first moment from `moment` on when an alert may reach the number, in that place's time."""
    place = place_of(number)
    local = moment.astimezone(place.zone)
    if sms_allowed(moment, number=number):
        return local
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    last = day + LONGEST_CLOSURE
    while not _is_open_day(day, place) and day < last:
        day += timedelta(days=1)
    # Built from the local date, not by adding hours: a day of 23 or 25 hours opens at 8 all the same.
    return datetime.combine(day, OPENS, tzinfo=place.zone)


def _is_open_day(day: date, place: Place) -> bool:
    return day.weekday() != SUNDAY and day not in _holidays(place.subdivision, day.year)


@lru_cache(maxsize=128)
def _holidays(subdivision: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))
