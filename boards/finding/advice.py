"""What to do when nothing was found: every line is a link to a search that finds something, or a smaller question."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards.finding.asked import Asked
from boards.finding.words import short_occupation
from search import browse
from search.criteria import Scope
from tenants.reference import occupations

MOST_NEIGHBOURS = 6


@dataclass(frozen=True)
class Advice:
    """One thing to try. `offers` is how many offers are behind the link, None when not counted."""

    label: str
    url: str
    count: int | None = None
    on: bool = False


def smaller_questions(asked: Asked) -> list[Advice]:
    """The same search with less asked of it."""
    found = []
    if asked.is_narrowed:
        plain = Asked(text=asked.text, place=asked.place, radius_km=asked.radius_km)
        found.append(Advice(_("Retirer tous les filtres"), plain.url))
    if asked.place:
        found.append(Advice(_("Chercher sans préciser de lieu"), asked.but(place="").url))
    if asked.text and asked.place:
        found.append(Advice(_("Voir toutes les offres autour de %s") % asked.place, Asked(place=asked.place).url))
    found.append(Advice(_("Voir toutes les offres"), Asked().url))
    return found


def neighbouring_occupations(asked: Asked, *, scope: Scope) -> list[Advice]:
    """Occupations of the same field that do have offers. Two queries."""
    codes = set(asked.occupations) or set(occupations.codes_for(asked.text))
    if asked.text and not codes:
        codes = {suggestion.code for suggestion in occupations.suggest(asked.text)}
    fields = {code[:3] for code in codes}
    if not fields:
        return []
    counted = [
        one for one in browse.by_occupation(scope) if one.code[:3] in fields and one.code not in asked.occupations
    ]
    counted.sort(key=lambda one: (one.code not in codes, -one.offers))
    return [
        Advice(short_occupation(one.label), Asked(occupations=(one.code,)).url, one.offers)
        for one in counted[:MOST_NEIGHBOURS]
    ]
