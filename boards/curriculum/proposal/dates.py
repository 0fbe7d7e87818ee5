"""When something was: «de mars 2019 à juin 2021», «09/2018 – 12/2020», «depuis 2022», «Hiver 2023-2024»."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

_MONTHS = {
    "janv": 1, "fevr": 2, "févr": 2, "fev": 2, "fév": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aout": 8,
    "août": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12, "déc": 12,
}  # fmt: skip
_MONTH = (
    r"janv(?:ier)?|f[ée]vr(?:ier)?|f[ée]v|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?|oct(?:obre)?|"
    r"nov(?:embre)?|d[ée]c(?:embre)?"
)
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_NOW = r"aujourd'?hui|(?:à )?ce jour|pr[ée]sent|en cours|actuel(?:lement)?|maintenant|now"
_TOKEN = re.compile(
    rf"(?:(?<![\w/.])|(?<=[12]\d{{3}}/))(?:"
    rf"(?P<day>[0-3]?\d)[/.](?P<month_of_day>[01]?\d)[/.](?P<year_of_day>{_YEAR})"
    rf"|(?P<number>0?[1-9]|1[0-2])[/.\-](?P<year_of_number>{_YEAR})"
    rf"|(?:(?:\d{{1,2}}|1er) )?(?P<name>{_MONTH})\b\.?(?: (?P<year_of_name>{_YEAR}))?"
    rf"|(?P<year>{_YEAR})"
    rf"|(?P<now>{_NOW})"
    rf")(?![\w])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^\s?(?:[-–—/→>]{1,2}|à|a|au|jusqu'(?:à|au|en)|et)?\s?(?:la |le |fin |début )?$", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\b(?P<since>depuis(?: le)?|à partir de|dès)|\b(?:de|du|en|d'|le|entre|hiver|été|saison|printemps|"
    r"automne))\s?$",
    re.I,
)
_ANY_YEAR = re.compile(_YEAR)
_MOST_TOKENS = 6
_LENGTH = re.compile(r"^\s?\((?:\d{1,2}|un|une|deux|trois|six|env\.?)[^()]{0,30}\)")


@dataclass(frozen=True)
class Period:
    """ends_on: None while it goes on."""

    starts_on: date | None
    ends_on: date | None
    ongoing: bool = False

    @property
    def year(self) -> int | None:
        last = self.ends_on or self.starts_on
        return last.year if last else None


@dataclass(frozen=True)
class _Moment:
    year: int | None
    month: int | None
    start: int
    end: int
    now: bool = False

    def first(self, year: int | None = None) -> date | None:
        known = self.year or year
        return date(known, self.month or 1, 1) if known else None

    def last(self) -> date | None:
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])


def period_in(line: str) -> tuple[Period, str] | None:
    """(the first period of a line, the line without it); None for a line without any."""
    if not _ANY_YEAR.search(line):
        return None
    tokens = islice(_TOKEN.finditer(line), _MOST_TOKENS)
    moments = [moment for found in tokens if (moment := _moment(found))]
    dated = [number for number, moment in enumerate(moments) if moment.year]
    if not dated:
        return None
    first = dated[0]
    # «de mars à juin 2021»: the month before belongs to it.
    if first and moments[first - 1].month and _meets(line, moments[first - 1], moments[first]):
        first -= 1
    one = moments[first]
    two = moments[first + 1] if first + 1 < len(moments) and _meets(line, one, moments[first + 1]) else None
    before = _BEFORE.search(line[: one.start])
    start, end = before.start() if before else one.start, (two or one).end
    length = _LENGTH.match(line[end:])
    end += length.end() if length else 0
    rest = f"{line[:start].rstrip()} \t {line[end:].lstrip()}"
    if two is None:
        ongoing = bool(before and before["since"])
        return Period(one.first(), None if ongoing else one.last(), ongoing), _rest(rest)
    if two.now:
        return Period(one.first(), None, True), _rest(rest)
    return Period(one.first(two.year), two.last()), _rest(rest)


def _meets(line: str, one: _Moment, two: _Moment) -> bool:
    between = line[one.end : two.start]
    return (bool(between.strip()) and bool(_BETWEEN.match(between))) or (not between.strip() and two.now)


def _moment(found: re.Match[str]) -> _Moment | None:
    if found["now"]:
        return _Moment(None, None, *found.span(), now=True)
    if found["name"]:
        key = found["name"].lower()
        month = next(number for stem, number in _MONTHS.items() if key.startswith(stem))
        return _Moment(int(found["year_of_name"]) if found["year_of_name"] else None, month, *found.span())
    if found["year"]:
        return _Moment(int(found["year"]), None, *found.span())
    month = int(found["number"] or found["month_of_day"])
    year = int(found["year_of_number"] or found["year_of_day"])
    return _Moment(year, month, *found.span()) if 1 <= month <= 12 else None


def _rest(text: str) -> str:
    bare = text.strip(" \t:–—-,|;.→")
    return bare.strip("() \t:–—-,|;.→") if bare.count("(") != bare.count(")") or not bare.strip("()") else bare
