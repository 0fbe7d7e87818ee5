"""Who asks, as far as one may know of somebody without an account."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tenants.guard import current_schema


def visitor_of(request: HttpRequest) -> str:
    """A digest of the visitor's network address that is good in this tenant only.

    Behind proxies the address is the one our own proxy wrote (ALLAUTH_TRUSTED_PROXY_COUNT), never what a visitor
    claims in X-Forwarded-For.
    """
    address = get_adapter(request).get_client_ip(request)
    return salted_hmac(f"{current_schema()}:visitor", address, algorithm="sha256").hexdigest()
