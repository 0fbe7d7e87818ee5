"""What figures are about: a year, twelve months, a quarter; by the tenant's own calendar."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenants.messaging import caps
from tenants.models import Tenant

FIRST_YEAR = 2020
LAST_TWELVE = "12-mois"
_YEAR = re.compile(r"20\d\d", re.ASCII)
_QUARTER = re.compile(r"(20\d\d)-T([1-4])", re.ASCII)


@dataclass(frozen=True)
class Period:
    """Days from `since` to `until`, both counted, never beyond today: what has not begun is no figure yet."""

    key: str
    label: str
    since: date
    until: date
    zone: ZoneInfo

    def within(self, field: str) -> Q:
        """Moments in it."""
        first = datetime.combine(self.since, time(0), tzinfo=self.zone)
        after = datetime.combine(self.until + timedelta(days=1), time(0), tzinfo=self.zone)
        return Q(**{f"{field}__gte": first, f"{field}__lt": after})

    def on_days(self, field: str) -> Q:
        """Dates in it."""
        return Q(**{f"{field}__gte": self.since, f"{field}__lte": self.until})

    @property
    def months(self) -> list[date]:
        """The first day of each of its months."""
        first, last = self.since.year * 12 + self.since.month - 1, self.until.year * 12 + self.until.month - 1
        return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]

    @property
    def days(self) -> str:
        """«du 1er janvier au 26 novembre 2026»."""
        since, until = _day(self.since, with_year=self.since.year != self.until.year), _day(self.until, with_year=True)
        return _("du %(since)s au %(until)s") % {"since": since, "until": until}


def period_of(key: str, *, tenant: Tenant) -> Period:
    """What an address asks for; this year for anything that is none."""
    today, zone = caps.today_of(tenant), caps.zone_of(tenant)
    if key == LAST_TWELVE:
        since = _months_before(today, 11)
        return Period(key, _("12 derniers mois"), since, today, zone)
    if (found := _QUARTER.fullmatch(key)) and FIRST_YEAR <= int(found[1]) <= today.year:
        year, number = int(found[1]), int(found[2])
        since = date(year, 3 * number - 2, 1)
        if since <= today:
            last = _months_before(since, -3) - timedelta(days=1)
            return Period(key, _quarter_label(number, year), since, min(last, today), zone)
    year = int(key) if _YEAR.fullmatch(key) and FIRST_YEAR <= int(key) <= today.year else today.year
    return Period(str(year), str(year), date(year, 1, 1), min(date(year, 12, 31), today), zone)


def choices(*, tenant: Tenant) -> list[tuple[str, str]]:
    """Keys and labels, the usual ones first: this year, twelve months, last year, the last eight quarters."""
    today = caps.today_of(tenant)
    found = [
        (str(today.year), _("Cette année (%(year)s)") % {"year": today.year}),
        (LAST_TWELVE, _("12 derniers mois")),
        (str(today.year - 1), _("L’an dernier (%(year)s)") % {"year": today.year - 1}),
    ]
    quarter = today.year * 4 + (today.month - 1) // 3
    for one in range(quarter, quarter - 8, -1):
        year, number = one // 4, one % 4 + 1
        found.append((f"{year}-T{number}", _quarter_label(number, year)))
    return found


def whole_months(year: int, *, tenant: Tenant) -> Period | None:
    """A year as the public reads it: until the last month that is over. None before its January is."""
    today, zone = caps.today_of(tenant), caps.zone_of(tenant)
    until = min(date(year, 12, 31), today.replace(day=1) - timedelta(days=1))
    return Period(str(year), str(year), date(year, 1, 1), until, zone) if until.year == year else None


def _quarter_label(number: int, year: int) -> str:
    ordinal = _("1er") if number == 1 else _("%(n)se") % {"n": number}
    return _("%(ordinal)s trimestre %(year)s") % {"ordinal": ordinal, "year": year}


def _months_before(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)


def _day(day: date, *, with_year: bool) -> str:
    rest = date_format(day, "F Y" if with_year else "F")
    return (_("1er %(month)s") if day.day == 1 else _("%(day)s %(month)s")) % {"day": day.day, "month": rest}
