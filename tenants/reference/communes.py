"""Find communes as people type them: without accents, by postcode, with "st" for "saint", with typos."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, Exists, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from tenants.reference.models import Commune
from tenants.reference.text import normalise

_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = ("l", "le", "la", "les")
_SHORTEST_TYPO = 4  # letters before a near miss is looked for
_EXACT, _STARTS, _INSIDE, _ALIKE = range(4)
_INSEE = re.compile(r"\d[\dab]\d{3}")


@dataclass(frozen=True)
class CommuneSuggestion:
    """One line under the field; `postcode` is the one that was typed where there are several."""

    insee: str
    name: str
    postcode: str
    department: str

    @property
    def label(self) -> str:
        """What the form shows and `resolve` takes back: "Bergues (59380)"."""
        return f"{self.name} ({self.postcode or self.department})"


class AmbiguousCommune(Exception):
    """Several communes are called so; `choices` are all of them, larger ones first."""

    def __init__(self, choices: list[CommuneSuggestion]) -> None:
        super().__init__(", ".join(choice.label for choice in choices))
        self.choices = choices


@dataclass(frozen=True)
class _Typed:
    """What was typed, taken apart: digits are a postcode (or an INSEE code), the rest is a name."""

    digits: str
    insee: str
    names: tuple[str, ...]  # ways to read the name, most literal first

    @classmethod
    def read(cls, text: str) -> "_Typed":
        words = normalise(text).split()
        digits = next((word for word in words if word.isdigit()), "")
        insee = next((word.upper() for word in words if _INSEE.fullmatch(word)), "")
        name = [word for word in words if not any(char.isdigit() for char in word)]
        return cls(digits=digits, insee=insee, names=_readings(name))


def suggest(text: str, *, limit: int = 8) -> list[CommuneSuggestion]:
    """Communes for what has been typed so far, in one query.

    Digits are the beginning of a postcode. A name comes whole, then as a beginning, then as the beginning of a word
    inside, then misspelt (only where nothing else fits); larger communes first within each.
    """
    typed = _Typed.read(text)
    if not typed.digits and not typed.names:
        return []
    found = Commune.objects.all()
    if typed.digits:
        found = found.filter(postcode_prefixes__contains=[typed.digits])
    if not typed.names:
        return [_suggestion(commune, typed.digits) for commune in found.order_by("-population", "insee")[:limit]]
    return [_suggestion(commune, typed.digits) for commune in _ranked(found, typed.names)[:limit]]


def resolve(text: str) -> Commune | None:
    """The one commune that a text means: "Bergues (59380)", "59380 bergues", "Bergues", "59067", a postcode of one.

    None where nothing is called so; raises AmbiguousCommune where several communes are. One query.
    """
    typed = _Typed.read(text)
    found = _called(typed) if typed.names else _numbered(typed)
    if len(found) > 1:
        raise AmbiguousCommune([_suggestion(commune, typed.digits) for commune in found])
    return found[0] if found else None


def get_many(insees: Iterable[str]) -> dict[str, Commune]:
    """Communes by INSEE code; unknown codes are absent. One query."""
    return Commune.objects.in_bulk(list(insees))


def of_epci(siren: str) -> list[Commune]:
    """The communes of an intercommunal body as of this year's data, by name."""
    return list(Commune.objects.filter(epci=siren))


def _readings(name: list[str]) -> tuple[str, ...]:
    if not name:
        return ()
    literal = " ".join(name)
    # A lone "st" may become Steenvoorde as well as Saint-Omer: both readings are kept.
    return tuple(dict.fromkeys([literal, " ".join(_SAINTS.get(word, word) for word in name)]))


def _ranked(found: QuerySet[Commune], names: tuple[str, ...]) -> QuerySet[Commune]:
    starts, inside = Q(), Q()
    for name in names:
        starts |= _any_of("startswith", _with_articles(name))
        inside |= Q(search_name__contains=f" {name}")
    rank = Case(
        When(search_name__in=names, then=Value(_EXACT)), When(starts, then=Value(_STARTS)), default=Value(_INSIDE)
    )
    near = found.filter(starts | inside)
    ranked = near.annotate(rank=rank, likeness=Value(0.0))
    if len(names[-1]) >= _SHORTEST_TYPO:
        # PostgreSQL doesn't look for near misses at all where something fits: the condition knows no row.
        alike = found.filter(~Exists(near), search_name__trigram_similar=names[-1])
        likeness = Cast(TrigramSimilarity("search_name", names[-1]), FloatField())
        ranked = ranked.union(alike.annotate(rank=Value(_ALIKE), likeness=likeness), all=True)
    return ranked.order_by("rank", "-likeness", "-population", "insee")


def _with_articles(name: str) -> list[str]:
    """ "havre" also begins Le Havre, "hay les roses" L'Haÿ-les-Roses."""
    return [name, *(f"{article} {name}" for article in _ARTICLES)]


def _any_of(lookup: str, values: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"search_name__{lookup}": value}) for value in values))


def _called(typed: _Typed) -> list[Commune]:
    """Communes with this very name, article or not, at this postcode or in this department where one is given."""
    wholes = [whole for name in typed.names for whole in _with_articles(name)]
    found = Commune.objects.filter(search_name__in=wholes)
    if typed.digits:
        found = found.filter(Q(postcode_prefixes__contains=[typed.digits]) | Q(department=typed.digits))
    communes = list(found.order_by("-population", "insee"))
    # "Le Pin" is not "Pin" where both exist and one was written in full.
    literal = [commune for commune in communes if commune.search_name in typed.names]
    return literal or communes


def _numbered(typed: _Typed) -> list[Commune]:
    if len(typed.digits) == 5 or typed.insee:
        found = Commune.objects.filter(Q(postcodes__contains=[typed.digits]) | Q(insee=typed.insee))
        communes = list(found.order_by("-population", "insee"))
        # The same five digits may be one commune's postcode and another's INSEE code: people type postcodes.
        return [commune for commune in communes if typed.digits in commune.postcodes] or communes
    return []


def _suggestion(commune: Commune, digits: str) -> CommuneSuggestion:
    typed = next((code for code in commune.postcodes if digits and code.startswith(digits)), commune.postcode)
    return CommuneSuggestion(insee=commune.insee, name=commune.name, postcode=typed, department=commune.department)
