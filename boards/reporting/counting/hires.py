"""Hires, by how far they are proved. The standings are counted apart and never added up in silence."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from boards.employers.enums import Headcount
from boards.offers.enums import ContractType
from boards.placements.enums import DAYS, Standing, Way
from boards.placements.models import Placement
from boards.placements.selectors import with_standing
from boards.reporting.counting.grouping import Counts, by_choice, by_month, by_size, commune_names, domain, domain_names
from boards.reporting.periods import Period
from boards.reporting.values import Line, Table

STANDINGS = tuple(Standing)


def begun(period: Period, *, through_us: bool = True) -> "QuerySet[Placement]":
    """Those that began in a period; who is anonymous since counts as before."""
    rows = Placement.objects.standing().filter(period.on_days("starts_on"))
    return rows.filter(way__in=Way.through_us()) if through_us else rows


def counted(rows: "QuerySet[Placement]", by: Any) -> Counts:
    """How many are in each group, by standing on their first day, in the order of STANDINGS. One query."""
    found = with_standing(rows).order_by().annotate(by=F(by) if isinstance(by, str) else by)
    groups: dict[Any, list[int]] = {}
    for group, standing, number in found.values_list("by", "standing").annotate(n=Count("pk")):
        groups.setdefault(group, [0] * len(STANDINGS))[STANDINGS.index(standing)] = number
    return {group: tuple(numbers) for group, numbers in groups.items()}


def columns() -> tuple[str, ...]:
    """Short enough for five side by side."""
    short = {
        Standing.BOTH: _("des deux côtés"),
        Standing.ONE: _("d’un seul côté"),
        Standing.SILENT: _("sans réponse"),
        Standing.DISPUTED: _("contestée"),
        Standing.NOT: _("démentie"),
    }
    return tuple(short[standing] for standing in STANDINGS)


def proved(period: Period) -> Table:
    """How far each is proved on its three days. Three queries."""
    today = timezone.localdate()
    by_day = [
        dict(
            with_standing(begun(period).filter(starts_on__lte=today - timedelta(days=day)), day=day)
            .order_by()
            .values_list("standing")
            .annotate(Count("pk"))
        )
        for day in DAYS
    ]
    lines = tuple(
        Line(capfirst(str(standing.label)), tuple(found.get(standing.value, 0) for found in by_day))
        for standing in STANDINGS
    )
    return Table(
        "embauches-preuve",
        _("Embauches par ce site, par preuve"),
        _("Ce que disent l’employeur et la personne"),
        (_("le premier jour"), _("à 30 jours"), _("à 90 jours")),
        lines,
        note=_("À 30 et à 90 jours, seules sont comptées les embauches commencées depuis assez longtemps."),
    )


def by_months(period: Period) -> Table:
    counts = counted(begun(period), TruncMonth("starts_on"))
    return _table("embauches-mois", _("Embauches par ce site, par mois"), _("Mois"), by_month(period, (counts, 5)))


def by_domain(period: Period) -> Table:
    counts = counted(begun(period), domain())
    return _sized(
        "embauches-metier", _("Embauches par ce site, par domaine"), _("Domaine"), counts, domain_names(counts)
    )


def by_commune(period: Period) -> Table:
    counts = counted(begun(period), "commune_insee")
    title = _("Embauches par ce site, par commune du poste")
    return _sized("embauches-commune", title, _("Commune"), counts, commune_names(counts))


def by_way(period: Period) -> Table:
    """Those without this site too: the only table that has them."""
    counts = counted(begun(period, through_us=False), "way")
    lines = by_choice(counts, Way.choices, width=len(STANDINGS))
    return _table(
        "embauches-voie", _("Toutes les embauches connues, par voie"), _("Comment ils se sont trouvés"), lines
    )


def by_contract(period: Period) -> Table:
    counts = counted(begun(period), "contract_type")
    names = {"": _("Contrat non précisé"), **{value: str(label) for value, label in ContractType.choices}}
    return _sized("embauches-contrat", _("Embauches par ce site, par contrat"), _("Contrat"), counts, names)


def by_headcount(period: Period) -> Table:
    """A hire whose employer nobody here knows has no headcount either."""
    counts = counted(begun(period), Coalesce("employer__headcount", Value("")))
    lines = by_choice(counts, [*Headcount.choices, ("", _("Effectif non précisé"))], width=len(STANDINGS))
    return _table("embauches-effectif", _("Embauches par ce site, par effectif de l’employeur"), _("Effectif"), lines)


def _sized(slug: str, title: str, head: str, counts: Counts, names: Mapping[Any, str]) -> Table:
    return _table(slug, title, head, by_size(counts, names))


def _table(slug: str, title: str, head: str, lines: Iterable[Line]) -> Table:
    return Table(slug, title, head, columns(), tuple(lines))
