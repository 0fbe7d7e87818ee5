"""Tables as the page shows them: each is its own chart."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from boards.reporting import wording
from boards.reporting.values import Line, Table, percent

#: More lines than one reads at a glance are in the file.
MOST_LINES = 12


@dataclass(frozen=True)
class Row:
    """bar: 0 to 100, how long; None for none."""

    label: str
    cells: list[str]
    bar: int | None = None
    columns: tuple[str, ...] = ()

    @property
    def named(self) -> list[tuple[str, str]]:
        """(column, cell): on a phone the one stands beside the other."""
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True)
class Shown:
    """What reporting/parts/table.html shows."""

    slug: str
    title: str
    head: str
    columns: tuple[str, ...]
    rows: list[Row]
    total: Row | None = None
    note: str = ""
    files: dict[str, str] = field(default_factory=dict)
    is_empty: bool = False


def shown(table: Table, *, query: str = "") -> Shown:
    """With the exact numbers, for staff. query: the period, as the addresses of its files write it."""
    lines = _folded(table)
    whole, longest = table.totals[0], max((line.values[0] for line in lines), default=0)
    columns = (*table.columns, _("part")) if table.parted else table.columns
    return Shown(
        slug=table.slug,
        title=table.title,
        head=table.head,
        columns=columns,
        rows=[
            Row(line.label, _cells(table, line.values, whole), bar_of(line.values[0], longest), columns)
            for line in lines
        ],
        total=Row(_("Total"), _cells(table, table.totals, whole), columns=columns) if table.summed else None,
        note=table.note,
        files={kind: f"/espace/chiffres/{table.slug}.{kind}{query}" for kind in ("csv", "xlsx")},
        is_empty=table.is_empty,
    )


def bar_of(value: int, longest: int) -> int:
    """How long, in per cent of the longest; what is there at all is seen."""
    return max(1, round(100 * value / longest)) if value and longest else 0


def _cells(table: Table, values: tuple[int, ...], whole: int) -> list[str]:
    cells = [wording.number(value) for value in values]
    if table.parted:
        share = percent(values[0], whole)
        cells.append("–" if share is None else _("%(n)s %%") % {"n": share})
    return cells


def _folded(table: Table) -> tuple[Line, ...]:
    """The largest lines, and one for all the others together."""
    if len(table.lines) <= MOST_LINES + 1 or table.slug.endswith("mois"):
        return table.lines
    rest = table.lines[MOST_LINES:]
    label = npgettext("fichier", "%(n)s autre", "%(n)s autres, dans le fichier", len(rest)) % {"n": len(rest)}
    values = tuple(sum(line.values[at] for line in rest) for at in range(len(table.columns)))
    return (*table.lines[:MOST_LINES], Line(label, values))
