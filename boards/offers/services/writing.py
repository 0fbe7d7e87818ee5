"""Writing an offer down and changing it."""

from dataclasses import fields

from django.db import transaction

from boards.accounts.models import User
from boards.employers.models import Employer
from boards.offers import policies
from boards.offers.documents import document_for
from boards.offers.enums import OfferState
from boards.offers.listeners import tell_copied
from boards.offers.models import Offer
from boards.offers.values import OfferValues
from search import index
from tenants.audit import services as audit


@transaction.atomic
def create_offer(
    *, employer: Employer, values: OfferValues, by: User | None, source: str = "", external_id: str = ""
) -> Offer:
    """A draft. `by` is None for the platform itself (a feed, the demo); `source` and `external_id` name a feed's offer.

    Raises:
        ValidationError: what the model and its constraints refuse, by field, in French.
    """
    offer = Offer(employer=employer, source=source, external_id=external_id, **values.fields())
    if by is not None:
        policies.require_may_edit(offer=offer, by=by)
    offer.full_clean()
    offer.save()
    audit.record("offer.created", target=offer, by=by)
    return offer


@transaction.atomic
def update_offer(*, offer: Offer, values: OfferValues, by: User | None, asks_advice: bool = False) -> Offer:
    """Change what an offer says.

    A live one stays live if it may stand as it now reads. One that was shown goes back to be read where the tenant
    reads every text, or where the employer asks for an adviser's opinion on what the law objects to.

    Raises:
        PermissionDenied: somebody else's offer. ValidationError: as in create_offer and publish_offer, or an offer
            that is history.
    """
    # Locked: two tabs of one employer are two writers.
    offer = Offer.objects.select_for_update(of=("self",)).select_related("employer").get(pk=offer.pk)
    if by is not None:
        policies.require_may_edit(offer=offer, by=by)
        policies.require_editable(offer=offer)
    wanted = values.fields()
    changed = [name for name, value in wanted.items() if getattr(offer, name) != value]
    if not changed:
        return offer
    for name in changed:
        setattr(offer, name, wanted[name])
    offer.full_clean()
    if by is not None and _reopens(offer, by=by, asks_advice=asks_advice):
        changed.append("state")
    offer.save(update_fields=[*changed, "updated_at"])
    audit.record("offer.changed", target=offer, by=by, detail={"fields": changed})
    show(offer=offer)
    return offer


def _reopens(offer: Offer, *, by: User, asks_advice: bool) -> bool:
    """Whether a changed text goes back to an adviser; one that stays online is checked here."""
    was_shown = offer.state in OfferState.renewable_states()
    if was_shown and (asks_advice or policies.is_read_first(by=by)):
        policies.require_publishable(offer=offer)
        offer.state = OfferState.MODERATION
        return True
    if offer.state == OfferState.LIVE:
        policies.require_publishable(offer=offer)
        policies.require_lawful(offer=offer)
    return False


@transaction.atomic
def copy_offer(*, offer: Offer, by: User) -> Offer:
    """A new draft that says the same, for an employer who hires for the same job again."""
    policies.require_may_edit(offer=offer, by=by)
    copied = [field.name for field in fields(OfferValues) if field.name not in ("origin_url", "starts_on")]
    values = {name: getattr(offer, name) for name in copied}
    values["licence_categories"] = tuple(offer.licence_categories)
    copy = create_offer(employer=offer.employer, values=OfferValues(**values), by=by)
    tell_copied(offer=offer, copy=copy, by=by)
    return copy


def show(*, offer: Offer) -> None:
    """Bring the shared index in step with an offer, in the caller's transaction."""
    if OfferState(offer.state).is_open:
        index.put(document_for(offer))
    else:
        index.withdraw(schema=offer._home, offer_id=offer.pk)
