"""How a tenant's alerts are doing: numbers for its staff, in a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from boards.alerts.desk.periods import Periods, periods_of
from boards.alerts.desk.queues import MODELS, Queue, queue_of
from boards.alerts.enums import AlertState, EndedBy
from boards.alerts.models import Alert
from tenants.enums import Channel
from tenants.messaging import caps
from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.models import CapAlarm
from tenants.models import Tenant

S = DeliveryState
#: What stands in the table, in its order, and the states of deliveries that it counts.
KINDS: dict[str, list[DeliveryState]] = {
    "gone": DeliveryState.gone(),
    "delivered": [S.DELIVERED],
    "waiting": DeliveryState.waiting(),
    "failed": [S.FAILED],
    "unknown": [S.UNKNOWN],
    "cancelled": [S.CANCELLED],
}


@dataclass(frozen=True)
class Cap:
    """How much of a day's cap is used; `alarm` is the moment somebody was told that it is near."""

    used: int
    most: int
    alarm: datetime | None

    @property
    def percent(self) -> int:
        """100 at most, for a bar."""
        return min(100, round(100 * self.used / self.most)) if self.most else 0

    def __str__(self) -> str:
        """«1 240 sur 5 000 au plus»."""
        return _("%(used)s sur %(most)s au plus") % {
            "used": number_format(self.used, force_grouping=True),
            "most": number_format(self.most, force_grouping=True),
        }

    @property
    def is_near(self) -> bool:
        return bool(self.most) and self.used >= caps.ALARM_SHARE * self.most


@dataclass(frozen=True)
class ChannelFigures:
    """One channel: people who get it, alerts by kind of end this week and month, today's cap, its queue."""

    channel: Channel
    people: int
    week: Counter[str]
    month: Counter[str]
    cap: Cap
    queue: Queue


@dataclass(frozen=True)
class Stopped:
    """How many alerts ended in one way."""

    how: EndedBy
    week: int
    month: int


@dataclass(frozen=True)
class Figures:
    """Everything the page of alerts counts."""

    periods: Periods
    people: int
    states: Counter[str]
    channels: list[ChannelFigures]
    stopped: list[Stopped]
    # SMS of this month, codes included.
    texts: int
    segments: int
    cost: Decimal

    @property
    def active(self) -> int:
        return self.states[AlertState.ACTIVE]

    @property
    def paused(self) -> int:
        return self.states[AlertState.PAUSED]

    @property
    def ended(self) -> int:
        return self.states[AlertState.ENDED]

    @property
    def is_empty(self) -> bool:
        """Nobody has ever left a search here."""
        return not sum(self.states.values())


def figures_of(tenant: Tenant) -> Figures:
    """Twelve queries, whatever there is to count."""
    periods = periods_of(tenant)
    people = _people()
    alarms = dict(CapAlarm.objects.filter(day=caps.today_of(tenant)).order_by().values_list("channel", "created_at"))
    channels = []
    for channel in Channel:
        week, month = _messages(channel, periods)
        cap = Cap(used=caps.tenant_used(channel), most=caps.cap_of(tenant, channel), alarm=alarms.get(channel))
        channels.append(
            ChannelFigures(
                channel=channel, people=people[channel], week=week, month=month, cap=cap, queue=queue_of(channel)
            )
        )
    texts, segments, cost = _spent(periods)
    return Figures(
        periods=periods,
        people=sum(people.values()),
        states=_states(),
        channels=channels,
        stopped=_stopped(periods),
        texts=texts,
        segments=segments,
        cost=cost,
    )


def _people() -> Counter[str]:
    """Confirmed people by channel: those with an alert that is active or paused."""
    confirmed = Alert.objects.open().order_by().values_list("subscriber__channel")
    return Counter(dict(confirmed.annotate(people=Count("subscriber", distinct=True))))


def _states() -> Counter[str]:
    """Alerts by state, those nobody confirmed left out."""
    known = Alert.objects.exclude(state=AlertState.WAITING).order_by()
    return Counter(dict(known.values_list("state").annotate(n=Count("pk"))))


def _messages(channel: Channel, periods: Periods) -> tuple[Counter[str], Counter[str]]:
    """Alert messages by kind, of this week and of this month, by when they were written."""
    written = MODELS[channel].objects.filter(purpose=Purpose.ALERT, created_at__gte=periods.earliest).order_by()
    of_week, of_month = Q(created_at__gte=periods.week), Q(created_at__gte=periods.month)
    counted = written.values_list("state").annotate(
        week=Count("pk", filter=of_week), month=Count("pk", filter=of_month)
    )
    week: Counter[str] = Counter()
    month: Counter[str] = Counter()
    for state, in_week, in_month in counted:
        for kind, states in KINDS.items():
            if state in states:
                week[kind] += in_week
                month[kind] += in_month
    return week, month


def _stopped(periods: Periods) -> list[Stopped]:
    ended = Alert.objects.filter(ended_at__gte=periods.earliest).order_by()
    counted = ended.values_list("ended_by").annotate(
        week=Count("pk", filter=Q(ended_at__gte=periods.week)), month=Count("pk", filter=Q(ended_at__gte=periods.month))
    )
    found = [Stopped(EndedBy(how), week, month) for how, week, month in counted]
    return sorted(found, key=lambda one: (-one.month, -one.week, one.how))


def _spent(periods: Periods) -> tuple[int, int, Decimal]:
    """SMS of this month that a provider has or may have, codes included: how many, their segments, their cost."""
    sent = MODELS[Channel.SMS].objects.filter(
        state__in=[*DeliveryState.gone(), DeliveryState.UNKNOWN], created_at__gte=periods.month
    )
    found = sent.order_by().aggregate(texts=Count("pk"), segments=Sum("segments"), cost=Sum("cost"))
    return found["texts"], found["segments"] or 0, found["cost"] or Decimal(0)
