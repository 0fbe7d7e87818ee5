"""Where providers call back: on the tenant's own host, by an address that only we can have made."""

from django.core.signing import BadSignature

from tenants import signing
from tenants.context import current_tenant

SALT = "messaging.callback"


def callback_url(*, provider: str, delivery: str = "") -> str:
    """For reports on one delivery; without one, for the provider's console: inbound texts of this tenant's number."""
    return f"{current_tenant().base_url}{callback_path(provider=provider, delivery=delivery)}"


def callback_path(*, provider: str, delivery: str = "") -> str:
    return f"/rappels/sms/{provider}/{signing.dumps([provider, delivery], salt=SALT)}"


def delivery_of(token: str, *, provider: str) -> str:
    """The delivery that a callback's address names, '' for the provider's own.

    Raises:
        django.core.signing.BadSignature: not made here, in this tenant, for this provider.
    """
    named, delivery = signing.loads(token, salt=SALT)
    if named != provider:
        raise BadSignature("Another provider's address.")
    return str(delivery)
