"""What didn't leave lately, and why, without saying to whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from boards.alerts.desk.masking import masked
from boards.alerts.desk.queues import MODELS
from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState, Purpose

LATELY = timedelta(days=7)
SHOWN = 10


@dataclass(frozen=True)
class Failure:
    """One message that failed, or of which nobody knows. `address` is masked: staff find people by their address."""

    moment: datetime
    channel: Channel
    address: str
    state: DeliveryState
    why: str


def lately_failed() -> list[Failure]:
    """Alerts and codes of the last week, the newest first. Two queries."""
    found = []
    for channel, model in MODELS.items():
        rows = model.objects.filter(
            state__in=[DeliveryState.FAILED, DeliveryState.UNKNOWN],
            purpose__in=[Purpose.ALERT, Purpose.CODE],
            updated_at__gte=timezone.now() - LATELY,
        ).order_by("-updated_at")[:SHOWN]
        found += [
            Failure(
                moment=row.updated_at,
                channel=channel,
                address=masked(row.to),
                state=DeliveryState(row.state),
                why=_why(row.error, address=row.to),
            )
            for row in rows
        ]
    return sorted(found, key=lambda one: one.moment, reverse=True)[:SHOWN]


def _why(error: str, *, address: str) -> str:
    """A provider's words may repeat the address."""
    words = error.replace(address, masked(address)).replace(address.lstrip("+"), masked(address)).strip()
    return words[:200] or _("sans raison donnée")
