"""From where a firm counts distances: its own commune, or that of its first offer. It can't be moved about."""

from boards.employers.models import Employer
from boards.library.searching import Origin
from boards.offers.models import Offer
from tenants.reference.models import Commune


def origin_of(employer: Employer | None) -> Origin:
    """Where a firm is; nowhere for staff, and for a firm that never said where it works."""
    if employer is None:
        return Origin(position=None)
    insee = employer.commune_insee or _first_place(employer)
    commune = Commune.objects.filter(pk=insee).first() if insee else None
    if commune is None or commune.latitude is None or commune.longitude is None:
        return Origin(position=None, commune_insee=insee)
    return Origin(position=(commune.latitude, commune.longitude), commune_insee=insee, name=commune.name)


def _first_place(employer: Employer) -> str:
    offers = Offer.objects.filter(employer=employer, published_at__isnull=False).exclude(commune_insee="")
    return offers.order_by("published_at", "pk").values_list("commune_insee", flat=True).first() or ""
