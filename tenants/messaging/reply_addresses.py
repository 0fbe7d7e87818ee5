"""Addresses that an answer comes to: `reponse+<token>@<domain>`, made by us, good in one tenant for one thing.

A token is short and knows no capitals, because a local part has 64 signs and some servers write it in small letters:
what it is for (one letter: settings.REPLY_LISTENERS), the tenant, a row's key, and 80 bits of HMAC whose salt names the
schema. Who has it has had our mail – no more: the sender is looked at too (ADR 0016).
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from tenants.context import current_tenant
from tenants.models import Tenant

PREFIX = "reponse"
SALT = "messaging.reply"
_PLUS = re.compile(rf"{PREFIX}\+([a-z2-7]{{50}})", re.IGNORECASE)
_MAC, _LENGTH = 10, 31


class UnknownAddress(ValueError):
    """Not an address that we gave out."""


@dataclass(frozen=True)
class ReplyAddress:
    """What an address says. kind: whose listener; ref: the key of a row in `tenant`."""

    kind: str
    tenant: Tenant
    ref: UUID


def reply_address(*, kind: str, ref: UUID) -> str:
    """Where an answer about `ref` comes to in the current tenant; '' where no mail is taken in (INBOUND_DOMAIN)."""
    if not settings.INBOUND_DOMAIN:
        return ""
    tenant = current_tenant()
    said = kind.encode("ascii") + tenant.pk.to_bytes(4, "big") + ref.bytes
    signed = said + _mac(said, tenant.schema_name, settings.SECRET_KEY)
    token = base64.b32encode(signed).decode().rstrip("=").lower()
    return f"{PREFIX}+{token}@{settings.INBOUND_DOMAIN}"


def read(address: str) -> ReplyAddress:
    """What an address that somebody wrote to says.

    Raises:
        UnknownAddress: forged, of a tenant that is gone, for another domain, or no such address at all.
    """
    local, at, domain = address.strip().strip("<>").rpartition("@")
    found = _PLUS.fullmatch(local)
    if not at or not found or not settings.INBOUND_DOMAIN or domain.lower() != settings.INBOUND_DOMAIN.lower():
        raise UnknownAddress("Not one of ours.")
    try:
        signed = base64.b32decode(found[1].upper() + "=" * (-len(found[1]) % 8))
    except (binascii.Error, ValueError):
        raise UnknownAddress("No token.") from None
    said, mac = signed[:-_MAC], signed[-_MAC:]
    if len(signed) != _LENGTH or not said[:1].isalpha():
        raise UnknownAddress("No token.")
    tenant = Tenant.objects.live().filter(pk=int.from_bytes(said[1:5], "big")).first()
    if tenant is None:
        raise UnknownAddress("No such tenant.")
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if not any(hmac.compare_digest(mac, _mac(said, tenant.schema_name, key)) for key in keys):
        raise UnknownAddress("Not signed by us.")
    return ReplyAddress(kind=said[:1].decode(), tenant=tenant, ref=UUID(bytes=said[5:]))


def _mac(said: bytes, schema: str, secret: str | bytes) -> bytes:
    return salted_hmac(f"{schema}:{SALT}", said, secret=secret, algorithm="sha256").digest()[:_MAC]
