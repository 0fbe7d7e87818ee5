"""The filters beside the results, each a link that puts it on or takes it off, with what it would leave."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.finding.asked import NATURES, SORTS, Asked
from boards.finding.words import short_occupation
from boards.offers.enums import ContractType
from search.facets import Facets
from tenants.reference import occupations


@dataclass(frozen=True)
class Chip:
    """What components/chips.html reads; `count` None shows none."""

    label: str
    url: str
    on: bool = False
    count: int | None = None


def filter_chips(asked: Asked, facets: Facets, *, total: int) -> tuple[list[Chip], list[Chip]]:
    """(shown, under «Plus de filtres»): those that are on or would leave something; none leads nowhere."""
    contracts = [_contract(asked, kind, facets.contract_type.get(kind.value, 0)) for kind in ContractType]
    contracts.sort(key=lambda chip: -(chip.count or 0))
    licence = Chip(
        _("Sans permis"), asked.but(no_licence=not asked.no_licence).url, asked.no_licence, facets.without_licence
    )
    housing = Chip(_("Logement"), asked.but(housing=not asked.housing).url, asked.housing, facets.housing)
    often = [*contracts[:2], *_natures(asked, facets)[:1], licence, *_hours(asked, facets)[1:]]
    seldom = [*contracts[2:], *_hours(asked, facets)[:1], housing, *_natures(asked, facets)[1:]]
    shown = [_occupation(asked, code) for code in asked.occupations]
    shown += [chip for chip in often if chip.on or chip.count]
    shown += [chip for chip in seldom if chip.on]
    if asked.max_age_days or total:
        shown.append(_recent(asked))
    return shown, [chip for chip in seldom if chip.count and not chip.on]


def sort_links(asked: Asked) -> list[Chip]:
    """The orders that make sense for what was asked; the one that holds is on."""
    labels = {"pertinence": _("pertinence"), "distance": _("distance"), "date": _("date")}
    useful = [
        name
        for name in SORTS
        if not (name == "distance" and not asked.place) and not (name == "pertinence" and not asked.text)
    ]
    return [Chip(labels[name], asked.but(sort=name).url, name == asked.order) for name in useful]


def _occupation(asked: Asked, code: str) -> Chip:
    label = occupations.label_of(code)
    return Chip(short_occupation(label) if label else code, asked.toggled("occupations", code).url, True)


def _contract(asked: Asked, kind: ContractType, count: int) -> Chip:
    return Chip(str(kind.label), asked.toggled("contracts", kind.value).url, kind.value in asked.contracts, count)


def _natures(asked: Asked, facets: Facets) -> list[Chip]:
    labels = {"alternance": _("Alternance"), "insertion": _("Insertion")}
    return [
        Chip(label, asked.toggled("natures", name).url, name in asked.natures, _sum(facets.contract_nature, name))
        for name, label in labels.items()
    ]


def _hours(asked: Asked, facets: Facets) -> list[Chip]:
    labels = {"plein": _("Temps plein"), "partiel": _("Temps partiel")}
    return [
        Chip(
            label,
            asked.but(hours="" if asked.hours == value else value).url,
            asked.hours == value,
            facets.full_time.get(value == "plein", 0),
        )
        for value, label in labels.items()
    ]


def _sum(counts: Mapping[str, int], name: str) -> int:
    return sum(counts.get(code, 0) for code in NATURES[name])


def _recent(asked: Asked) -> Chip:
    """Without a count: how many are that new no engine says."""
    days = asked.max_age_days or 7
    label = _("Depuis hier") if days == 1 else ngettext("Depuis %(n)s jour", "Depuis %(n)s jours", days) % {"n": days}
    url = asked.but(max_age_days=None if asked.max_age_days else days).url
    return Chip(label, url, bool(asked.max_age_days))
