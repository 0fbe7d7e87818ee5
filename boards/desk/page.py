"""The desk's one page, read in a fixed number of queries however many people and offers there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications.enums import ApplicationState
from boards.applications.models import Application
from boards.candidates.enums import Origin
from boards.candidates.models import Profile
from boards.desk.matching import Matches, matches
from boards.desk.offers import InNeed, Received, drowning, starving
from boards.desk.rules import ENDS_WITHIN_DAYS, MISSED_DAYS, NEW_DAYS, Known, LastCall, Reason, reasons_of
from boards.fitting.facts import WITH_FACTS
from boards.followup.enums import AppointmentState, CallOutcome
from boards.followup.hours import day_bounds, here
from boards.followup.models import Appointment, Call, Proposal, Task
from boards.offers.models import Offer
from tenants.messaging.numbers import shown

MOST_CALLS = 25
MOST_ROWS = 8
MOST_OFFERS = 2000
FRESH = timedelta(days=7)


@dataclass(frozen=True)
class ToCall:
    """One line of «à appeler aujourd'hui». match: the offer that one may tell them of."""

    profile: Profile
    reasons: list[Reason]
    match: Offer | None

    @property
    def first(self) -> Reason:
        return self.reasons[0]

    @property
    def phone(self) -> str:
        """As people say it."""
        return shown(self.profile.phone) if self.profile.phone else ""


@dataclass(frozen=True)
class Waiting:
    """An application that nobody has answered."""

    pk: UUID
    name: str
    title: str
    days: int


@dataclass(frozen=True)
class DeskPage:
    """What stands on the desk. mine: only what is of the reader's own portfolio."""

    mine: bool
    has_portfolio: bool
    calls: list[ToCall]
    left: int
    tasks: list[Task]
    today: list[Appointment]
    week: list[Appointment]
    starving: list[InNeed]
    drowning: list[InNeed]
    fresh: list[Profile]
    unanswered: list[Waiting]
    unanswered_total: int

    @property
    def is_calm(self) -> bool:
        """Nothing that can't wait."""
        return not (self.calls or self.tasks or self.today or self.starving or self.drowning)


@dataclass(frozen=True)
class _Read:
    """What the database said, once."""

    profiles: list[Profile]
    offers: list[Offer]
    known: set[tuple[UUID, UUID]]
    received: dict[UUID, Received]
    unanswered: list[dict[str, Any]]
    ending: dict[UUID, date]
    calls: dict[UUID, Call]
    appointments: list[Appointment]
    tasks: list[Task]


def desk_page(reader: User, *, mine: bool | None = None, most: int = MOST_CALLS) -> DeskPage:
    """Ten queries. mine: None for the reader's own portfolio when they have one, otherwise everybody."""
    now = timezone.now()
    today = here(now).date()
    read = _read(reader, today=today, now=now)
    has_portfolio = any(profile.adviser_id == reader.pk for profile in read.profiles)
    only_mine = has_portfolio if mine is None else mine
    looking = [profile for profile in read.profiles if profile.is_looking]
    found = matches(looking, read.offers, known=read.known, today=today)
    calls = _calls(read, found, reader if only_mine else None, today=today)
    begins, ends = day_bounds(today)
    mine_or_all = [one for one in read.appointments if not only_mine or one.adviser_id == reader.pk]
    to_come = [one for one in mine_or_all if one.state != AppointmentState.CANCELLED and one.starts_at >= begins]
    called = {call.profile.pk for call in calls}
    return DeskPage(
        mine=only_mine,
        has_portfolio=has_portfolio,
        calls=calls[:most],
        left=max(0, len(calls) - most),
        tasks=[
            one
            for one in read.tasks
            if (not only_mine or one.adviser_id == reader.pk) and one.profile_id not in called and one.due_on <= today
        ],
        today=[one for one in to_come if one.starts_at < ends],
        week=[one for one in to_come if one.starts_at >= ends],
        starving=starving(read.offers, read.received, found.fitting, today=today)[:MOST_ROWS],
        drowning=drowning(read.offers, read.received, found.fitting, today=today)[:MOST_ROWS],
        fresh=_fresh(read.profiles, reader if only_mine else None, now=now),
        unanswered=[
            Waiting(row["pk"], row["name"], row["offer__title"], (today - here(row["created_at"]).date()).days)
            for row in read.unanswered[:MOST_ROWS]
        ],
        unanswered_total=sum(one.unanswered for one in read.received.values()),
    )


def _read(reader: User, *, today: date, now: datetime) -> _Read:
    profiles = list(
        Profile.objects.seen_by(reader)
        .select_related("adviser")
        .prefetch_related(*WITH_FACTS)
        .order_by("-created_at", "pk")
    )
    offers = list(Offer.objects.live().select_related("employer").order_by("-published_at", "pk")[:MOST_OFFERS])
    live = Offer.objects.live().values("pk")
    applied = Application.objects.filter(profile__isnull=False, offer__in=live).values_list("profile", "offer")
    proposed = Proposal.objects.filter(offer__in=live).values_list("profile", "offer")
    begins, _ends = day_bounds(today)
    return _Read(
        profiles=profiles,
        offers=offers,
        known={*applied.union(proposed)},
        received=_received(),
        unanswered=[
            {**row}
            for row in Application.objects.of_people()
            .unanswered()
            .order_by("created_at", "pk")
            .values("pk", "name", "profile", "created_at", "offer__title")[:2000]
        ],
        ending=_ending(today),
        calls={
            call.profile_id: call for call in Call.objects.order_by("profile_id", "-at", "pk").distinct("profile_id")
        },
        appointments=list(
            Appointment.objects.filter(
                starts_at__gte=begins - timedelta(days=NEW_DAYS + 15), starts_at__lt=begins + timedelta(days=8)
            )
            .with_seen(reader)
            .select_related("profile", "adviser")
            .order_by("starts_at")
        ),
        tasks=list(
            Task.objects.open()
            .filter(due_on__lte=today)
            .filter(Q(profile__isnull=True) | Q(profile__in=Subquery(Profile.objects.seen_by(reader).values("pk"))))
            .select_related("profile", "offer", "adviser")
        ),
    )


