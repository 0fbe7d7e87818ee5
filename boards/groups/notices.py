"""Mails of a group: a new message, an offer, a workshop; each member's with their own page and their own way out."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import override

from boards.groups import links
from boards.groups.models import Group, Membership, Post, SharedOffer, Workshop
from boards.groups.times import when_of
from tenants.enums import Channel
from tenants.messaging import refusals
from tenants.messaging.enums import Purpose
from tenants.messaging.services import Letter, queue_emails


def welcome(memberships: Iterable[Membership]) -> int:
    """You are in the group now, and this is its page."""
    return _write(memberships, "welcome", {}, purpose=Purpose.SERVICE)


def new_post(post: Post) -> int:
    return _write(_readers(post.group), "post", {"post": post})


def new_offer(shared: SharedOffer) -> int:
    return _write(_readers(shared.group), "offer", {"shared": shared, "offer": shared.offer})


def new_workshop(workshop: Workshop) -> int:
    return _write(_readers(workshop.group), "workshop", _about(workshop))


def workshop_cancelled(workshop: Workshop, memberships: Sequence[Membership]) -> int:
    """To those who had a seat, whatever mails they take: they would stand before a closed door."""
    return _write(memberships, "workshop_cancelled", _about(workshop), purpose=Purpose.SERVICE)


def _about(workshop: Workshop) -> dict[str, object]:
    with override(settings.LANGUAGE_CODE):
        return {"workshop": workshop, "when": when_of(workshop.starts_at)}


def _readers(group: Group) -> list[Membership]:
    return list(group.memberships.current().filter(quiet_at__isnull=True).select_related("profile", "group__adviser"))


def _write(
    memberships: Iterable[Membership], name: str, context: dict[str, object], *, purpose: Purpose = Purpose.ALERT
) -> int:
    people = [one for one in memberships if one.profile.email]
    left_alone = refusals.reasons(Channel.EMAIL, {one.profile.email for one in people})
    with override(settings.LANGUAGE_CODE):
        letters = [
            Letter(
                one.profile.email,
                f"groups/email/{name}",
                {**context, "group": one.group, "profile": one.profile, "group_url": links.member_url(one)},
                subject_ref=f"profile:{one.profile_id}",
                purpose=purpose,
                unsubscribe_url=links.quiet_url(one),
            )
            for one in people
            if one.profile.email not in left_alone
        ]
    queue_emails(letters)
    return len(letters)
