"""Advice and offers for a group."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.accounts.twice import written_already
from boards.groups import notices, policies
from boards.groups.models import Group, Post, SharedOffer
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from tenants.audit import services as audit
from tenants.turns import take_turns


@transaction.atomic
def write_post(*, group: Group, title: str, text: str, by: User) -> Post:
    """Put some advice before the group, and tell it by mail. Raises PermissionDenied, ValidationError."""
    policies.require_staff(by=by)
    policies.require_open(group=group)
    said = {"group": group, "title": title.strip(), "text": text.strip()}
    if (written := written_already(Post.objects.filter(by=by), by=by, **said)) is not None:
        return written
    post = Post(by=by, **said)
    post.full_clean()
    post.save()
    audit.record("group.posted", target=post, by=by)
    notices.new_post(post)
    return post


@transaction.atomic
def share_offer(*, group: Group, offer: Offer, words: str, by: User) -> SharedOffer:
    """Put an offer before the group, once. Raises PermissionDenied; ValidationError for one that is over."""
    policies.require_staff(by=by)
    policies.require_open(group=group)
    if not OfferState(offer.state).is_open:
        raise ValidationError(_("Cette offre n’est plus en ligne : choisissez-en une autre."), code="over")
    # A second press finds what the first one shared.
    take_turns(f"groups.offers:{group.pk}")
    shared = SharedOffer.objects.filter(group=group, offer=offer).first()
    if shared is not None:
        return shared
    shared = SharedOffer(group=group, offer=offer, words=words.strip()[:200], by=by)
    shared.full_clean(validate_unique=False)
    shared.save()
    audit.record("group.shared", target=shared, by=by)
    notices.new_offer(shared)
    return shared
