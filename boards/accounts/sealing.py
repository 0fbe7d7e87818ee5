"""Secrets at rest: sealed with a key of this installation and this tenant, so that a dump opens nothing."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils.encoding import force_bytes

from boards.accounts.models import SealedSecret
from tenants.guard import current_schema


class Unreadable(Exception):
    """Sealed elsewhere, or with a key that this installation no longer has."""


def seal(text: str) -> str:
    """For the current tenant."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What `seal` was given, in the same tenant.

    Raises:
        Unreadable: of another tenant, or after a change of SECRET_KEY without SECRET_KEY_FALLBACKS.
    """
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


@transaction.atomic
def keep_secret(*, name: str, secret: str) -> None:
    """Keep a provider's secret; '' forgets it."""
    if not secret:
        SealedSecret.objects.filter(name=name).delete()
        return
    SealedSecret.objects.update_or_create(name=name, defaults={"sealed": seal(secret)})


def secret(name: str) -> str:
    """A secret that was kept; '' for one that was not, or that can't be read any more."""
    row = SealedSecret.objects.filter(name=name).first()
    try:
        return unseal(row.sealed) if row else ""
    except Unreadable:
        return ""


def _box() -> MultiFernet:
    return MultiFernet([_key(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret_key: str | bytes) -> Fernet:
    about = f"bassin:sealed:{current_schema()}".encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=about).derive(force_bytes(secret_key))
    return Fernet(base64.urlsafe_b64encode(derived))
