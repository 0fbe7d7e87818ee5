"""A browser that has signed in as somebody before: its tries are counted by themselves (OWASP's device cookies).

The cookie opens nothing. It only says that its browser is no stranger to an address, so that strangers who use up the
tries of that address don't lock out the person it belongs to.
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from boards.accounts.addresses import counted_as
from tenants import signing
from tenants.guard import current_schema

DEVICE_SALT = "accounts.device"
KEPT_FOR_SECONDS = 365 * 24 * 3600
#: A family at one computer; the longest unused falls out.
MOST_PEOPLE = 5


def key_for(request: HttpRequest, address: str) -> str:
    """What to count this browser's tries by; '' when it has never signed in with this address."""
    device, people = _read(request)
    return f"device:{device}:{counted_as(address)}" if _name_of(address) in people else ""


def remember(request: HttpRequest, response: HttpResponse, *, address: str) -> None:
    """Let the browser keep that somebody signed in here with this address."""
    device, people = _read(request)
    name = _name_of(address)
    people = [name, *(known for known in people if known != name)][:MOST_PEOPLE]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([device or secrets.token_urlsafe(12), people], salt=DEVICE_SALT),
        max_age=KEPT_FOR_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, people = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=DEVICE_SALT, max_age=KEPT_FOR_SECONDS
        )
    except (BadSignature, ValueError, TypeError):
        return "", []
    return str(device), [str(name) for name in people]


def _name_of(address: str) -> str:
    """A keyed digest, so that the cookie names nobody; short, because there are five and it only loosens a limit."""
    named = counted_as(address)
    return salted_hmac(f"{current_schema()}:device", named, algorithm="sha256").hexdigest()[:20]