def _received() -> dict[UUID, Received]:
    """By offer, live or not: an employer owes answers after closing too."""
    waiting = Q(answered_at__isnull=True, state__in=ApplicationState.open_states())
    rows = (
        Application.objects.of_people()
        .values("offer")
        .annotate(total=Count("pk"), unanswered=Count("pk", filter=waiting))
        .values_list("offer", "total", "unanswered")
        .order_by()
    )
    return {offer: Received(total, unanswered) for offer, total, unanswered in rows}


def _ending(today: date) -> dict[UUID, date]:
    """When the fixed-term contract of those hired through the site ends, by profile; the latest of each."""
    hired = Application.objects.filter(
        state=ApplicationState.HIRED, profile__isnull=False, offer__contract_months__isnull=False
    ).values_list("profile", "state_at", "offer__starts_on", "offer__contract_months")
    ends: dict[UUID, date] = {}
    for profile, at, starts_on, months in hired:
        began = max(starts_on or here(at).date(), here(at).date())
        end = _months_later(began, months or 0)
        if today <= end <= today + timedelta(days=ENDS_WITHIN_DAYS):
            ends[profile] = max(end, ends.get(profile, end))
    return ends


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # The last day of a contract: the day before the same day, and never past the end of a month.
    return date(year, month + 1, min(day.day, 28)) - timedelta(days=1)


def _calls(read: _Read, found: Matches, reader: User | None, *, today: date) -> list[ToCall]:
    tasks: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    for task in read.tasks:
        if task.profile_id and (reader is None or task.adviser_id == reader.pk):
            tasks[task.profile_id].append((task.due_on, task.text))
    unanswered: dict[UUID, tuple[date, str]] = {}
    for row in read.unanswered:
        if row["profile"]:
            unanswered.setdefault(row["profile"], (here(row["created_at"]).date(), row["offer__title"]))
    met, missed, wishes = _by_appointment(read.appointments, today=today)
    calls = []
    for profile in read.profiles:
        if reader is not None and profile.adviser_id != reader.pk and profile.pk not in tasks:
            continue
        best = found.best.get(profile.pk)
        last = read.calls.get(profile.pk)
        known = Known(
            created_on=here(profile.created_at).date(),
            made_here=profile.origin == Origin.ADVISER,
            met=profile.pk in met or (last is not None and last.outcome == CallOutcome.ANSWERED),
            tasks=tuple(tasks.get(profile.pk, ())),
            last_call=LastCall(last.outcome, here(last.at).date(), last.again_on, last.because) if last else None,
            wish=wishes.get(profile.pk),
            missed_on=missed.get(profile.pk),
            contract_ends_on=read.ending.get(profile.pk),
            unanswered=unanswered.get(profile.pk),
            match=_match(best.offer, best.fit.sentence) if best else None,
            asked_on=_asked_on(profile),
        )
        if reasons := reasons_of(known, today=today):
            calls.append(ToCall(profile, reasons, best.offer if best else None))
    # One who looks for nothing is called for what was promised to them, not for what is new.
    calls = [call for call in calls if call.profile.is_looking or call.first.why.place <= 4]
    return sorted(calls, key=lambda call: (call.first.why.place, call.first.since, call.profile.name))


def _match(offer: Offer, sentence: str) -> tuple[date, str]:
    since = here(offer.published_at).date() if offer.published_at else here(offer.created_at).date()
    words = {"title": offer.title, "employer": offer.employer.name, "why": sentence[:1].lower() + sentence[1:]}
    return since, _("%(title)s chez %(employer)s lui convient : %(why)s") % words


def _asked_on(profile: Profile) -> date | None:
    """The day of a question that has had no answer."""
    if profile.asked_at is None or profile.asked_at <= profile.confirmed_at:
        return None
    return here(profile.asked_at).date()


def _by_appointment(
    appointments: Sequence[Appointment], *, today: date
) -> tuple[set[UUID], dict[UUID, date], dict[UUID, tuple[date, str]]]:
    """Who was met or will be, who didn't come lately, who asks for another hour. Rows come oldest first."""
    met: set[UUID] = set()
    missed: dict[UUID, date] = {}
    wishes: dict[UUID, tuple[date, str]] = {}
    for one in appointments:
        day = here(one.starts_at).date()
        state = AppointmentState(one.state)
        if state == AppointmentState.MISSED and today - day <= timedelta(days=MISSED_DAYS):
            missed[one.profile_id] = day
        elif state == AppointmentState.KEPT or (state.is_standing and day >= today):
            met.add(one.profile_id)
            missed.pop(one.profile_id, None)
        if one.wish and one.wished_at and (state == AppointmentState.CANCELLED or day >= today):
            wishes[one.profile_id] = (here(one.wished_at).date(), one.wish)
    return met, missed, wishes


def _fresh(profiles: Sequence[Profile], reader: User | None, *, now: datetime) -> list[Profile]:
    """Those of the last days, newest first; nobody's yet as well as one's own."""
    new = [profile for profile in profiles if profile.created_at > now - FRESH]
    return [one for one in new if reader is None or one.adviser_id in (None, reader.pk)][:MOST_ROWS]
