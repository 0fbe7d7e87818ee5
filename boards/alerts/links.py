"""Links into alerts: signed values of this tenant, each kind with a salt of its own; the link is the right (ADR 0013).

They don't lapse: a mail of last year must still be able to stop. Only those that begin something do (views.access).
"""

from collections.abc import Iterable

from django.urls import reverse

from boards.alerts.models import Alert, Subscriber
from tenants import signing
from tenants.context import current_tenant
from tenants.models import Tenant

#: In the mail that asks: whoever follows it has the address.
CONFIRM_SALT = "alerts.confirm"
#: For the browser that asked: it may type the code, and is told nothing.
TYPE_SALT = "alerts.type"
MANAGE_SALT = "alerts.manage"
#: «Yes, still looking», from a mail.
KEEP_SALT = "alerts.keep"
#: In the header of a mail: which alerts it spoke of.
END_SALT = "alerts.end"


def confirm_url(alert: Alert, frequency: str) -> str:
    """One page with one button that begins an alert."""
    token = signing.dumps([str(alert.pk), frequency], salt=CONFIRM_SALT)
    return f"{current_tenant().base_url}{reverse('alerts:confirm', args=[token])}"


def typing_token(alert: Alert, frequency: str) -> str:
    """For the page where the code is typed."""
    return signing.dumps([str(alert.pk), frequency], salt=TYPE_SALT)


def manage_path(subscriber: Subscriber) -> str:
    """The page of a subscriber's alerts, for whoever has just shown that the address is theirs."""
    return reverse("alerts:manage", args=[signing.dumps(str(subscriber.pk), salt=MANAGE_SALT)])


def manage_url(subscriber: Subscriber, *, tenant: Tenant) -> str:
    """The same for a message."""
    return f"{tenant.base_url}{manage_path(subscriber)}"


def keep_url(subscriber: Subscriber) -> str:
    """One page with one button that lets alerts live on."""
    token = signing.dumps(str(subscriber.pk), salt=KEEP_SALT)
    return f"{current_tenant().base_url}{reverse('alerts:keep', args=[token])}"


def end_url(subscriber: Subscriber, alerts: Iterable[Alert], *, tenant: Tenant) -> str:
    """What a mail reader posts to without a cookie (RFC 8058): ends the alerts that a mail spoke of, and no other."""
    token = signing.dumps([str(subscriber.pk), *(str(alert.pk) for alert in alerts)], salt=END_SALT)
    return f"{tenant.base_url}{reverse('alerts:end', args=[token])}"


def short_link(code: str, *, tenant: Tenant) -> str:
    """To what one message told, at the tenant's own domain, whatever tenant the offers are of."""
    return f"{tenant.base_url}{reverse('alerts:told', args=[code])}"
