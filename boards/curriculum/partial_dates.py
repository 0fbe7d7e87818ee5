"""Dates as exchange formats write them: a day, a month or a year."""

import calendar
import re
from datetime import date

_ISO = re.compile(r"^\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def first_day(text: str) -> date | None:
    """The first day that «2019», «2019-03» or «2019-03-07» may mean; None for anything else."""
    return _day(text, last=False)


def last_day(text: str) -> date | None:
    """The last one."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> date | None:
    found = _ISO.match(text)
    if not found:
        return None
    year = int(found[1])
    month = int(found[2]) if found[2] else (12 if last else 1)
    if not (1900 <= year <= 2100 and 1 <= month <= 12):
        return None
    longest = calendar.monthrange(year, month)[1]
    day = int(found[3]) if found[3] else (longest if last else 1)
    return date(year, month, day) if 1 <= day <= longest else None
