"""Forgetting an address: its messages lose everything that names somebody; that they were sent stays counted."""

from django.db import transaction
from django.db.models import Q

from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState, RefusalReason
from tenants.messaging.models import Consent, EmailDelivery, Refusal, SmsDelivery
from tenants.messaging.refusals import cancel_waiting

ERASED_EMAIL, ERASED_NUMBER = "efface@invalid.example", "+33000000000"


@transaction.atomic
def erase(*, channel: Channel, address: str) -> None:
    """Cancel what waits for an address and empty what was written to it, its consents and its refusal included."""
    cancel_waiting(channel=channel, address=address, reason=RefusalReason.ERASED)
    # What a drain has in its hands leaves now; its texts go with the next purge.
    settled = ~Q(state__in=DeliveryState.waiting())
    if channel == Channel.EMAIL:
        EmailDelivery.objects.filter(settled, to__iexact=address).update(
            to=ERASED_EMAIL, subject="", text="", html="", unsubscribe_url="", error=""
        )
    else:
        SmsDelivery.objects.filter(settled, to=address).update(to=ERASED_NUMBER, text="", error="")
    Consent.objects.filter(channel=channel, address__iexact=address).delete()
    Refusal.objects.filter(channel=channel, address=address).delete()
