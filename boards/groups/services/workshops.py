"""Workshops: seats taken and given back, one at a time."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.accounts.twice import written_already
from boards.candidates.models import Profile
from boards.groups import notices, policies
from boards.groups.models import Group, Membership, Signup, Workshop
from boards.groups.notices import Told
from boards.groups.services.groups import add_members
from tenants.audit import services as audit


@dataclass(frozen=True, kw_only=True)
class WorkshopValues:
    """starts_at, ends_at: aware; seats: how many may come."""

    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    seats: int


@transaction.atomic
def plan(*, group: Group, values: WorkshopValues, by: User) -> Workshop:
    """A new workshop, told to the group. Raises PermissionDenied, ValidationError."""
    policies.require_staff(by=by)
    policies.require_open(group=group)
    if values.starts_at <= timezone.now():
        raise ValidationError({"day": _("Cette date est passée : choisissez-en une à venir.")})
    said = {"group": group, **asdict(values)}
    if (written := written_already(Workshop.objects.filter(cancelled_at=None), by=by, **said)) is not None:
        return written
    workshop = Workshop(**said)
    workshop.full_clean()
    workshop.save()
    audit.record("workshop.planned", target=workshop, by=by)
    notices.new_workshop(workshop)
    return workshop


@transaction.atomic
def call_off(*, workshop: Workshop, by: User) -> Told:
    """It doesn't take place; those who had a seat are told. Returns who is, and who has to be told otherwise."""
    policies.require_staff(by=by)
    workshop = _locked(workshop)
    if workshop.cancelled_at is not None:
        return Told()
    workshop.cancelled_at = timezone.now()
    workshop.save(update_fields=["cancelled_at", "updated_at"])
    audit.record("workshop.called_off", target=workshop, by=by)
    seated = workshop.signups.standing().values("profile")
    rows = Membership.objects.filter(group=workshop.group_id, profile__in=seated)
    return notices.workshop_cancelled(workshop, list(rows.select_related("profile", "group__adviser")))


@transaction.atomic
def sign_up(*, workshop: Workshop, profile: Profile, by: User | None) -> Signup:
    """Take a seat: by the person (by: None), or by staff for them. Twice is once.

    Raises:
        PermissionDenied: not staff. ValidationError: no member, a closed group, over, called off, or `full`.
    """
    if by is not None:
        policies.require_staff(by=by)
    workshop = _locked(workshop)
    if not Membership.objects.current().filter(group=workshop.group_id, profile=profile).exists():
        raise ValidationError(_("Cet atelier est réservé aux membres du groupe."), code="stranger")
    policies.require_open(group=workshop.group)
    _require_to_come(workshop)
    known = workshop.signups.filter(profile=profile).first()
    if known is not None and known.given_up_at is None:
        return known
    if seats_left(workshop) <= 0:
        raise ValidationError(
            _("Toutes les places sont prises. Revenez voir : une place peut se libérer."), code="full"
        )
    if known is not None:
        known.given_up_at = None
        known.save(update_fields=["given_up_at", "updated_at"])
        return known
    made: Signup = Signup.objects.create(workshop=workshop, profile=profile)
    audit.record("workshop.joined", target=made, by=by)
    return made


@transaction.atomic
def give_up(*, workshop: Workshop, profile: Profile, by: User | None) -> None:
    """Give one's seat back: somebody else may have it at once."""
    if by is not None:
        policies.require_staff(by=by)
    workshop = _locked(workshop)
    workshop.signups.standing().filter(profile=profile).update(given_up_at=timezone.now(), updated_at=timezone.now())


@transaction.atomic
def invite(*, workshop: Workshop, profiles: Sequence[Profile], by: User) -> int:
    """Bring people into the group whose workshop it is: they are written to, and take a seat themselves."""
    _require_to_come(workshop)
    return add_members(group=workshop.group, profiles=profiles, by=by)


def seats_left(workshop: Workshop) -> int:
    """One query."""
    return int(workshop.seats - workshop.signups.standing().count())


def _require_to_come(workshop: Workshop) -> None:
    if workshop.cancelled_at is not None:
        raise ValidationError(_("Cet atelier est annulé."), code="off")
    if workshop.starts_at <= timezone.now():
        raise ValidationError(_("Cet atelier a déjà commencé."), code="over")


def _locked(workshop: Workshop) -> Workshop:
    """With it nobody else counts seats until this one has sat down."""
    return Workshop.objects.select_for_update(of=("self",)).select_related("group").get(pk=workshop.pk)
