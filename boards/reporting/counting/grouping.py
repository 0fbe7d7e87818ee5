"""Rows counted by PostgreSQL, and the names of what they are counted by."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, DateField, F, Q, QuerySet
from django.db.models.functions import Left, TruncMonth
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from boards.reporting.periods import Period
from boards.reporting.values import Line
from tenants.reference import communes
from tenants.reference.models import OccupationDomain
from tenants.reference.text import typeset

Counts = Mapping[Any, tuple[int, ...]]


def grouped(rows: "QuerySet[Any]", by: Any, *columns: Q) -> Counts:
    """How many rows are in each group, for each condition. One query, one row a group."""
    named = {f"n{at}": Count("pk", filter=condition) for at, condition in enumerate(columns)}
    by = F(by) if isinstance(by, str) else by
    counted = rows.order_by().annotate(by=by).values_list("by").annotate(**named)
    return {group: tuple(numbers) for group, *numbers in counted}


def month(field: str, period: Period) -> TruncMonth:
    """The first day of the month of a moment, in the tenant's own time."""
    return TruncMonth(field, tzinfo=period.zone, output_field=DateField())


def domain(field: str = "occupation_code") -> Left:
    return Left(field, 3)


def by_choice(counts: Counts, choices: Iterable[tuple[Any, Any]], *, width: int = 1) -> tuple[Line, ...]:
    """Every value of a closed list in its own order, those that never happened too."""
    return tuple(Line(capfirst(str(label)), counts.get(value, (0,) * width)) for value, label in choices)


def by_size(counts: Counts, names: Mapping[Any, str]) -> tuple[Line, ...]:
    """The largest first. Two groups of one name are one line."""
    lines: dict[str, tuple[int, ...]] = {}
    for group, numbers in counts.items():
        name, before = names[group], lines.get(names[group], (0,) * len(numbers))
        lines[name] = tuple(map(sum, zip(before, numbers, strict=True)))
    return tuple(
        Line(name, numbers)
        for name, numbers in sorted(lines.items(), key=lambda one: ([-n for n in one[1]], one[0]))
        if any(numbers)
    )


def by_month(period: Period, *counts: tuple[Counts, int]) -> tuple[Line, ...]:
    """A line a month, from the first with anything in it; each of `counts` gives as many columns as it is wide."""
    lines = []
    for first in period.months:
        values: tuple[int, ...] = ()
        for found, width in counts:
            values += found.get(first, (0,) * width)
        lines.append(Line(capfirst(date_format(first, "F Y")), values))
    begun = next((at for at, line in enumerate(lines) if any(line.values)), 0)
    return tuple(lines[begun:])


def domain_names(codes: Iterable[str]) -> dict[str, str]:
    """Of domains of ROME. One query."""
    known = dict(OccupationDomain.objects.values_list("code", "label"))
    return {code: typeset(known[code]) if code in known else _("Sans métier précis") for code in codes}


def commune_names(insees: Iterable[str]) -> dict[str, str]:
    """One query."""
    insees = list(insees)
    known = communes.get_many([insee for insee in insees if insee])
    return {insee: known[insee].label if insee in known else insee or _("Sans commune précise") for insee in insees}
