"""What the provider signed: read only with its own key, for us, from it, and in time."""

import time
from typing import Any

import jwt
from django.conf import settings
from django.core.cache import cache

from boards.accounts.proconnect import outside

#: Those that ProConnect signs with; never what the token itself asks for beyond them.
ALGORITHMS = {"RS256": "RSA", "ES256": "EC"}
KEPT_SECONDS = 600
#: A key that isn't known yet may be a new one: asked for again, but not for every forged name.
ASKED_AGAIN_SECONDS = 30
LEEWAY_SECONDS = 30


class Forged(Exception):
    """Not signed by the provider, or not for us, or not now."""


def provider() -> dict[str, Any]:
    """The provider's addresses, by its own discovery document."""
    issuer = settings.PROCONNECT_ISSUER
    found: dict[str, Any] | None = cache.get(f"proconnect:{issuer}")
    if found is None:
        found = outside.get_json(f"{issuer}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise Forged("The provider calls itself by another name.")
        cache.set(f"proconnect:{issuer}", found, KEPT_SECONDS)
    return found


def read(token: str, *, audience: str) -> dict[str, Any]:
    """The claims of a token.

    Raises:
        Forged: signed with nothing, with another key or algorithm, by or for somebody else, or lapsed.
    """
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise Forged(f"Signed with {algorithm!r}.")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(str(header.get("kid", "")), algorithm),
            algorithms=[algorithm],
            audience=audience,
            issuer=settings.PROCONNECT_ISSUER,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise Forged(type(error).__name__) from error
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != audience:
        raise Forged("For several, and not for us.")
    return claims


def _key(name: str, algorithm: str) -> Any:
    for again in (False, True):
        for key in _keys(again=again):
            if key.get("kid") == name and key.get("kty") == ALGORITHMS[algorithm] and key.get("use", "sig") == "sig":
                if key.get("alg", algorithm) != algorithm:
                    raise Forged("The key is for another algorithm.")
                return jwt.PyJWK(key, algorithm=algorithm).key
    raise Forged("Signed with a key that the provider doesn't have.")


def _keys(*, again: bool) -> list[dict[str, Any]]:
    url = str(provider().get("jwks_uri", ""))
    kept: tuple[float, list[dict[str, Any]]] | None = cache.get(f"proconnect:keys:{url}")
    if kept is not None and not (again and time.time() - kept[0] > ASKED_AGAIN_SECONDS):
        return kept[1]
    found = outside.get_json(url).get("keys")
    keys = [key for key in found if isinstance(key, dict)] if isinstance(found, list) else []
    cache.set(f"proconnect:keys:{url}", (time.time(), keys), KEPT_SECONDS)
    return keys
