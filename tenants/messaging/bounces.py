"""Mail that came back, or that somebody marked as unwanted: what Anymail tells, for whatever provider."""

from typing import Any
from uuid import UUID

from anymail.signals import EventType, RejectReason
from django_tenants.utils import schema_context

from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState, RefusalReason
from tenants.messaging.inbound import storable
from tenants.messaging.models import EmailDelivery
from tenants.messaging.refusals import refuse
from tenants.messaging.reports import report
from tenants.models import Tenant

_STATES = {
    EventType.DELIVERED: DeliveryState.DELIVERED,
    EventType.BOUNCED: DeliveryState.FAILED,
    EventType.REJECTED: DeliveryState.FAILED,
    EventType.FAILED: DeliveryState.FAILED,
}
_DEAD = {RejectReason.BOUNCED, RejectReason.INVALID}


def heard(sender: object, event: Any, esp_name: str, **kwargs: object) -> None:
    """One event. What it says of schema and row is looked up, never trusted: both must be ours, and the address too."""
    metadata = event.metadata or {}
    schema, delivery = storable(str(metadata.get("schema", ""))), str(metadata.get("delivery", ""))
    if not Tenant.objects.live().filter(schema_name=schema).exists():
        return
    with schema_context(schema):
        _of_a_tenant(event, delivery)


def _of_a_tenant(event: Any, delivery: str) -> None:
    try:
        row = EmailDelivery.objects.filter(pk=UUID(delivery), to__iexact=storable(event.recipient or "")).first()
    except ValueError:
        return
    if row is None:
        return
    why = storable(str(event.mta_response or event.description or event.event_type))
    is_soft = _is_soft(event)
    state = _STATES.get(event.event_type)
    if state is not None and not is_soft:
        report(channel=Channel.EMAIL, state=state, delivery=delivery, why=why)
    if event.event_type == EventType.COMPLAINED:
        refuse(channel=Channel.EMAIL, address=row.to, reason=RefusalReason.COMPLAINT)
    elif event.event_type == EventType.BOUNCED and event.reject_reason in _DEAD and not is_soft:
        refuse(channel=Channel.EMAIL, address=row.to, reason=RefusalReason.BOUNCE)


def _is_soft(event: Any) -> bool:
    """A full mailbox or a busy server: providers call it a bounce as well, and go on trying."""
    said = event.esp_event if isinstance(event.esp_event, dict) else {}
    words = f"{said.get('event', '')} {said.get('type', '')} {said.get('bounce_type', '')}".lower()
    return "soft" in words or "transient" in words or str(event.mta_response or "").lstrip().startswith("4")
