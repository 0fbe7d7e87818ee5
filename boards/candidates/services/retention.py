"""Two years after the last contact: warned a month before, then emptied in place; figures keep the rest.

Days are the tenant's own. The limit wins over the notice: whoever was warned late, because a worker had slept, is
emptied on the same day as everybody else.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from boards.accounts.models import User
from boards.candidates import notices, policies
from boards.candidates.enums import Availability, Visibility
from boards.candidates.models import FoundWork, Profile
from boards.candidates.models.profile import KEPT_FOR, WARNED_AFTER, ProfileQuerySet
from boards.candidates.reach import mobile_of
from boards.candidates.services import cv
from boards.candidates.values import NOWHERE
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import erasure
from tenants.messaging.enums import Purpose
from tenants.personal_data import Person

BATCH = 200
#: What is emptied with what. Occupations, department, hours and contracts stay: figures without a person.
EMPTIED: dict[str, object] = {
    **{name: value for name, value in NOWHERE.items() if name != "department"},
    "name": "",
    "email": "",
    "phone": "",
    "skills": [],
    "communes": [],
    "transport": [],
    "licences": [],
    "schedules": [],
    "needs_housing": False,
    "words": "",
    "available_from": None,
    "available_until": None,
    "paused_because": "",
    "availability": Availability.PAUSED,
    "visibility": Visibility.NOBODY,
    "user": None,
    "made_by": None,
    "adviser": None,
    "asked_at": None,
    "warned_at": None,
}


@transaction.atomic
def sign_of_life(*, profile: Profile) -> None:
    """Anything the person did – applied, answered, came to the desk: two years begin anew."""
    now = timezone.now()
    Profile.objects.active().filter(pk=profile.pk).update(last_contact_at=now, warned_at=None, updated_at=now)
    profile.last_contact_at, profile.warned_at = now, None


@transaction.atomic
def warn(*, now: datetime | None = None) -> int:
    """Tell those who go in a month, once, by whatever reaches them. Returns how many were written to."""
    now = now or timezone.now()
    unwarned = Q(warned_at__isnull=True) | Q(warned_at__lt=F("last_contact_at"))
    due = _silent_since(WARNED_AFTER, now=now).filter(unwarned).exclude(pk__in=_silent_since(KEPT_FOR, now=now))
    found = list(due.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:BATCH])
    for profile in found:
        # Also for whom nothing reaches: nobody is tried every hour for a month.
        profile.warned_at = now
    Profile.objects.bulk_update(found, ["warned_at"])
    warned = notices.write_to(found, email=notices.about_to_go_email, sms=notices.about_to_go_sms)
    audit.record_all("profile.warned", targets={one: {} for one in warned}, by=None)
    return len(warned)


def anonymise_silent(*, now: datetime | None = None) -> int:
    """Empty those whose two years are over; one transaction each, so that one that fails holds up nobody."""
    now = now or timezone.now()
    done = 0
    for key in list(_silent_since(KEPT_FOR, now=now).order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            profile = _silent_since(KEPT_FOR, now=now).select_for_update(of=("self",)).filter(pk=key).first()
            if profile is not None:
                _empty(profile, by=None, because="retention")
                done += 1
    return done


@transaction.atomic
def anonymise(*, profile: Profile, by: User | None) -> None:
    """Empty a profile at once: the person erases themselves, or asked an adviser to. Once more is harmless.

    All that hangs on it in other rooms goes too – applications, conversations, hires, appointments, seats – by what
    each declares (settings.PROFILE_ERASER).

    Raises:
        PermissionDenied: `by` is neither the person nor staff who may see it.
    """
    # Not locked here: what hangs on it is taken first, as everybody does.
    found = Profile.objects.active().filter(pk=profile.pk).first()
    if found is None:
        return
    policies.require_may_write(profile=found, by=by)
    import_string(settings.PROFILE_ERASER)(profile=found, by=by)


@transaction.atomic
def forget(*, rows: QuerySet[Profile], person: Person) -> None:
    """The same for all of a person's, when they have everything erased (boards.rights)."""
    for profile in Profile.objects.active().select_for_update(of=("self",)).filter(pk__in=rows.values("pk")):
        _empty(profile, by=None, because="asked")


def _silent_since(time: timedelta, *, now: datetime) -> ProfileQuerySet:
    """Active ones whose last contact is so many calendar days ago, or more, at the tenant's place."""
    zone = ZoneInfo(current_tenant().time_zone)
    day = now.astimezone(zone).date() - time
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    return Profile.objects.active().filter(last_contact_at__lt=end)


def _empty(profile: Profile, *, by: User | None, because: str) -> None:
    addresses = {Channel.EMAIL: profile.email, Channel.SMS: mobile_of(profile)}
    cv.drop(profile, by=by)
    for name, value in EMPTIED.items():
        setattr(profile, name, value)
    profile.anonymised_at = timezone.now()
    profile.save()
    for rows in (profile.experiences, profile.trainings, profile.languages, profile.looks, profile.handovers):
        rows.all().delete()
    profile.consents.standing().update(withdrawn_at=timezone.now(), updated_at=timezone.now())
    FoundWork.objects.filter(profile=profile).update(where="", updated_at=timezone.now())
    for channel, address in addresses.items():
        if address and not _is_elsewhere(channel, address):
            erasure.erase(channel=channel, address=address, purposes=frozenset({Purpose.SERVICE, Purpose.CODE}))
    # Neither name nor address: the line stays when the person is gone.
    audit.record("profile.anonymised", target=profile, by=None, detail={"because": because, "by_staff": _is_staff(by)})


def _is_elsewhere(channel: Channel, address: str) -> bool:
    """Whether the address is still somebody's here: another profile's, or an account's that hires."""
    if channel == Channel.SMS:
        return Profile.objects.active().filter(phone=address).exists()
    others = Profile.objects.active().filter(email=address).exists()
    return others or User.objects.filter(email=address, is_active=True).exists()


def _is_staff(by: User | None) -> bool:
    return by is not None and by.is_tenant_staff
