"""Places to look around, from what the reference room knows of communes."""

from collections.abc import Iterable

from search.criteria import Place
from tenants.reference.models import Commune
from tenants.reference.polygons import border_points


def of_commune(commune: Commune) -> Place:
    """Around one commune; no query."""
    return Place(
        label=commune.label,
        kind="commune",
        insees=frozenset([commune.insee]),
        points=(commune.position,) if commune.position else (),
        postcodes=frozenset(commune.postcodes),
    )


def of_postcode(postcode: str) -> Place | None:
    """Around all the communes of a postcode; None when nobody has it. One query."""
    communes = list(Commune.objects.filter(postcodes__contains=[postcode]))
    if not communes:
        return None
    return Place(
        label=postcode,
        kind="postcode",
        insees=frozenset(commune.insee for commune in communes),
        points=tuple(commune.position for commune in communes if commune.position),
        postcodes=frozenset([postcode]),
    )


def of_territory(label: str, insees: Iterable[str]) -> Place:
    """In and around a territory: 0 km inside, measured from its border outside. Three queries."""
    communes = frozenset(insees)
    postcodes = Commune.objects.filter(insee__in=communes).values_list("postcodes", flat=True)
    return Place(
        label=label,
        kind="territory",
        insees=communes,
        points=border_points(communes),
        postcodes=frozenset(postcode for some in postcodes for postcode in some),
    )
