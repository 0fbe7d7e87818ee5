"""What others say of our messages: states move forward only, and the same news twice is harmless."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState, RefusalReason
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.numbers import NotAMobile, parse_mobile
from tenants.messaging.refusals import refuse

# From where each state can still be reached. A queued row can have left too: an uncertain letter waiting to go again.
_BEFORE = {
    DeliveryState.SENT: [DeliveryState.CLAIMED, DeliveryState.UNKNOWN],
    DeliveryState.DELIVERED: [DeliveryState.QUEUED, DeliveryState.CLAIMED, DeliveryState.UNKNOWN, DeliveryState.SENT],
    DeliveryState.FAILED: [DeliveryState.CLAIMED, DeliveryState.UNKNOWN, DeliveryState.SENT],
}


@transaction.atomic
def report(
    *,
    channel: Channel,
    state: DeliveryState,
    delivery: str = "",
    ref: str = "",
    why: str = "",
    cost: Decimal | None = None,
) -> bool:
    """Take over what a provider says of one message, named by our id or by its own; whether it was news."""
    model = SmsDelivery if channel == Channel.SMS else EmailDelivery
    named = _named(delivery, ref)
    if named is None:
        return False
    changes: dict[str, Any] = {
        "state": state,
        "claimed_at": None,
        "claimed_by": "",
        "provider_ref": Case(When(provider_ref="", then=Value(ref[:200])), default=F("provider_ref")),
        "updated_at": timezone.now(),
    }
    if state != DeliveryState.FAILED:
        changes |= {"sent_at": Coalesce("sent_at", Now(), output_field=DateTimeField()), "error": ""}
    else:
        changes["error"] = why[:1000]
    if state == DeliveryState.DELIVERED:
        changes["delivered_at"] = Now()
    if cost is not None and channel == Channel.SMS:
        changes["cost"] = cost
    return bool(model.objects.filter(named, state__in=_BEFORE[state]).update(**changes))


def _named(delivery: str, ref: str) -> Q | None:
    if delivery:
        try:
            return Q(pk=UUID(delivery))
        except ValueError:
            return None
    return Q(provider_ref=ref) if ref else None


def stop(sender: str) -> bool:
    """Somebody answered STOP: whether the number is one that we could have written to."""
    number = number_of(sender)
    if not number:
        return False
    refuse(channel=Channel.SMS, address=number, reason=RefusalReason.STOP)
    return True


def number_of(sender: str) -> str:
    """A provider's way of writing a number in E.164, '' for short numbers, names and foreign ones."""
    for written in (sender, f"+{sender.lstrip('+0')}"):
        try:
            return parse_mobile(written)
        except NotAMobile:
            continue
    return ""
