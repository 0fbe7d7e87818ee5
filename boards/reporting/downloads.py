"""Tables as files for spreadsheets."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from tablib import Dataset

from boards.reporting import catalogue, wording
from boards.reporting.hiding import hide
from boards.reporting.periods import Period
from boards.reporting.values import Table

Cell = str | int
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True)
class Sheet:
    """Headings and lines of a file."""

    name: str
    headings: list[str]
    lines: list[list[Cell]]


def sheet_of(slug: str, period: Period) -> Sheet | None:
    """A table's file by its name; None for a name that there is none of."""
    if build := catalogue.BUILDERS.get(slug):
        return _sheet(build(period), period)
    if build := catalogue.CROSSED.get(slug):
        return _crossed(build(period), period)
    return None


def csv_of(sheet: Sheet) -> str:
    """For a spreadsheet in French: a mark of UTF-8, semicolons, and nothing that it would compute."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(sheet.headings), *map(_safe, sheet.lines)])
    return "\ufeff" + out.getvalue()


def xlsx_of(sheet: Sheet) -> bytes:
    """Numbers are numbers in it."""
    data = Dataset(*map(_safe, sheet.lines), headers=_safe(sheet.headings), title=sheet.name)
    written: bytes = data.export("xlsx", escape=True)
    return written


def _safe(line: Sequence[Cell]) -> list[Cell]:
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in line]


def _sheet(table: Table, period: Period) -> Sheet:
    lines: list[list[Cell]] = [[line.label, *line.values] for line in table.lines]
    if table.summed:
        lines.append([_("Total"), *table.totals])
    return Sheet(_name(period), [table.head, *table.columns], lines)


def _crossed(table: Table, period: Period) -> Sheet:
    """What is small is hidden; totals are those of the other tables, exact."""
    headings = [table.head, *table.columns, _("Total")]
    if not table.lines:
        return Sheet(_name(period), headings, [])
    found = hide([line.values for line in table.lines], with_line_totals=True, exact_totals=True)
    if found is None or found.lines is None:
        return Sheet(_name(period), headings, [[wording.too_little(), *[""] * (len(headings) - 1)]])
    lines: list[list[Cell]] = [
        [line.label, *map(wording.cell, cells), wording.cell(total)]
        for line, cells, total in zip(table.lines, found.cells, found.lines, strict=True)
    ]
    return Sheet(_name(period), headings, [*lines, [_("Total"), *map(wording.cell, [*found.columns, found.total])]])


def _name(period: Period) -> str:
    return period.label[:_LONGEST_SHEET_NAME]
