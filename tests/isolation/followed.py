"""Somebody who is followed, with everything that hangs on it: for the matrix, and for the journeys' pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.models import Profile, ProfileConsent
from boards.followup.enums import Agreement
from boards.followup.links import AGREE_SALT, APPOINTMENT_SALT, token_for
from boards.followup.models import Appointment, Call, Note, Pick, Shortlist, Task
from boards.followup.services.feeds import new_feed
from boards.groups.links import QUIET_SALT, member_token
from boards.groups.models import Group, Membership, Post, SharedOffer, Workshop
from boards.offers.models import Offer
from tenants import signing


@dataclass(frozen=True)
class Followed:
    """Keys and tokens, as pages are called with them."""

    offer: UUID
    profile: UUID
    note: UUID
    task: UUID
    appointment: UUID
    appointment_token: str
    feed_token: str
    shortlist: UUID
    pick: UUID
    agree_token: str
    group: UUID
    workshop: UUID
    member_token: str
    quiet_token: str


def followed_by(words: Iterator[str], offer: Offer, *, by: User) -> Followed:
    """In the current tenant; `words` gives the name, the note and the rest."""
    staff = User.objects.filter(role=Role.ADVISER).order_by("created_at").first() or User.objects.create_user(
        f"{next(words)}@conseil.example".replace(" ", "").lower(), name=next(words), role=Role.ADVISER
    )
    profile = _profile(words, offer)
    now = timezone.now()
    note = Note.objects.create(
        profile=profile, text=next(words), by=staff, by_label=next(words), flags=["health"], kept_because=next(words)
    )
    Note.objects.create(offer=offer, text=next(words), by=staff)
    task = Task.objects.create(profile=profile, adviser=staff, text=next(words), due_on=timezone.localdate())
    Call.objects.create(profile=profile, outcome="answered", by=staff, at=now - timedelta(days=40))
    appointment = Appointment.objects.create(
        profile=profile, adviser=staff, starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=2, minutes=30),
        purpose=next(words), where=next(words),
    )  # fmt: skip
    shortlist = Shortlist.objects.create(offer=offer, words=next(words), sent_at=now, sent_by=staff)
    pick = Pick.objects.create(
        shortlist=shortlist,
        profile=profile,
        sentence=next(words),
        agreement=Agreement.ASKED,
        asked_at=now,
        shown_at=now,
    )
    group = Group.objects.create(name=next(words), about=next(words), adviser=staff)
    membership = Membership.objects.create(group=group, profile=profile)
    Post.objects.create(group=group, title=next(words), text=next(words), by=staff)
    SharedOffer.objects.create(group=group, offer=offer, words=next(words), by=staff)
    workshop = Workshop.objects.create(
        group=group, title=next(words), place=next(words), starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=9, hours=2), seats=8,
    )  # fmt: skip
    return Followed(
        offer=offer.pk,
        profile=profile.pk,
        note=note.pk,
        task=task.pk,
        appointment=appointment.pk,
        appointment_token=token_for(appointment.pk, salt=APPOINTMENT_SALT),
        feed_token=new_feed(by=staff),
        shortlist=shortlist.pk,
        pick=pick.pk,
        agree_token=token_for(pick.pk, salt=AGREE_SALT),
        group=group.pk,
        workshop=workshop.pk,
        member_token=member_token(membership),
        quiet_token=signing.dumps(str(membership.pk), salt=QUIET_SALT),
    )


def _profile(words: Iterator[str], offer: Offer) -> Profile:
    """Somebody of the offer's trade, who agreed to everybody; the tenant's candidate when it has one."""
    user = User.objects.filter(role=Role.CANDIDATE, profile__isnull=True).order_by("created_at").first()
    profile = Profile.objects.create(
        user=user,
        name=next(words),
        email=f"{next(words)}@suivi.example".replace(" ", "").lower().replace("é", "e").replace("à", "a"),
        phone="+33639980177",
        occupations=["D1102"],
        words=next(words),
        visibility="employers",
        commune_insee=offer.commune_insee,
        commune_name=offer.commune_name,
        latitude=offer.latitude,
        longitude=offer.longitude,
        transport=["car"],
        licences=["B"],
    )
    ProfileConsent.objects.bulk_create(
        ProfileConsent(profile=profile, what=what, how="present", wording="Oui.")
        for what in ("keep", "advisers", "employers", "partner")
    )
    return profile
