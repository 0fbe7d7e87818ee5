"""Searches: how many, for what, where, with what; never whose."""

from typing import Any

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from boards.reporting.counting.grouping import Counts, by_choice, by_size, commune_names, domain, domain_names
from boards.reporting.enums import Device
from boards.reporting.models import SearchFigure
from boards.reporting.periods import Period
from boards.reporting.values import Table


def counted(period: Period, by: Any) -> Counts:
    """How many searches are in each group. One query."""
    rows: QuerySet[Any] = SearchFigure.objects.filter(period.on_days("day")).order_by()
    found = rows.annotate(by=by).values_list("by").annotate(n=Sum("count"))
    return {group: (number,) for group, number in found}


def by_domain(period: Period) -> Table:
    counts = counted(period, domain())
    lines = by_size(counts, domain_names(counts))
    return Table(
        "recherches-metier", _("Recherches, par domaine de métiers"), _("Domaine cherché"), (_("Recherches"),), lines
    )


def by_commune(period: Period) -> Table:
    counts = counted(period, F("commune_insee"))
    lines = by_size(counts, commune_names(counts))
    return Table("recherches-commune", _("Recherches, par commune"), _("Autour de"), (_("Recherches"),), lines)


def by_device(period: Period) -> Table:
    lines = by_choice(counted(period, F("device")), Device.choices)
    return Table(
        "appareils",
        _("Appareils, par recherche"),
        _("Appareil"),
        (_("Recherches"),),
        lines,
        note=_("D’après ce que le navigateur dit de lui-même. Les robots qui se nomment ne sont pas comptés."),
        parted=True,
    )
