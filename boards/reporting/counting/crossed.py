"""Communes across families of occupations: so fine that small numbers are hidden (hiding.py)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from boards.placements.enums import Standing
from boards.placements.selectors import with_standing
from boards.reporting import wording
from boards.reporting.counting import applications, hires, offers
from boards.reporting.counting.grouping import commune_names
from boards.reporting.hiding import FEWEST
from boards.reporting.periods import Period
from boards.reporting.values import Line, Table
from tenants.reference.enums import OccupationFamily

OTHERS = "~"
#: A commune, or a family, with fewer in all its cells stands with others: nothing of it could be shown.
_FEWEST_TOGETHER = 2 * FEWEST
Crossed = Mapping[tuple[str, str], int]


def of_offers(period: Period) -> Table:
    return _crossed("croise-offres", offers.published(period))


def of_applications(period: Period) -> Table:
    return _crossed("croise-candidatures", applications.received(period), before="offer__")


def of_hires(period: Period) -> Table:
    rows = with_standing(hires.begun(period)).filter(standing=Standing.BOTH)
    return _crossed("croise-embauches", rows)


def gathered(counts: Crossed, side: int) -> Crossed:
    """With the smallest communes (side 0) or families (1) as one, OTHERS, large enough to stand by itself."""
    totals: dict[str, int] = {}
    for key, number in counts.items():
        totals[key[side]] = totals.get(key[side], 0) + number
    together: set[str] = set()
    others = 0
    for name in sorted(totals, key=lambda name: (totals[name], name)):
        if totals[name] >= _FEWEST_TOGETHER and not 0 < others < _FEWEST_TOGETHER:
            break
        together.add(name)
        others += totals[name]
    found: dict[tuple[str, str], int] = {}
    for key, number in counts.items():
        line, column = (OTHERS if at == side and name in together else name for at, name in enumerate(key))
        found[line, column] = found.get((line, column), 0) + number
    return found


def _crossed(slug: str, rows: "QuerySet[Any]", *, before: str = "") -> Table:
    """Two queries; only communes and families in which there is anything."""
    found = rows.order_by().values_list(f"{before}commune_insee", Left(f"{before}occupation_code", 1))
    counts: Crossed = {(insee, family): number for insee, family, number in found.annotate(n=Count("pk"))}
    counts = gathered(gathered(counts, 0), 1)
    names = commune_names({insee for insee, _family in counts if insee != OTHERS})
    insees = [insee for insee, _name in sorted(names.items(), key=lambda one: one[1])]
    labels = {
        **{value: str(label) for value, label in OccupationFamily.choices},
        "": _("Sans métier précis"),
        OTHERS: _("Autres métiers"),
    }
    families = [family for family in labels if any(family == one for _insee, one in counts)]
    lines = [
        Line(names.get(insee, _("Autres communes")), tuple(counts.get((insee, family), 0) for family in families))
        for insee in (*insees, *([OTHERS] if any(insee == OTHERS for insee, _family in counts) else ()))
    ]
    columns = tuple(labels[family] for family in families)
    return Table(slug, wording.crossed_titles()[slug], _("Commune"), columns, tuple(lines))
