"""Links that a person receives: signed values of this tenant, each kind with a salt of its own; the link is the right.

A short spelling of the key: an SMS pays for every sign.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

from django.core.signing import BadSignature
from django.http import Http404

from tenants import signing
from tenants.context import current_tenant

#: One's appointment: come, can't come, another hour. Good until the appointment's row goes.
APPOINTMENT_SALT = "followup.appointment"
#: «May this employer know who I am?»
AGREE_SALT = "followup.agree"


def appointment_url(key: UUID) -> str:
    return f"{current_tenant().base_url}/rendez-vous/{token_for(key, salt=APPOINTMENT_SALT)}"


def agree_url(key: UUID) -> str:
    return f"{current_tenant().base_url}/preselection/{token_for(key, salt=AGREE_SALT)}"


def token_for(key: UUID, *, salt: str) -> str:
    return signing.dumps(urlsafe_b64encode(key.bytes).decode().rstrip("="), salt=salt)


def key_in(token: str, *, salt: str) -> UUID:
    """What a link names; 404 for one that is none, of another kind or of another tenant."""
    try:
        value = signing.loads(token, salt=salt)
        return UUID(bytes=urlsafe_b64decode(f"{value}=="))
    except (BadSignature, Error, TypeError, ValueError):
        raise Http404 from None
