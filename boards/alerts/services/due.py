"""Whose turn it is."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from boards.alerts.calendar import Turn, has_begun, turn_of
from boards.alerts.enums import AlertState, FoundState
from boards.alerts.models import Alert, Found, Round, Subscriber
from tenants.enums import AlertFrequency, Channel
from tenants.messaging import caps, hours
from tenants.models import Tenant


class Turns:
    """The present turn of each rhythm in one tenant."""

    def __init__(self, *, tenant: Tenant, now: datetime) -> None:
        self.now = now
        # What was left of yesterday, for a cap say, comes at today's hour: nobody's mail moves into the night.
        rhythms = (AlertFrequency.DAILY, AlertFrequency.WEEKLY) if has_begun(tenant=tenant, now=now) else ()
        self._of: dict[str, Turn] = {frequency: turn_of(frequency, tenant=tenant, now=now) for frequency in rhythms}

    def day_of(self, alert: Alert) -> date | None:
        """The day that names the alert's turn; None for one that is told at once."""
        turn = self._of.get(alert.frequency)
        return turn.day if turn else None

    def due(self) -> QuerySet[Found]:
        """What waits and whose turn has come: online before the moment of a turn that its alert hasn't had yet."""
        found = Found.objects.filter(state=FoundState.WAITING, alert__state=AlertState.ACTIVE)
        due: Combinable | Q = Q(alert__frequency=AlertFrequency.NOW)
        for frequency, turn in self._of.items():
            had = Round.objects.filter(alert=OuterRef("alert"), day=turn.day)
            due |= Q(alert__frequency=frequency, live_since__lt=turn.moment) & ~Exists(had)
        return found.filter(due)

    def longest_waiting_first(self) -> list[UUID]:
        """Everybody with something due, whoever waits for the oldest news first: a cap passes nobody over for long."""
        waiting = self.due().order_by().values("alert__subscriber").annotate(since=Min("live_since"))
        return list(waiting.order_by("since", "alert__subscriber").values_list("alert__subscriber", flat=True))

    def locked(self, keys: list[UUID]) -> list[Subscriber]:
        """Those of them still due, locked and in that order; whom another worker has in hand is passed over."""
        waiting = self.due().filter(alert__subscriber=OuterRef("pk"))
        found = Subscriber.objects.filter(Exists(waiting), pk__in=keys).select_for_update(skip_locked=True)
        order = {key: place for place, key in enumerate(keys)}
        return sorted(found.order_by("pk"), key=lambda one: order[one.pk])


def may_be_told_now(subscriber: Subscriber, *, now: datetime) -> bool:
    """An SMS arrives by day only, and on no day of rest; an e-mail waits in its box anyway."""
    return subscriber.channel == Channel.EMAIL or hours.sms_allowed(now, number=subscriber.address)


def may_be_asked_now(subscriber: Subscriber, *, tenant: Tenant, now: datetime) -> bool:
    """A question that nobody waits for comes by day, by e-mail too: of the tenant's own place."""
    if subscriber.channel == Channel.SMS:
        return may_be_told_now(subscriber, now=now)
    return hours.OPENS <= now.astimezone(ZoneInfo(tenant.time_zone)).time() < hours.CLOSES


def with_room(subscribers: Iterable[Subscriber]) -> dict[UUID, Subscriber]:
    """Those whom the caps of today leave a message for, the tenant's own caps included; by key, first come first.

    By SMS that is nobody where the tenant sends none.
    """
    kept: dict[UUID, Subscriber] = {}
    everybody = list(subscribers)
    for channel in Channel:
        ours = [one for one in everybody if one.channel == channel]
        if not ours:
            continue
        left_for = caps.sms_left if channel == Channel.SMS else caps.emails_left
        left, tenants_own = left_for([one.address for one in ours]), caps.tenant_left(channel)
        kept |= {one.pk: one for one in [one for one in ours if left[one.address] > 0][:tenants_own]}
    return kept
