"""An address said no to the way itself: a STOP, a bounce, a complaint. A listener of tenants.messaging."""

from boards.alerts.enums import EndedBy
from boards.alerts.models import Subscriber
from boards.alerts.services.managing import end_all
from tenants.enums import Channel

_ENDED_BY = {"stop": EndedBy.STOP, "bounce": EndedBy.BOUNCE, "complaint": EndedBy.COMPLAINT}


def address_refused(*, channel: Channel, address: str, reason: str) -> None:
    """End every alert of an address in the current tenant, in the caller's transaction."""
    subscriber = Subscriber.objects.filter(channel=channel, address=address).first()
    if subscriber is not None and reason in _ENDED_BY:
        end_all(subscriber=subscriber, how=_ENDED_BY[reason])
