"""Whose turn it is."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from boards.alerts.calendar import Turn, has_begun, turn_of
from boards.alerts.enums import AlertState, FoundState
from boards.alerts.models import Alert, Found, Round, Subscriber
from tenants.enums import AlertFrequency, Channel
from tenants.messaging import hours
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
