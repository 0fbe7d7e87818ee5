"""Signed values that are good in one tenant only."""

from typing import Any

from django.core import signing

from tenants.guard import current_schema


def dumps(value: Any, *, salt: str) -> str:
    """Sign a JSON value for the current tenant. `salt` names the kind of link."""
    return signing.dumps(value, salt=f"{current_schema()}:{salt}", compress=True)


def loads(token: str, *, salt: str, max_age: int | None = None) -> Any:
    """Read a value signed by `dumps` in this tenant.

    Raises:
        django.core.signing.BadSignature: forged, of another kind, of another tenant, or (SignatureExpired)
            older than `max_age` seconds.
    """
    return signing.loads(token, salt=f"{current_schema()}:{salt}", max_age=max_age)
