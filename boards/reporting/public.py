"""The rounded figures of a year, for the council and the press: what the page shows is all that anybody can know."""

from dataclasses import dataclass, replace

from django.core.cache import cache
from django.utils.translation import get_language, npgettext
from django.utils.translation import gettext as _

from boards.placements.enums import Standing
from boards.reporting import wording
from boards.reporting.counting import applications, hires, offers, overview, searches
from boards.reporting.hiding import Number, hide
from boards.reporting.page import Headline
from boards.reporting.periods import Period
from boards.reporting.presenting import Row, Shown, bar_of
from boards.reporting.rounding import FINE
from boards.reporting.values import Line, Table, percent

KEPT_FOR = 60 * 60  # seconds: the year until its last whole month, whoever asks


@dataclass(frozen=True)
class PublicPage:
    headlines: list[Headline]
    tables: list[Shown]
    is_empty: bool


@dataclass(frozen=True)
class _Column:
    """One column of a table, so that nobody can tell what is hidden in it."""

    numbers: list[Number]
    total: Number


def public_page(period: Period) -> PublicPage:
    """As many queries whatever there is to count, and none while it is kept."""
    key = f"reporting:public:{period.key}:{period.until}:{get_language()}"
    found: PublicPage | None = cache.get(key)
    if found is None:
        found = _built(period)
        cache.set(key, found, KEPT_FOR)
    return found


def _built(period: Period) -> PublicPage:
    months, answers, ends = overview.by_months(period), applications.answers(period), offers.ends(period)
    proved, by_contract = hires.proved(period), offers.by_contract(period)
    by_domain = hires.by_domain(period)
    may_total = not masks_hires(proved)
    shown = [
        _whole(months if may_total else _narrowed(months, len(months.columns) - 2)),
        _whole(proved),
        _largest(by_domain, title=_("Embauches confirmées des deux côtés, par domaine")) if may_total else None,
        _largest(offers.by_domain(period)),
        _largest(offers.by_commune(period)),
        _largest(by_contract),
        _whole(searches.by_device(period)),
        _whole(answers),
        _whole(ends),
    ]
    headlines, tables = _headlines(by_contract, answers, ends, proved), [one for one in shown if one]
    return PublicPage(headlines, tables, is_empty=not headlines and not tables)


def masks_hires(proved: Table) -> bool:
    """Whether a number of hires is masked among the standings: no other table may give it back as its total."""
    column = _column(proved)
    said = (Standing.BOTH, Standing.ONE)
    return column is None or any(column.numbers[list(Standing).index(standing)].is_masked for standing in said)


def _narrowed(table: Table, width: int) -> Table:
    """Its first columns."""
    lines = tuple(Line(line.label, line.values[:width]) for line in table.lines)
    return replace(table, columns=table.columns[:width], lines=lines)


def _headlines(published: Table, answers: Table, ends: Table, proved: Table) -> list[Headline]:
    """Those that are large enough to be said."""
    found = []
    for table, label, least in ((published, _("offres publiées"), 1), (answers, _("candidatures reçues"), 0)):
        column = _column(table, least=least)
        if column is not None and column.total.shown is not None:
            found.append(Headline(wording.number(column.total.shown), label))
    if hired := _column(proved):
        both, one = (hired.numbers[list(Standing).index(standing)] for standing in (Standing.BOTH, Standing.ONE))
        note = _("et %(n)s d’un seul côté") % {"n": wording.said(one)}
        if both.shown is not None:
            found.append(Headline(wording.number(both.shown), _("embauches confirmées des deux côtés"), note))
    if ended := _column(ends):
        found += _share(ended.numbers[0], ended.total)
    return found


def _share(part: Number, whole: Number) -> list[Headline]:
    """Out of the rounded numbers alone: it says nothing more than they do."""
    if part.shown is None or whole.shown is None:
        return []
    share = min(100, FINE * round((percent(part.shown, whole.shown) or 0) / FINE))
    return [
        Headline(
            _("environ %(n)s %%") % {"n": share},
            _("des offres closes ont été pourvues grâce à ce site"),
            _("environ %(part)s sur %(whole)s offres closes dont l’issue est connue")
            % {"part": wording.number(part.shown), "whole": wording.number(whole.shown)},
        )
    ]


def _column(table: Table, at: int = 0, *, least: int = 0) -> _Column | None:
    values = [line.values[at] for line in table.lines if line.values[at] >= least]
    found = hide([[value] for value in values], least=least) if values else None
    return _Column([line[0] for line in found.cells], found.total) if found else None


def _whole(table: Table) -> Shown | None:
    """Every line of it, for closed lists and months; columns with less than five in all are left out."""
    columns = {name: _column(table, at) for at, name in enumerate(table.columns)}
    said = {name: one for name, one in columns.items() if one is not None and not one.total.is_small}
    if not said:
        return None
    first, names = next(iter(said.values())), tuple(said)
    longest = max((one.shown or 0 for one in first.numbers), default=0)
    rows = [
        Row(line.label, [wording.said(one.numbers[at]) for one in said.values()],
            bar_of(first.numbers[at].shown or 0, longest), names)
        for at, line in enumerate(table.lines)
    ]  # fmt: skip
    total = Row(_("Total"), [wording.said(one.total) for one in said.values()], columns=names)
    return _shown(table, rows, total, columns=names)


def _largest(table: Table, *, title: str = "") -> Shown | None:
    """The lines of five and more by their first column; the others are not even named."""
    column = _column(table, least=1)
    if column is None:
        return None
    lines = [line for line in table.lines if line.values[0]]
    longest = max((one.shown or 0 for one in column.numbers), default=0)
    rows = [
        Row(line.label, [wording.said(one)], bar_of(one.shown or 0, longest), table.columns[:1])
        for line, one in zip(lines, column.numbers, strict=True)
        if not one.is_small
    ]
    if not rows:
        return None
    if small := sum(one.is_small for one in column.numbers):
        label = npgettext("moins de 5", "%(n)s autre", "%(n)s autres, chacun", small) % {"n": small}
        rows.append(Row(label, [_("moins de 5")], 0, table.columns[:1]))
    total = Row(_("Total"), [wording.said(column.total)], columns=table.columns[:1])
    return _shown(table, rows, total, columns=table.columns[:1], title=title)


def _shown(table: Table, rows: list[Row], total: Row, *, columns: tuple[str, ...], title: str = "") -> Shown:
    return Shown(
        slug=table.slug,
        title=title or table.title,
        head=table.head,
        columns=columns,
        rows=rows,
        total=total,
    )
