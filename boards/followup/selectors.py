"""What stands beside a person and beside a recruitment, each page in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from boards.accounts.models import User
from boards.applications.enums import ApplicationState
from boards.applications.models import Application
from boards.candidates.freshness import Freshness, freshness_of
from boards.candidates.models import Profile, ProfileConsent
from boards.fitting.selectors import JobFit, PersonFit, offers_for, people_for
from boards.followup.enums import AppointmentState
from boards.followup.hours import day_bounds, here
from boards.followup.models import Appointment, Call, Note, Pick, Proposal, Shortlist, Task
from boards.offers.models import Offer
from boards.threads.models import Thread
from tenants.reference.occupations import label_of

MOST_MATCHES = 12
MOST_ROWS = 50


@dataclass(frozen=True)
class Match:
    """An offer for somebody, or somebody for an offer, and whether they were told or have applied."""

    fit: JobFit
    told: bool
    applied: bool


@dataclass(frozen=True)
class PersonPage:
    """Everything about one person that its reader may see."""

    profile: Profile
    freshness: Freshness
    occupations: list[str]
    consents: list[ProfileConsent]
    matches: list[Match]
    applications: list[Application] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)

    @property
    def next_appointment(self) -> Appointment | None:
        return next((one for one in self.appointments if AppointmentState(one.state).is_standing), None)


def person_page(profile: Profile, *, reader: User) -> PersonPage:
    """Fifteen queries and one search for staff; a partner gets the profile, its consents and its matches: no notes."""
    prefetch_related_objects([profile], "experiences", "trainings", "languages", "adviser")
    staff = reader.is_tenant_staff
    applications = list(_applications_of(profile)) if staff else []
    proposed = set(Proposal.objects.filter(profile=profile).values_list("offer", flat=True)) if staff else set()
    applied = {one.offer_id for one in applications}
    matches = [
        Match(
            one, told=bool(one.offer and one.offer.pk in proposed), applied=bool(one.offer and one.offer.pk in applied)
        )
        for one in offers_for(profile, limit=MOST_MATCHES)
    ]
    page = PersonPage(
        profile=profile,
        freshness=freshness_of(profile.confirmed_at),
        occupations=[label for code in profile.occupations if (label := label_of(code))],
        consents=list(profile.consents.select_related("by")),
        matches=matches,
    )
    if not staff:
        return page
    page.applications.extend(applications)
    refs = [one.ref for one in applications]
    page.threads.extend(Thread.objects.filter(subject_ref__in=refs)[:MOST_ROWS])
    page.notes.extend(profile.notes.select_related("by")[:MOST_ROWS])
    page.tasks.extend(profile.tasks.select_related("adviser").order_by("done_at", "due_on")[:MOST_ROWS])
    page.calls.extend(profile.calls.select_related("by")[:MOST_ROWS])
    page.appointments.extend(_with_next_first(profile))
    return page


def _applications_of(profile: Profile) -> QuerySet[Application]:
    return Application.objects.of_people().filter(profile=profile).select_related("offer__employer")[:MOST_ROWS]


def _with_next_first(profile: Profile) -> list[Appointment]:
    """Those to come, the nearest first; then the past, the latest first."""
    rows = list(profile.appointments.select_related("adviser").order_by("-starts_at")[:MOST_ROWS])
    now = timezone.now()
    to_come = [one for one in reversed(rows) if AppointmentState(one.state).is_standing and one.ends_at > now]
    return [*to_come, *(one for one in rows if one not in to_come)]


@dataclass(frozen=True)
class Candidate:
    """Somebody who fits an offer, and what was done about it."""

    match: PersonFit
    told: bool
    applied: bool
    picked: bool


@dataclass(frozen=True)
class RecruitmentPage:
    """Everything about one recruitment."""

    offer: Offer
    applications: list[Application]
    unanswered: int
    candidates: list[Candidate]
    notes: list[Note]
    tasks: list[Task]
    shortlist: Shortlist | None
    picks: list[Pick]


def recruitment_page(offer: Offer) -> RecruitmentPage:
    """Twelve queries."""
    applications = list(
        Application.objects.filter(offer=offer).of_people().select_related("profile").order_by("-created_at")[:200]
    )
    shortlist = Shortlist.objects.filter(offer=offer).first()
    picks = list(shortlist.picks.select_related("profile")) if shortlist else []
    told = set(Proposal.objects.filter(offer=offer).values_list("profile", flat=True))
    applied, picked = {one.profile_id for one in applications}, {one.profile_id for one in picks}
    candidates = [
        Candidate(
            one,
            told=one.profile.pk in told,
            applied=one.profile.pk in applied,
            picked=one.profile.pk in picked,
        )
        for one in people_for(offer, limit=30)
    ]
    return RecruitmentPage(
        offer=offer,
        applications=applications,
        unanswered=sum(one.answered_at is None and ApplicationState(one.state).is_open for one in applications),
        candidates=candidates,
        notes=list(offer.notes.select_related("by")[:MOST_ROWS]),
        tasks=list(offer.tasks.select_related("adviser").order_by("done_at", "due_on")[:MOST_ROWS]),
        shortlist=shortlist,
        picks=picks,
    )


@dataclass(frozen=True)
class Day:
    """One day of an agenda."""

    day: datetime
    appointments: list[Appointment]


def agenda_of(adviser: User, *, days: int = 28) -> list[Day]:
    """An adviser's appointments from today on, day by day. One query."""
    today = here(timezone.now()).date()
    begins, _end = day_bounds(today)
    rows = Appointment.objects.filter(
        adviser=adviser, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=days)
    )
    found: dict[object, Day] = {}
    rows = rows.exclude(state=AppointmentState.CANCELLED).with_seen(adviser)
    for one in rows.select_related("profile").order_by("starts_at"):
        local = here(one.starts_at)
        found.setdefault(local.date(), Day(local, [])).appointments.append(one)
    return list(found.values())


def feed_of(adviser: User) -> list[Appointment]:
    """What an adviser's telephone gets: a month back, a year ahead, what was called off included, so that it goes."""
    now = timezone.now()
    rows = Appointment.objects.filter(
        adviser=adviser, starts_at__gt=now - timedelta(days=31), starts_at__lt=now + timedelta(days=366)
    )
    return list(rows.with_seen(adviser).select_related("profile").order_by("starts_at"))


def kept_though_flagged(reader: User) -> list[Note]:
    """For the manager: notes whose author kept a wording that must not be noted, latest first; each with `seen`."""
    rows = Note.objects.exclude(flags=[]).with_seen(reader)
    return list(rows.select_related("profile", "offer", "by").order_by("-at")[:200])


def picks_of(shortlist: Shortlist) -> list[Pick]:
    return list(shortlist.picks.select_related("profile", "noted_by"))
