"""Whether alerts and messages move, tenant by tenant and in what they share: for whoever runs the platform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from boards.alerts.desk.figures import Cap
from boards.alerts.desk.queues import MODELS, STUCK_AFTER, Queue, queue_of
from boards.alerts.enums import AlertState, FoundState
from boards.alerts.models import Alert, Found
from search.matching.queue import Backlog, backlog
from search.models import SearchMatch
from tenants import jobs
from tenants.context import current_tenant, entering
from tenants.enums import Channel
from tenants.jobs import WorkerHealth
from tenants.messaging import caps
from tenants.messaging.enums import DeliveryState
from tenants.messaging.models import CapAlarm
from tenants.models import Tenant


@dataclass(frozen=True)
class Waiting:
    """So many, the oldest since then."""

    number: int
    oldest: datetime | None

    @property
    def is_stuck(self) -> bool:
        return self.oldest is not None and timezone.now() - self.oldest > STUCK_AFTER


@dataclass(frozen=True)
class ChannelHealth:
    """One way out of one tenant, today."""

    queue: Queue
    failed: int
    unknown: int
    cap: Cap


@dataclass(frozen=True)
class TenantHealth:
    """One tenant. `matched`: found by the matcher and not taken yet; `found`: to be told when its turn comes."""

    schema: str
    name: str
    people: int
    active: int
    matched: Waiting
    found: Waiting
    channels: dict[Channel, ChannelHealth]

    def problems(self) -> Iterator[str]:
        """What is stuck and what to do, in French: for the operator's terminal."""
        if self.matched.is_stuck:
            yield (
                f"{self.schema} : {self.matched.number} offres trouvées n’ont pas été reprises par les alertes. "
                "Vérifiez qu’un « manage.py procrastinate worker » tourne et lit la file « alerts »."
            )
        for channel, one in self.channels.items():
            if one.queue.is_stuck:
                queue = "sms" if channel == Channel.SMS else "mail"
                yield (
                    f"{self.schema} : {one.queue.due} {channel.label} en retard de {minutes(one.queue.lag)}. Vérifiez "
                    f"qu’un « manage.py procrastinate worker » lit la file « {queue} », puis que le fournisseur répond."
                )


@dataclass(frozen=True)
class PlatformHealth:
    """All of it."""

    matcher: Backlog
    workers: WorkerHealth
    tenants: list[TenantHealth] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """What is stuck; empty when everything moves."""
        found = list(self._shared())
        return found + [problem for one in self.tenants for problem in one.problems()]

    def _shared(self) -> Iterator[str]:
        workers = self.workers
        if not workers.is_alive:
            yield "Aucun worker ne donne signe de vie : lancez « manage.py procrastinate worker »."
        elif workers.lag > STUCK_AFTER:
            yield (
                f"{workers.waiting} tâches attendent, la plus ancienne depuis {minutes(workers.lag)} : lancez un "
                "worker de plus, ou cherchez dans le journal celle qui l’occupe."
            )
        if workers.stalled:
            yield (
                f"{workers.stalled} tâches commencées par un worker disparu : elles reprennent d’elles-mêmes en une "
                "minute ; si elles restent, relancez les workers."
            )
        if self.matcher.lag > STUCK_AFTER:
            yield (
                f"{self.matcher.documents} offres attendent d’être comparées aux recherches, depuis "
                f"{minutes(self.matcher.lag)} : vérifiez qu’un worker lit la file « search »."
            )


def health_of(tenants: list[Tenant]) -> PlatformHealth:
    """Three statements, and about a dozen a tenant."""
    found = []
    for tenant in tenants:
        with entering(tenant):
            found.append(_of_current())
    return PlatformHealth(matcher=backlog(), workers=jobs.health(), tenants=found)


def minutes(lag: timedelta) -> str:
    """«12 min», «3 h 05»."""
    whole = int(lag.total_seconds() // 60)
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02d}"


def _of_current() -> TenantHealth:
    tenant = current_tenant()
    counted = Alert.objects.order_by().aggregate(
        people=Count("subscriber", distinct=True, filter=Q(state__in=AlertState.open_states())),
        active=Count("pk", filter=Q(state=AlertState.ACTIVE)),
    )
    matched = SearchMatch.objects.filter(schema=tenant.schema_name).order_by()
    matched_since = matched.aggregate(n=Count("pk"), oldest=Min("matched_at"))
    found = Found.objects.filter(state=FoundState.WAITING).order_by().aggregate(n=Count("pk"), oldest=Min("created_at"))
    alarms = dict(CapAlarm.objects.filter(day=caps.today_of(tenant)).order_by().values_list("channel", "created_at"))
    return TenantHealth(
        schema=tenant.schema_name,
        name=tenant.short_name,
        people=counted["people"],
        active=counted["active"],
        matched=Waiting(matched_since["n"], matched_since["oldest"]),
        found=Waiting(found["n"], found["oldest"]),
        channels={channel: _channel(channel, tenant, alarms.get(channel)) for channel in Channel},
    )


def _channel(channel: Channel, tenant: Tenant, alarm: datetime | None) -> ChannelHealth:
    today = MODELS[channel].objects.filter(counted_on=caps.today_of(tenant)).order_by()
    counted = today.aggregate(
        failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
        unknown=Count("pk", filter=Q(state=DeliveryState.UNKNOWN)),
    )
    cap = Cap(used=caps.tenant_used(channel), most=caps.cap_of(tenant, channel), alarm=alarm)
    return ChannelHealth(queue=queue_of(channel), failed=counted["failed"], unknown=counted["unknown"], cap=cap)
