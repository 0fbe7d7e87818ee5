"""What the figures of a year need beside people: searches of half a year, and offers that were closed."""

from datetime import timedelta
from itertools import cycle
from uuid import uuid4

from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.offers.enums import ClosedAs, OfferState
from boards.offers.models import Offer
from boards.reporting.enums import Device
from boards.reporting.models import SearchFigure
from tenants.context import current_tenant

DAYS, EVERY = 182, 7
#: Of ten searches, how many by each device.
SHARES = {Device.PHONE: 6, Device.COMPUTER: 3, Device.OTHER: 1}
#: How a year's offers ended, by turns.
ENDS = (
    *(ClosedAs.THROUGH_US, ClosedAs.ANOTHER_WAY, ClosedAs.THROUGH_US, ClosedAs.NOT_FILLED),
    *(ClosedAs.THROUGH_US, ClosedAs.THROUGH_US, ClosedAs.ANOTHER_WAY),
)
CLOSED = 26


def leave_figures() -> int:
    """Searches and closed offers in the current tenant, and its public page, unless it has some. Returns how many."""
    offers = list(Offer.objects.live().filter(source="").order_by("created_at", "pk")[: CLOSED + 14])
    by = User.objects.filter(role=Role.ADVISER).order_by("created_at").first()
    if SearchFigure.objects.exists() or not offers or by is None:
        return 0
    today = timezone.localdate()
    wanted = sorted({(one.occupation_code, one.commune_insee) for one in offers[::3]} | {("", "")})
    SearchFigure.objects.bulk_create(
        SearchFigure(
            day=today - timedelta(days=back),
            device=device,
            occupation_code=code,
            commune_insee=insee,
            # More in the evening of a year than in its summer, more around the first than around the last.
            count=1 + share * (3 + (number * 7 + back // EVERY) % 5) * (DAYS * 2 - back) // (DAYS * 2),
        )
        for back in range(0, DAYS, EVERY)
        for number, (code, insee) in enumerate(wanted)
        for device, share in SHARES.items()
    )
    _close([one for one in offers if one.published_at][:CLOSED], by)
    tenant = current_tenant()
    tenant.public_figures = True
    tenant.save(update_fields=["public_figures"])
    return len(wanted) * len(SHARES) * len(range(0, DAYS, EVERY))


def _close(like: list[Offer], by: User) -> None:
    """Offers of the last months, like those of today, that are over. They were never in the index of this demo."""
    now = timezone.now()
    rows = []
    for number, (offer, end) in enumerate(zip(like, cycle(ENDS), strict=False)):
        offer.pk, offer.published_at = uuid4(), now - timedelta(days=60 + 9 * number)
        offer.confirmed_at = offer.closed_at = offer.published_at + timedelta(days=12 + number % 5 * 6)
        offer.published_by, offer.closed_as = by, end
        offer.state = OfferState.FILLED if end in ClosedAs.filled() else OfferState.WITHDRAWN
        rows.append(offer)
    Offer.objects.bulk_create(rows)
