"""How a tenant's messages fare, for whoever shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.utils import timezone

from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState
from tenants.messaging.models import EmailDelivery, SmsDelivery


@dataclass(frozen=True)
class Fares:
    """due: rows that should have left; oldest: since when; the rest since `since`. cost: euros, of SMS only."""

    due: int
    oldest: datetime | None
    waiting: int
    gone: int
    failed: int
    unknown: int
    cancelled: int
    cost: Decimal

    @property
    def lag(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta()


def fares(channel: Channel, *, since: datetime) -> Fares:
    """The current tenant's messages by one channel, since a moment. One statement."""
    is_sms = channel == Channel.SMS
    rows = (SmsDelivery if is_sms else EmailDelivery).objects.filter(
        Q(created_at__gte=since) | Q(state__in=DeliveryState.waiting())
    )
    due = Q(state=DeliveryState.QUEUED, next_try_at__lte=timezone.now()) | Q(state=DeliveryState.CLAIMED)
    left = [*DeliveryState.gone(), DeliveryState.UNKNOWN]
    figures: dict[str, Any] = {
        "due": Count("pk", filter=due),
        "oldest": Min("next_try_at", filter=due),
        "waiting": Count("pk", filter=Q(state__in=DeliveryState.waiting())),
        "gone": Count("pk", filter=Q(state__in=DeliveryState.gone())),
        "failed": Count("pk", filter=Q(state=DeliveryState.FAILED)),
        "unknown": Count("pk", filter=Q(state=DeliveryState.UNKNOWN)),
        "cancelled": Count("pk", filter=Q(state=DeliveryState.CANCELLED)),
    }
    if is_sms:
        figures["cost"] = Sum("cost", filter=Q(state__in=left))
    found = rows.aggregate(**figures)
    return Fares(**{**found, "cost": found.get("cost") or Decimal(0)})
