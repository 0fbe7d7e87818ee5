"""«Je cherche toujours»: asked at 60 days and at 120, by one tap answered; without an answer at 150, paused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from boards.accounts.models import User
from boards.candidates import notices, policies
from boards.candidates.enums import Availability, FoundHow, PausedBecause
from boards.candidates.models import FoundWork, Profile
from boards.candidates.models.profile import ASKED_AGAIN_AFTER, FRESH_FOR, PAUSED_AFTER
from boards.candidates.reach import Reach, reach_of
from boards.candidates.services.writing import locked
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import caps, hours, refusals

BATCH = 200
#: Nobody is paused before they had so long to answer, however late a sleeping worker asked them.
TIME_TO_ANSWER = timedelta(days=30)
#: «J’ai trouvé», «je cherche toujours», «j’ai trouvé» within so long is one find, whatever was pressed in between.
ONE_FIND = timedelta(days=30)


@dataclass(frozen=True)
class Found:
    """«J’ai trouvé»: how, and at whose firm if they say so."""

    how: FoundHow = FoundHow.UNSAID
    where: str = ""


@transaction.atomic
def confirm(*, profile: Profile, by: User | None) -> Profile:
    """All of it still holds: fresh again, and out of a pause that silence or a find had made.

    by: the person, staff who heard it from them, None for the link in a message.
    """
    profile = locked(profile)
    policies.require_may_write(profile=profile, by=by)
    if profile.availability == Availability.PAUSED:
        profile.availability = Availability.FROM_DATE if profile.available_from else Availability.NOW
    profile.paused_because = ""
    _wind_up(profile)
    audit.record("profile.confirmed", target=profile, by=by)
    return profile


@transaction.atomic
def pause(*, profile: Profile, by: User | None) -> Profile:
    """Not now: employers see it no more, the person may come back by one tap. A sign of life all the same."""
    profile = locked(profile)
    policies.require_may_write(profile=profile, by=by)
    _pause(profile, PausedBecause.ASKED)
    _wind_up(profile)
    audit.record("profile.paused", target=profile, by=by, detail={"because": PausedBecause.ASKED})
    return profile


@transaction.atomic
def found_work(*, profile: Profile, found: Found, by: User | None) -> FoundWork:
    """«J’ai trouvé»: paused, and the answer kept for whoever counts hires. Said twice, the later answer stands."""
    profile = locked(profile)
    policies.require_may_write(profile=profile, by=by)
    again = profile.paused_because == PausedBecause.FOUND
    _pause(profile, PausedBecause.FOUND)
    _wind_up(profile)
    last = profile.found_work.order_by("-at").first()
    if last is not None and not again and last.at <= timezone.now() - ONE_FIND:
        last = None
    answer = last or FoundWork(profile=profile)
    answer.how, answer.where = found.how, found.where.strip()[:120]
    answer.save()
    audit.record("profile.found_work", target=profile, by=by, detail={"how": found.how})
    return answer


@transaction.atomic
def ask(*, now: datetime | None = None) -> int:
    """Ask those whose profile is no longer fresh, by day at the tenant's place; a batch at a time. Returns how many."""
    now = now or timezone.now()
    first = Q(confirmed_at__lte=now - FRESH_FOR) & Q(asked_at__isnull=True)
    # Asked between the two days: once more. Asked late already, by a worker that had slept: that was it.
    again = Q(confirmed_at__lte=now - ASKED_AGAIN_AFTER, asked_at__lt=F("confirmed_at") + ASKED_AGAIN_AFTER)
    silent = Profile.objects.active().filter(first | again, availability__in=Availability.looking())
    asked = _reached_now(silent.exclude(asked_at__gt=now - TIME_TO_ANSWER), now=now)
    for profile in asked:
        profile.asked_at = now
    Profile.objects.bulk_update(asked, ["asked_at"])
    notices.write_to(asked, email=notices.still_looking_email, sms=notices.still_looking_sms)
    return len(asked)


@transaction.atomic
def pause_the_silent(*, now: datetime | None = None) -> int:
    """After 150 days without a word the search pauses: nobody rings somebody who found work in spring.

    Whoever was asked late has a month to answer; whom no message reaches was asked by nobody and waits for none.
    """
    now = now or timezone.now()
    silent = Profile.objects.active().filter(
        Q(asked_at__isnull=True) | Q(asked_at__lte=now - TIME_TO_ANSWER),
        confirmed_at__lte=now - PAUSED_AFTER,
        availability__in=Availability.looking(),
    )
    found = list(silent.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:BATCH])
    # Who can be reached is asked first, if nobody has done so.
    unasked = {profile.pk for profile, _reach in _willing([one for one in found if one.asked_at is None])}
    paused = [profile for profile in found if profile.pk not in unasked]
    for profile in paused:
        _pause(profile, PausedBecause.SILENCE)
        profile.save(update_fields=["availability", "available_from", "paused_because", "updated_at"])
    audit.record_all("profile.paused", targets={one: {"because": PausedBecause.SILENCE} for one in paused}, by=None)
    return len(paused)


def _pause(profile: Profile, because: PausedBecause) -> None:
    profile.availability, profile.available_from = Availability.PAUSED, None
    profile.paused_because = because


def _wind_up(profile: Profile) -> None:
    """A sign of life: fresh, and both clocks start anew."""
    profile.confirmed_at = profile.last_contact_at = timezone.now()
    profile.asked_at = profile.warned_at = None
    profile.save(
        update_fields=[
            "availability",
            "available_from",
            "paused_because",
            "confirmed_at",
            "last_contact_at",
            "asked_at",
            "warned_at",
            "updated_at",
        ]
    )


def _reached_now(due: QuerySet[Profile], *, now: datetime) -> list[Profile]:
    """A batch of them, locked: those whom a message reaches at this hour. The others come at another one.

    Whom nothing reaches holds up nobody: the next batch is read until there is somebody.
    """
    last = UUID(int=0)
    while True:
        rows = due.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",), skip_locked=True)
        locked_ones = list(rows[:BATCH])
        reached = _by_day(_willing(locked_ones), now=now)
        if reached or len(locked_ones) < BATCH:
            return reached
        last = locked_ones[-1].pk


def _willing(profiles: list[Profile]) -> list[tuple[Profile, Reach]]:
    """Those whom a message may be written to: with an address, that didn't ask to be left alone."""
    pairs = [(profile, reach) for profile in profiles if (reach := reach_of(profile)) is not None]
    silent: set[str] = set()
    for channel in Channel:
        silent |= refusals.refused(channel, [reach.address for _profile, reach in pairs if reach.channel == channel])
    return [pair for pair in pairs if pair[1].address not in silent]


def _by_day(pairs: list[tuple[Profile, Reach]], *, now: datetime) -> list[Profile]:
    """Those for whom it is day, and whom today's caps leave a message."""
    tenant = current_tenant()
    is_day = hours.OPENS <= now.astimezone(ZoneInfo(tenant.time_zone)).time() < hours.CLOSES
    emails = [profile for profile, reach in pairs if reach.channel == Channel.EMAIL and is_day]
    texts = [
        profile
        for profile, reach in pairs
        if reach.channel == Channel.SMS and hours.sms_allowed(now, number=reach.address)
    ]
    return emails + (texts[: caps.tenant_left(Channel.SMS)] if texts else [])
