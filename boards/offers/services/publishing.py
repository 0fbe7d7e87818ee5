"""From a draft to candidates, past an adviser where the tenant wants that."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.offers import law, policies
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.offers.services.telling import write_to_members
from boards.offers.services.writing import show
from tenants.audit import services as audit


@transaction.atomic
def publish_offer(*, offer: Offer, by: User, asks_advice: bool = False) -> Offer:
    """Hand an offer in: live, or waiting for an adviser, by the tenant's policy or because the employer asks for it.

    A second call on the same offer (a double click, the back button) changes nothing.

    Raises:
        PermissionDenied: somebody else's offer. ValidationError: a policy isn't met, the wording is unlawful and
            nobody was asked about it, or the state forbids it.
    """
    offer = _locked(offer)
    policies.require_may_edit(offer=offer, by=by)
    if offer.state in (OfferState.LIVE, OfferState.MODERATION):
        return offer
    policies.require_publishable(offer=offer)
    if asks_advice or policies.is_read_first(by=by, offer=offer):
        policies.require_move(offer=offer, to=OfferState.MODERATION)
        offer.state = OfferState.MODERATION
        offer.save(update_fields=["state", "updated_at"])
        audit.record("offer.handed_in", target=offer, by=by, detail={"asks_advice": asks_advice})
        return offer
    policies.require_lawful(offer=offer)
    return _open(offer, by=by, at=timezone.now())


@transaction.atomic
def approve_offer(*, offer: Offer, by: User, read: datetime | None = None) -> Offer:
    """An adviser lets a waiting offer go online, and its employer is told.

    read: `updated_at` of the text the adviser had before them; another one has not been read.
    """
    policies.require_staff(by=by)
    offer = _locked(offer)
    if offer.state == OfferState.LIVE:
        return offer
    policies.require_waiting(offer=offer)
    if read is not None and offer.updated_at != read:
        raise ValidationError(_("L’employeur a modifié son offre pendant que vous la lisiez : relisez-la."))
    policies.require_publishable(offer=offer)
    policies.require_lawful(offer=offer)
    _open(offer, by=by, at=timezone.now())
    write_to_members(offer=offer, template="offers/email/approved")
    return offer


@transaction.atomic
def refuse_offer(*, offer: Offer, reason: str, by: User) -> Offer:
    """An adviser sends an offer back with a reason that the employer reads."""
    policies.require_staff(by=by)
    if not reason.strip():
        raise ValidationError({"reason": _("Écrivez le motif : l’employeur le recevra et pourra corriger.")})
    offer = _locked(offer)
    if offer.state == OfferState.REFUSED:
        return offer
    policies.require_move(offer=offer, to=OfferState.REFUSED)
    offer.state, offer.refusal_reason = OfferState.REFUSED, reason.strip()
    offer.save(update_fields=["state", "refusal_reason", "updated_at"])
    audit.record("offer.refused", target=offer, by=by, detail={"reason": offer.refusal_reason})
    show(offer=offer)
    write_to_members(offer=offer, template="offers/email/refused")
    return offer


@transaction.atomic
def override_finding(*, offer: Offer, rule: str, reason: str, by: User) -> Offer:
    """An adviser says that a finding of advert law does not hold here; kept with the reason in the audit trail.

    Raises:
        ValidationError: nothing in the offer breaks this rule (any more).
    """
    policies.require_staff(by=by)
    offer = _locked(offer)
    if rule not in {finding.rule.value for finding in law.findings_of(offer)}:
        raise ValidationError(_("L’offre a changé : cette formulation n’y est plus. Rechargez la page."), code="rule")
    if rule not in offer.law_overrides:
        offer.law_overrides = [*offer.law_overrides, rule]
        offer.save(update_fields=["law_overrides", "updated_at"])
        audit.record("offer.law_overridden", target=offer, by=by, detail={"rule": rule, "reason": reason})
    return offer


@transaction.atomic
def open_imported(*, offer: Offer, published_at: datetime) -> Offer:
    """Put an offer of a feed online: nobody here published it, its source did."""
    offer = _locked(offer)
    offer.state, offer.published_at, offer.confirmed_at = OfferState.LIVE, published_at, timezone.now()
    offer.save(update_fields=["state", "published_at", "confirmed_at", "updated_at"])
    show(offer=offer)
    return offer


def _open(offer: Offer, *, by: User, at: datetime) -> Offer:
    policies.require_move(offer=offer, to=OfferState.LIVE)
    offer.state, offer.published_at, offer.published_by = OfferState.LIVE, at, by
    offer.confirmed_at, offer.reminded_at, offer.refusal_reason = at, None, ""
    offer.closed_at, offer.closed_as = None, ""
    offer.save()
    audit.record("offer.published", target=offer, by=by)
    show(offer=offer)
    return offer


def _locked(offer: Offer) -> Offer:
    return Offer.objects.select_for_update(of=("self",)).select_related("employer").get(pk=offer.pk)
