"""How long messages are kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tenants.messaging.enums import DeliveryState
from tenants.messaging.models import CapAlarm, Consent, EmailDelivery, InboundEmail, SmsDelivery

KEPT = timedelta(days=90)
CONSENT_KEPT = timedelta(days=3 * 365)


@transaction.atomic
def purge() -> int:
    """Delete messages 90 days after they left, or after they were written when they never did. Returns how many."""
    now = timezone.now()
    old = (Q(sent_at__lt=now - KEPT) | Q(sent_at=None, created_at__lt=now - KEPT)) & ~Q(
        state__in=DeliveryState.waiting()
    )
    deleted = 0
    for model in (EmailDelivery, SmsDelivery):
        deleted += model.objects.filter(old)._raw_delete(using="default")
    CapAlarm.objects.filter(day__lt=(now - KEPT).date())._raw_delete(using="default")
    InboundEmail.objects.filter(created_at__lt=now - KEPT)._raw_delete(using="default")
    Consent.objects.filter(withdrawn_at__lt=now - CONSENT_KEPT)._raw_delete(using="default")
    return deleted
