"""Sending what was queued."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy

from tenants.context import current_tenant
from tenants.messaging.models import DeliveryState, EmailDelivery
from tenants.tasks import tenant_task

# 1, 2, 4 … minutes: nine tries within four hours, then the failure stays visible on the row.
RETRY = RetryStrategy(max_attempts=9, exponential_wait=60)


@tenant_task(name="messaging.send_email", queue="mail", retry=RETRY)
def send_email(*, delivery_id: str) -> None:
    """Send one delivery unless it has gone. The claim is committed before the server is called."""
    delivery = _claim(delivery_id)
    if delivery is None:
        return
    tenant = current_tenant()
    message = EmailMultiAlternatives(
        subject=delivery.subject,
        body=delivery.text,
        from_email=formataddr((tenant.short_name, settings.DEFAULT_FROM_EMAIL)),
        to=[delivery.to],
        reply_to=[tenant.contact_email] if tenant.contact_email else None,
        # The same Message-ID at each try, so that a mail accepted twice is shown once.
        headers={"Message-ID": f"<{delivery.pk}@{tenant.primary_domain}>"},
    )
    if delivery.html:
        message.attach_alternative(delivery.html, "text/html")
    try:
        message.send()
    except Exception as error:
        EmailDelivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.FAILED, error=str(error)[:1000])
        raise
    EmailDelivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.SENT, sent_at=timezone.now(), error="")


@transaction.atomic
def _claim(delivery_id: str) -> EmailDelivery | None:
    delivery = EmailDelivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None or delivery.state == DeliveryState.SENT:
        return None
    delivery.state, delivery.attempts = DeliveryState.CLAIMED, delivery.attempts + 1
    delivery.save(update_fields=["state", "attempts", "updated_at"])
    return delivery
