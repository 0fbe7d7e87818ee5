"""An offer nobody has confirmed for 90 days is withdrawn; its employer is asked a week before."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.offers import policies
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.offers.services.telling import write_to_members
from boards.offers.services.writing import show
from tenants import signing
from tenants.audit import services as audit
from tenants.turns import one_by_one

#: The kind of signed link in the reminder; the value is the offer's id. Good as long as the offer can be renewed.
RENEW_SALT = "offers.renew"


@transaction.atomic
def renew_offer(*, offer: Offer, by: User | None) -> Offer:
    """Somebody says that the job still stands: another 90 days. `by` is None for the link in the reminder."""
    offer = Offer.objects.select_for_update(of=("self",)).select_related("employer").get(pk=offer.pk)
    if by is not None:
        policies.require_may_edit(offer=offer, by=by)
    policies.require_renewable(offer=offer)
    offer.state, offer.confirmed_at, offer.reminded_at = OfferState.LIVE, timezone.now(), None
    offer.closed_at, offer.closed_as = None, ""
    offer.save(update_fields=["state", "confirmed_at", "reminded_at", "closed_at", "closed_as", "updated_at"])
    audit.record("offer.renewed", target=offer, by=by)
    show(offer=offer)
    return offer


def remind_stale(*, on: date) -> int:
    """Ask the employers of offers that go stale soon; each once. Returns how many offers."""
    return one_by_one(Offer.objects.to_remind_on(on), _remind)


def withdraw_stale(*, on: date) -> int:
    """Take off what nobody confirmed and tell its employer how to bring it back. Returns how many."""
    return one_by_one(Offer.objects.stale_on(on), _expire)


def _remind(offer: Offer) -> None:
    offer.reminded_at = timezone.now()
    offer.save(update_fields=["reminded_at", "updated_at"])
    _ask_members(offer, template="offers/email/still_open")


def _expire(offer: Offer) -> None:
    offer.state = OfferState.EXPIRED
    offer.save(update_fields=["state", "updated_at"])
    audit.record("offer.expired", target=offer, by=None)
    show(offer=offer)
    _ask_members(offer, template="offers/email/expired")


def _ask_members(offer: Offer, *, template: str) -> None:
    token = signing.dumps(str(offer.pk), salt=RENEW_SALT)
    write_to_members(offer=offer, template=template, context={"renew_path": f"/offres/renouveler/{token}"})
