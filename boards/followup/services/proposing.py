"""Telling people of an offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup import notices, policies
from boards.followup.enums import ProposedHow
from boards.followup.models import Proposal
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from tenants.audit import services as audit
from tenants.turns import take_turns

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Proposed:
    """told: by what way each was told; known: had been told before; unreachable: neither mail nor mobile."""

    told: dict[Profile, ProposedHow]
    known: list[Profile]
    unreachable: list[Profile]


@transaction.atomic
def propose(*, offer: Offer, profiles: Sequence[Profile], by: User, words: str = "") -> Proposed:
    """Send an offer to people whom staff see, each by mail or else by SMS, never twice to the same.

    Raises:
        PermissionDenied: not staff. ValidationError: the offer is over, or too many at once.
    """
    policies.require_staff(by=by)
    if not OfferState(offer.state).is_open:
        raise ValidationError(_("Cette offre n’est plus en ligne : choisissez-en une autre."), code="over")
    if len(profiles) > MOST_AT_ONCE:
        raise ValidationError(_("Pas plus de %(most)s personnes à la fois.") % {"most": MOST_AT_ONCE}, code="many")
    # Who was told is read, then written to: a second press finds those whom the first one told.
    take_turns(f"followup.proposing:{offer.pk}")
    keys = [profile.pk for profile in profiles]
    seen = list(Profile.objects.seen_by(by).filter(pk__in=keys))
    already = set(Proposal.objects.filter(offer=offer, profile__in=keys).values_list("profile", flat=True))
    new = [profile for profile in seen if profile.pk not in already]
    told = notices.offer_proposed(offer, new, words=words.strip())
    ways = {profile: ProposedHow(str(told[profile.pk])) for profile in new if profile.pk in told}
    Proposal.objects.bulk_create(
        (Proposal(offer=offer, profile=profile, how=how, by=by) for profile, how in ways.items()),
        ignore_conflicts=True,
    )
    if ways:
        audit.record("offer.proposed", target=offer, by=by, detail={"people": len(ways)})
    return Proposed(
        told=ways,
        known=[profile for profile in seen if profile.pk in already],
        unreachable=[profile for profile in new if profile.pk not in told],
    )


@transaction.atomic
def note_proposed(*, offer: Offer, profile: Profile, by: User) -> Proposal:
    """«Je lui en ai parlé»: told by voice. Said twice, once is kept."""
    policies.require_follows(profile=profile, by=by)
    proposal, _made = Proposal.objects.get_or_create(
        offer=offer, profile=profile, defaults={"how": ProposedHow.TALK, "by": by}
    )
    return proposal
