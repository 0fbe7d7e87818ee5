"""People who wait, made by the services that their own way goes through; the code aside."""

from django.db import transaction

from boards.alerts.enums import ConsentHow
from boards.alerts.models import Alert
from boards.alerts.searches import wanted_of
from boards.alerts.services.subscribing import Contact, alert_of, begin, locked_subscriber
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel

BAKER = "q=boulanger&lieu=Bergues+%2859380%29"


@transaction.atomic
def alert(address: str, query: str = BAKER, *, frequency: AlertFrequency = AlertFrequency.DAILY) -> Alert:
    """A confirmed alert in the current tenant."""
    contact = Contact(Channel.EMAIL if "@" in address else Channel.SMS, address)
    wanted = wanted_of(query, tenant=current_tenant())
    made = alert_of(locked_subscriber(contact), wanted, frequency=frequency)
    return begin(alert=made, frequency=frequency, how=ConsentHow.CODE)


def number(n: int) -> str:
    """One of those kept for fiction."""
    return f"+336399801{n:02d}"
