"""Appointments: asked, answered, moved, called off, kept or missed; the person is told of what concerns them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup import notices, policies
from boards.followup.enums import AppointmentState, CancelledBy, Way
from boards.followup.hours import remind_from
from boards.followup.models import Appointment
from boards.followup.models.appointment import LONGEST, SHORTEST
from boards.offers.models import Offer
from tenants.audit import services as audit
from tenants.turns import take_turns

#: Nobody plans further ahead; a year typed wrongly is caught.
FURTHEST = timedelta(days=400)
LOOK_AHEAD = timedelta(days=8)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When, how long and how. starts_at: aware; minutes: whole; where: an address, a number or a link."""

    starts_at: datetime
    minutes: int = 30
    way: Way = Way.PLACE
    where: str = ""


@transaction.atomic
def ask(
    *, profile: Profile, slot: Slot, purpose: str, by: User, adviser: User | None = None, offer: Offer | None = None
) -> Appointment:
    """Propose an hour: the person gets it by mail and SMS, and answers with a press.

    Raises:
        PermissionDenied: not staff, or a person whom staff don't see.
        ValidationError: an hour that is over, too short or too long, or at which the adviser isn't free (`taken`).
    """
    policies.require_follows(profile=profile, by=by)
    who = adviser or by
    policies.require_staff(by=who)
    appointment = Appointment(profile=profile, adviser=who, offer=offer, purpose=purpose.strip()[:120])
    _set(appointment, slot)
    _save(appointment)
    audit.record("appointment.asked", target=appointment, by=by)
    notices.appointment_asked(appointment)
    return appointment


@transaction.atomic
def move(*, appointment: Appointment, slot: Slot, by: User) -> Appointment:
    """Another hour or place, under the same UID: it is asked again. Raises PermissionDenied, ValidationError."""
    policies.require_follows(profile=appointment.profile, by=by)
    appointment = _locked(appointment.pk)
    _require_standing(appointment)
    _set(appointment, slot)
    appointment.state, appointment.reminded_at = AppointmentState.ASKED, None
    appointment.wish, appointment.wished_at = "", None
    appointment.sequence += 1
    appointment.told_at = timezone.now()
    _save(appointment)
    audit.record("appointment.moved", target=appointment, by=by)
    notices.appointment_moved(appointment)
    return appointment


@transaction.atomic
def cancel(*, appointment: Appointment, by: User | None, why: str = "") -> Appointment:
    """Called off: by staff, who tell the person, or by the person through their link (by: None).

    A second press changes nothing. Raises PermissionDenied; ValidationError when it is over.
    """
    if by is not None:
        policies.require_follows(profile=appointment.profile, by=by)
    appointment = _locked(appointment.pk)
    if appointment.state == AppointmentState.CANCELLED:
        return appointment
    _require_standing(appointment)
    appointment.state = AppointmentState.CANCELLED
    appointment.cancelled_by = CancelledBy.ADVISER if by else CancelledBy.PERSON
    appointment.sequence += 1
    if by is None:
        appointment.wish, appointment.wished_at = why.strip()[:300], timezone.now()
        _sign_of_life(appointment)
    _save(appointment)
    audit.record("appointment.cancelled", target=appointment, by=by)
    if by is not None:
        notices.appointment_cancelled(appointment)
    return appointment


@transaction.atomic
def confirm(*, appointment: Appointment, by: User | None) -> Appointment:
    """«Je viens»: by the person's link (by: None), or said to an adviser."""
    if by is not None:
        policies.require_follows(profile=appointment.profile, by=by)
    appointment = _locked(appointment.pk)
    _require_standing(appointment)
    if appointment.state != AppointmentState.CONFIRMED:
        appointment.state, appointment.wish, appointment.wished_at = AppointmentState.CONFIRMED, "", None
        appointment.sequence += 1
        _sign_of_life(appointment)
        _save(appointment)
        audit.record("appointment.confirmed", target=appointment, by=by)
    return appointment


@transaction.atomic
def wish_another_hour(*, appointment: Appointment, wish: str) -> Appointment:
    """The person can't then, and says when they can: it stands on the adviser's desk."""
    appointment = _locked(appointment.pk)
    _require_standing(appointment)
    if not wish.strip():
        raise ValidationError({"wish": _("Dites quels jours et heures vous conviennent.")})
    appointment.wish, appointment.wished_at = wish.strip()[:300], timezone.now()
    appointment.state = AppointmentState.ASKED
    _sign_of_life(appointment)
    _save(appointment)
    audit.record("appointment.wished", target=appointment, by=None)
    return appointment


