"""Telling a tenant, once a day, that its cap is near."""

from django.db import transaction

from tenants.audit.services import record
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import caps
from tenants.messaging.models import CapAlarm
from tenants.messaging.services import queue_email


@transaction.atomic
def raise_if_near(channel: Channel, *, used: int) -> None:
    """From 80 % of the day's cap on, one mail and one line in the trail. used: of today, those claimed now included."""
    tenant = current_tenant()
    cap = caps.cap_of(tenant, channel)
    if not cap or used < caps.ALARM_SHARE * cap:
        return
    # The constraint makes it once: of two drains one writes the row.
    alarm, is_new = CapAlarm.objects.get_or_create(
        channel=channel, day=caps.today_of(tenant), defaults={"used": used, "cap": cap}
    )
    if not is_new:
        return
    record("cap_near", target=alarm, by=None, detail={"channel": channel, "used": used, "cap": cap})
    if tenant.contact_email:
        queue_email(
            to=tenant.contact_email,
            template="messaging/email/cap_near",
            context={"alarm": alarm, "is_sms": channel == Channel.SMS},
            subject_ref=f"cap:{alarm.pk}",
        )
