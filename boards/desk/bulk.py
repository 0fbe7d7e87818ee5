"""Doing one thing with several people: first how many will get what, then the thing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.accounts.models import User
from boards.candidates import notices
from boards.candidates.enums import Availability
from boards.candidates.models import Profile
from boards.followup import policies
from boards.followup.models import Proposal
from boards.followup.services.portfolio import assign
from boards.followup.services.proposing import MOST_AT_ONCE, propose
from boards.followup.telling import reaches_of
from boards.groups.models import Membership, Workshop
from boards.groups.services.workshops import invite
from boards.offers.models import Offer
from tenants.audit import services as audit

#: Asked by hand: not again so soon, whoever asked.
ASK_AGAIN_AFTER = timedelta(days=14)


class Action(TextChoices):
    ASSIGN = "suivi", gettext_lazy("Confier à un conseiller")
    PROPOSE = "offre", gettext_lazy("Envoyer une offre")
    INVITE = "atelier", gettext_lazy("Inviter à un atelier")
    STILL = "toujours", gettext_lazy("Demander « cherchez-vous toujours ? »")


@dataclass(frozen=True)
class Wanted:
    """What is to be done; only what the action needs is there."""

    action: Action
    adviser: User | None = None
    offer: Offer | None = None
    workshop: Workshop | None = None
    words: str = ""


@dataclass(frozen=True)
class Preview:
    """Who gets what. left_out: those for whom nothing is to be done, with the reason in `why_left_out`."""

    by_email: list[Profile]
    by_sms: list[Profile]
    to_call: list[Profile]
    left_out: list[Profile]
    why_left_out: str

    @property
    def reached(self) -> int:
        return len(self.by_email) + len(self.by_sms)


def preview(*, profiles: Sequence[Profile], wanted: Wanted) -> Preview:
    """How many will get what, before anything happens. Four queries at most."""
    if len(profiles) > MOST_AT_ONCE:
        raise ValidationError(_("Pas plus de %(most)s personnes à la fois.") % {"most": MOST_AT_ONCE}, code="many")
    out, why = _left_out(profiles, wanted)
    concerned = [one for one in profiles if one not in out]
    if wanted.action == Action.ASSIGN:
        return Preview([], [], [], out, why)
    reaches = reaches_of(concerned)
    with_sms = wanted.action != Action.INVITE
    by_email = [one for one in concerned if reaches[one.pk].email]
    by_sms = [one for one in concerned if with_sms and not reaches[one.pk].email and reaches[one.pk].mobile]
    reached = {one.pk for one in (*by_email, *by_sms)}
    return Preview(by_email, by_sms, [one for one in concerned if one.pk not in reached], out, why)


@transaction.atomic
def do(*, profiles: Sequence[Profile], wanted: Wanted, by: User) -> int:
    """Do it. Returns for how many. Raises PermissionDenied, ValidationError as the services do."""
    policies.require_staff(by=by)
    if len(profiles) > MOST_AT_ONCE:
        raise ValidationError(_("Pas plus de %(most)s personnes à la fois.") % {"most": MOST_AT_ONCE}, code="many")
    if wanted.action == Action.ASSIGN:
        return assign(profiles=profiles, adviser=wanted.adviser, by=by)
    if wanted.action == Action.PROPOSE and wanted.offer:
        return len(propose(offer=wanted.offer, profiles=profiles, by=by, words=wanted.words).told)
    if wanted.action == Action.INVITE and wanted.workshop:
        return invite(workshop=wanted.workshop, profiles=profiles, by=by)
    if wanted.action == Action.STILL:
        return ask_still(profiles=profiles, by=by)
    raise ValidationError(_("Choisissez d’abord quoi envoyer."), code="nothing")


@transaction.atomic
def ask_still(*, profiles: Sequence[Profile], by: User) -> int:
    """«Cherchez-vous toujours ?», asked by hand: by mail or SMS, with one tap to answer."""
    policies.require_staff(by=by)
    keys = [one.pk for one in profiles]
    locked = list(Profile.objects.seen_by(by).filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk"))
    asked = [one for one in locked if _may_be_asked(one)]
    reaches = reaches_of(asked)
    told = notices.write_to(
        [one for one in asked if reaches[one.pk].way],
        email=notices.still_looking_email,
        sms=notices.still_looking_sms,
    )
    now = timezone.now()
    Profile.objects.filter(pk__in=[one.pk for one in told]).update(asked_at=now, updated_at=now)
    audit.record_all("profile.asked", targets={one: {} for one in told}, by=by)
    return len(told)


def _left_out(profiles: Sequence[Profile], wanted: Wanted) -> tuple[list[Profile], str]:
    if wanted.action == Action.ASSIGN:
        key = wanted.adviser.pk if wanted.adviser else None
        return [one for one in profiles if one.adviser_id == key], _("suivies par ce conseiller déjà")
    if wanted.action == Action.PROPOSE:
        told = set(Proposal.objects.filter(offer=wanted.offer, profile__in=profiles).values_list("profile", flat=True))
        return [one for one in profiles if one.pk in told], _("ont déjà reçu cette offre")
    if wanted.action == Action.INVITE and wanted.workshop:
        members = Membership.objects.current().filter(group=wanted.workshop.group_id, profile__in=profiles)
        inside = set(members.values_list("profile", flat=True))
        return [one for one in profiles if one.pk in inside], _("sont déjà dans le groupe, et voient l’atelier")
    return [one for one in profiles if not _may_be_asked(one)], _("ont été interrogées il y a peu, ou sont en pause")


def _may_be_asked(profile: Profile) -> bool:
    asked = profile.asked_at
    lately = asked is not None and asked > timezone.now() - ASK_AGAIN_AFTER
    return profile.availability != Availability.PAUSED and not lately