@transaction.atomic
def close(*, appointment: Appointment, came: bool, by: User) -> Appointment:
    """Afterwards: it took place, or the person didn't come."""
    policies.require_follows(profile=appointment.profile, by=by)
    appointment = _locked(appointment.pk)
    to = AppointmentState.KEPT if came else AppointmentState.MISSED
    if appointment.state == to:
        return appointment
    if not AppointmentState(appointment.state).may_become(to):
        raise ValidationError(_("Ce rendez-vous est annulé : prenez-en un autre."), code="over")
    if appointment.starts_at > timezone.now():
        raise ValidationError(_("Ce rendez-vous n’a pas encore eu lieu."), code="early")
    appointment.state = to
    if came:
        _sign_of_life(appointment)
    _save(appointment)
    audit.record("appointment.closed", target=appointment, by=by, detail={"came": came})
    return appointment


def remind_due(*, now: datetime | None = None) -> int:
    """Remind of what is tomorrow, within the hours in which a telephone may ring; each once. Returns how many."""
    now = now or timezone.now()
    soon = Appointment.objects.standing().filter(
        reminded_at__isnull=True, starts_at__gt=now, starts_at__lte=now + LOOK_AHEAD
    )
    done = 0
    for key in list(soon.values_list("pk", flat=True)):
        done += _remind(key, now=now)
    return done


@transaction.atomic
def _remind(key: UUID, *, now: datetime) -> bool:
    # One transaction each: one that fails keeps nobody else waiting. Whoever has the row reminds.
    row = Appointment.objects.select_for_update(of=("self",), skip_locked=True).select_related("profile", "adviser")
    appointment = row.standing().filter(pk=key, reminded_at__isnull=True).first()
    if appointment is None:
        return False
    moment = remind_from(appointment.starts_at, number=appointment.profile.phone or "+33600000000")
    if now < moment:
        return False
    appointment.reminded_at = now
    appointment.save(update_fields=["reminded_at", "updated_at"])
    # Asked or moved after the hour of its reminder: that message was the reminder.
    if appointment.told_at < moment:
        notices.appointment_tomorrow(appointment)
        return True
    return False


def _set(appointment: Appointment, slot: Slot) -> None:
    now = timezone.now()
    if slot.starts_at <= now:
        raise ValidationError({"starts_at": _("Cette heure est passée : choisissez-en une à venir.")})
    if slot.starts_at > now + FURTHEST:
        raise ValidationError({"starts_at": _("C’est dans plus d’un an : vérifiez la date.")})
    if not SHORTEST <= slot.minutes <= LONGEST:
        raise ValidationError(
            {"minutes": _("Entre %(least)s et %(most)s minutes.") % {"least": SHORTEST, "most": LONGEST}}
        )
    if slot.way == Way.VIDEO and not slot.where.startswith("https://"):
        raise ValidationError({"where": _("Collez le lien de la visio, qui commence par https://.")})
    appointment.starts_at = slot.starts_at
    appointment.ends_at = slot.starts_at + timedelta(minutes=slot.minutes)
    appointment.way, appointment.where = slot.way, slot.where.strip()[:300]


def _save(appointment: Appointment) -> None:
    """Two people who take the same hour at the same moment: the database lets one of them.

    One after the other for each adviser: two insertions that both break an exclusion constraint wait for each other,
    and PostgreSQL ends one of them as a deadlock.
    """
    take_turns(f"appointments.adviser:{appointment.adviser_id}")
    appointment.full_clean(exclude=["adviser", "profile"])
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as error:
        if "appointment_one_at_a_time" not in str(error):
            raise
        raise ValidationError(_("Ce créneau est déjà pris : choisissez une autre heure."), code="taken") from None


def _locked(key: UUID) -> Appointment:
    return Appointment.objects.select_for_update(of=("self",)).select_related("profile", "adviser").get(pk=key)


def _require_standing(appointment: Appointment) -> None:
    if not AppointmentState(appointment.state).is_standing:
        raise ValidationError(_("Ce rendez-vous n’est plus à venir : prenez-en un autre."), code="over")
    if appointment.starts_at <= timezone.now():
        raise ValidationError(_("L’heure de ce rendez-vous est passée."), code="over")


def _sign_of_life(appointment: Appointment) -> None:
    Profile.objects.filter(pk=appointment.profile_id).update(last_contact_at=timezone.now(), warned_at=None)
