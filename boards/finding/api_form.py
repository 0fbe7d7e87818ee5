"""The same questions as the page's, for programs: here a value that makes no sense is an error that says so."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from boards.finding.asked import HOURS, NATURES, SORTS, Asked
from boards.offers.enums import ContractType
from search.criteria import DEEPEST_HIT, LONGEST_TEXT, RADIUS_STEPS_KM

DEFAULT_SIZE = 20
MOST_A_PAGE = 100
_CLOSED = {
    "rayon": [str(step) for step in RADIUS_STEPS_KM],
    "contrat": list(ContractType.values),
    "nature": list(NATURES),
    "temps": list(HOURS),
    "permis": ["sans"],
    "logement": ["1"],
    "tri": list(SORTS),
    "facettes": ["1"],
}
_NUMBERS = {"depuis": 365, "taille": MOST_A_PAGE, "page": DEEPEST_HIT}
_OPEN = ("q", "lieu", "metier")


@dataclass(frozen=True)
class Problem:
    """A parameter that can't be used, and what to write instead."""

    parameter: str
    message: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question without problems."""

    asked: Asked
    size: int
    facets: bool


def read(data: QueryDict) -> Question | list[Problem]:
    """The question, or everything that is wrong with it."""
    problems = [problem for name in data for value in data.getlist(name)[:20] if (problem := _problem(name, value))]
    if problems:
        return problems
    size = int(data.get("taille") or DEFAULT_SIZE)
    page = int(data.get("page") or 1)
    if page * size > DEEPEST_HIT:
        message = _("On peut lire les %(n)s premières offres : précisez la recherche.") % {"n": DEEPEST_HIT}
        return [Problem("page", message)]
    asked = replace(Asked.read(data, page_size=size), page=page)
    return Question(asked=asked, size=size, facets=data.get("facettes") == "1")


def _problem(name: str, value: str) -> Problem | None:
    if name in _CLOSED:
        allowed = _CLOSED[name]
        if value in ("", *allowed):
            return None
        return Problem(name, _("Valeurs possibles : %(values)s.") % {"values": ", ".join(allowed)})
    if name in _NUMBERS:
        if value == "" or (
            value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= _NUMBERS[name]
        ):
            return None
        return Problem(name, _("Un nombre de 1 à %(most)s.") % {"most": _NUMBERS[name]})
    if name == "metier":
        if value == "" or value in Asked.read(QueryDict(f"metier={value[:5]}")).occupations:
            return None
        return Problem(name, _("Un code ROME, comme D1102."))
    if name in _OPEN:
        if len(value) <= LONGEST_TEXT and "\x00" not in value:
            return None
        return Problem(name, _("%(most)s caractères au plus.") % {"most": LONGEST_TEXT})
    known = ", ".join([*_OPEN, *_CLOSED, *_NUMBERS])
    return Problem(name[:40], _("Paramètre inconnu. On peut demander : %(names)s.") % {"names": known})
