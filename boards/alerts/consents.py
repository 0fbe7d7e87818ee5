"""What somebody said yes to, in the words they were shown."""

from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.alerts.enums import ConsentHow
from boards.alerts.models import Subscriber
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import consent
from tenants.messaging.enums import Purpose


def wording(channel: str) -> str:
    """The sentence beside the button."""
    site = {"site": current_tenant().short_name}
    if channel == Channel.SMS:
        return (
            _("J’accepte que %(site)s m’envoie par SMS les offres de cette recherche. J’arrête quand je veux.") % site
        )
    return _("J’accepte que %(site)s m’envoie par e-mail les offres de cette recherche. J’arrête quand je veux.") % site


def record(*, subscriber: Subscriber, how: ConsentHow, by: User | None, detail: str) -> None:
    """Keep the proof of a yes."""
    consent.record(
        channel=Channel(subscriber.channel),
        address=subscriber.address,
        purpose=Purpose.ALERT,
        how=how,
        wording=wording(subscriber.channel),
        by=by,
        detail={"note": detail} if detail else {},
    )


def withdraw(*, subscriber: Subscriber, how: str) -> None:
    """The last alert of an address has ended: the yes is over."""
    consent.withdraw(channel=Channel(subscriber.channel), address=subscriber.address, how=how)
