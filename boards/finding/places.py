"""From what somebody typed under «Autour de» to a place to search around, or to a message that says what to do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from search.criteria import Place
from search.places import of_commune, of_postcode, of_territory
from search.timed import Timed
from tenants.models import Tenant, TerritoryCommune
from tenants.reference import communes
from tenants.reference.models import Commune
from tenants.reference.text import normalise

_POSTCODE = re.compile(r"[0-9]{5}")
MOST_CHOICES = 8
_CLOSE = 80  # of 100: one letter in five or six
_TERRITORY_KEPT = 15 * 60  # seconds


class UnknownPlace(Exception):
    """No single place is meant. `message` says what to do; `choices` are texts that would be one, for links."""

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.choices = choices


@dataclass(frozen=True)
class Named:
    """A place and the way its canonical address writes it; `guessed` when something else was typed."""

    place: Place
    text: str
    guessed: bool = False


def understand(text: str, *, tenant: Tenant) -> Named:
    """A commune, all communes of a postcode, or a whole territory (this one or another's, by its name).

    Raises UnknownPlace, with a French message and what to choose from.
    """
    if _POSTCODE.fullmatch(text) and (place := of_postcode(text)):
        return Named(place=place, text=text)
    try:
        commune = communes.resolve(text)
    except communes.AmbiguousCommune as several:
        commune = _in_territory(several.choices, tenant=tenant)
        if commune is None:
            raise UnknownPlace(
                _("Plusieurs communes s’appellent « %(text)s ». Choisissez la vôtre :") % {"text": text},
                tuple(choice.label for choice in nearest_first(several.choices, tenant=tenant)[:MOST_CHOICES]),
            ) from None
    if commune is not None:
        return _named(commune)
    territory = _territories().get(normalise(text))
    if territory is not None and (whole := whole_territory(*territory)):
        return Named(place=whole, text=whole.label)
    return _nearly(text, tenant=tenant)


def whole_territory(schema: str, name: str) -> Place | None:
    """A territory with distances measured from its border; None while it has no commune."""
    key = f"finding:territory:{schema}"
    place: Place | None = cache.get(key)
    if place is None:
        insees = list(TerritoryCommune.objects.filter(tenant__schema_name=schema).values_list("insee", flat=True))
        if not insees:
            return None
        place = of_territory(name, insees)
        cache.set(key, place, _TERRITORY_KEPT)
    return place


def nearest_first(found: Iterable[communes.CommuneSuggestion], *, tenant: Tenant) -> list[communes.CommuneSuggestion]:
    """The territory's own communes, those of its departments, the rest of France; each as they came."""
    here = whole_territory(tenant.schema_name, tenant.short_name)
    if here is None:
        return list(found)
    return sorted(
        found, key=lambda one: 0 if one.insee in here.insees else 1 if one.department in here.departments else 2
    )


def forget() -> None:
    """Read the territories' names again: between tests."""
    _territories.forget()


def _named(commune: Commune, *, guessed: bool = False) -> Named:
    return Named(place=of_commune(commune), text=commune.label, guessed=guessed)


def _in_territory(choices: Iterable[communes.CommuneSuggestion], *, tenant: Tenant) -> Commune | None:
    """The only one of several namesakes that belongs here: who types it here means that one."""
    insees = [choice.insee for choice in choices]
    ours = list(TerritoryCommune.objects.filter(tenant=tenant, insee__in=insees).values_list("insee", flat=True)[:2])
    return communes.get_many(ours).get(ours[0]) if len(ours) == 1 else None


def _nearly(text: str, *, tenant: Tenant) -> Named:
    """The one commune that can be meant by a beginning or a misspelling; UnknownPlace for several or none."""
    near = communes.suggest(text)
    close = [suggestion for suggestion in near if _is_close(text, suggestion.name)]
    commune = _in_territory(close, tenant=tenant)
    if commune is None and len(close) == 1:
        commune = communes.get_many([close[0].insee])[close[0].insee]
    if commune is not None:
        return _named(commune, guessed=True)
    if near:
        raise UnknownPlace(
            _("Nous ne connaissons pas de commune « %(text)s ». Vouliez-vous dire :") % {"text": text},
            tuple(suggestion.label for suggestion in nearest_first(near, tenant=tenant)),
        )
    raise UnknownPlace(
        _("Nous ne connaissons pas de commune « %(text)s ». Vérifiez l’orthographe, ou écrivez le code postal.")
        % {"text": text}
    )


def _is_close(text: str, name: str) -> bool:
    """Whether a text is the beginning of a name or nearly the name: close enough to go ahead without asking."""
    typed, known = normalise(text), normalise(name)
    return known.startswith(typed) or fuzz.ratio(typed, known) >= _CLOSE


def _load_territories() -> Mapping[str, tuple[str, str]]:
    """Schema and short name by every name a territory goes by."""
    found: dict[str, tuple[str, str]] = {}
    for schema, name, short in Tenant.objects.live().values_list("schema_name", "name", "short_name"):
        for called in (name, short):
            found.setdefault(normalise(called), (schema, short))
    return found


_territories: Timed[Mapping[str, tuple[str, str]]] = Timed(_load_territories, seconds=60)
