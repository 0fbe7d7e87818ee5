"""The end of an offer: withdrawn, or closed with the one question of how it was filled."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.offers import listeners, policies
from boards.offers.enums import ClosedAs, OfferState
from boards.offers.models import Offer
from boards.offers.services.writing import show
from tenants.audit import services as audit


@transaction.atomic
def close_offer(*, offer: Offer, closed_as: str, by: User) -> Offer:
    """Take an offer off the board and keep how it was filled, which the elected council is told."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("employer").get(pk=offer.pk)
    policies.require_may_edit(offer=offer, by=by)
    if closed_as not in ClosedAs.values:
        raise ValidationError({"closed_as": _("Choisissez comment le poste a été pourvu.")})
    state = OfferState.FILLED if closed_as in ClosedAs.filled() else OfferState.WITHDRAWN
    if offer.state == state and offer.closed_as == closed_as:
        return offer
    if offer.state != state:
        policies.require_move(offer=offer, to=state)
    offer.state, offer.closed_as, offer.closed_at = state, closed_as, timezone.now()
    offer.save(update_fields=["state", "closed_as", "closed_at", "updated_at"])
    audit.record("offer.closed", target=offer, by=by, detail={"closed_as": closed_as})
    show(offer=offer)
    listeners.tell_closed(offer=offer, by=by)
    return offer
