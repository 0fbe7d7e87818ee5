"""Browsing by occupation and by commune: addresses, and what stands behind them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from boards.finding.words import short_occupation
from search.browse import CommuneCount, OccupationCount

#: ROME's fourteen grand domains in the words of a counter; its own are a line long each.
_FAMILIES = {
    "A": _("Agriculture, nature, animaux"),
    "B": _("Métiers d’art"),
    "C": _("Banque, assurance, immobilier"),
    "D": _("Commerce et vente"),
    "E": _("Communication et médias"),
    "F": _("Bâtiment et travaux publics"),
    "G": _("Hôtellerie, restauration, loisirs"),
    "H": _("Industrie"),
    "I": _("Entretien et maintenance"),
    "J": _("Santé"),
    "K": _("Services aux personnes et aux communes"),
    "L": _("Spectacle"),
    "M": _("Bureau, gestion, informatique"),
    "N": _("Transport et logistique"),
}
_OCCUPATION_SLUG = re.compile(r"([a-n][0-9]{4})(?:-[a-z0-9-]*)?")
_COMMUNE_SLUG = re.compile(r"(?:[a-z0-9-]*-)?([0-9][0-9ab][0-9]{3})")


@dataclass(frozen=True)
class Entry:
    """A link with the number of offers behind it; what components/chips.html reads."""

    label: str
    url: str
    count: int
    on: bool = False


@dataclass(frozen=True)
class Family:
    """One of the fourteen fields of work, with those of its occupations that have offers."""

    letter: str
    label: str
    entries: list[Entry]

    @property
    def offers(self) -> int:
        return sum(entry.count for entry in self.entries)


def families(counts: Iterable[OccupationCount]) -> list[Family]:
    """Occupations by field, in the order of the fields; within, most offers first."""
    found = []
    for letter, group in groupby(sorted(counts, key=lambda one: one.code), key=lambda one: one.code[0]):
        if letter not in _FAMILIES:
            continue
        entries = [Entry(short_occupation(one.label), occupation_url(one.code, one.label), one.offers) for one in group]
        entries.sort(key=lambda entry: (-entry.count, entry.label))
        found.append(Family(letter=letter, label=str(_FAMILIES[letter]), entries=entries))
    return found


def commune_entries(counts: Iterable[CommuneCount], *, code: str, label: str) -> list[Entry]:
    """Where an occupation is wanted."""
    return [Entry(one.name, occupation_url(code, label, one.insee, one.name), one.offers) for one in counts]


def occupation_url(code: str, label: str, insee: str = "", commune: str = "") -> str:
    """/metiers/d1102-boulanger, /metiers/d1102-boulanger/bergues-59067."""
    if insee:
        return reverse("finding:occupation_place", args=[occupation_slug(code, label), commune_slug(insee, commune)])
    return reverse("finding:occupation", args=[occupation_slug(code, label)])


def occupation_slug(code: str, label: str) -> str:
    return slugify(f"{code} {short_occupation(label)}".replace("’", " "))


def commune_slug(insee: str, name: str) -> str:
    return slugify(f"{name} {insee}".replace("’", " ").replace("'", " "))


def code_in(slug: str) -> str:
    """The ROME code at the beginning of a slug, "" for another slug."""
    found = _OCCUPATION_SLUG.fullmatch(slug[:200].lower())
    return found[1].upper() if found else ""


def insee_in(slug: str) -> str:
    """The INSEE code at the end of a slug, "" for another slug."""
    found = _COMMUNE_SLUG.fullmatch(slug[:200].lower())
    return found[1].upper() if found else ""
