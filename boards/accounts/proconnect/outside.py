"""The way out to the provider: short, bounded, and nowhere but to the host that the settings name."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from tenants.messaging.outside import let_go_of_the_database

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 3, 5, 10
MOST_BYTES = 100_000


class Unreachable(Exception):
    """The provider doesn't answer, or not as a provider does."""


def get_json(url: str) -> dict[str, Any]:
    """A document of the provider's."""
    return _json(_ask("GET", url))


def post_form(url: str, form: dict[str, str]) -> dict[str, Any]:
    """Its answer to a form."""
    return _json(_ask("POST", url, data=form))


def get_signed(url: str, *, bearer: str) -> str:
    """A signed answer, as text.

    Raises:
        Unreachable: also for plain JSON, which anybody on the way could have written.
    """
    body = _ask("GET", url, headers={"Authorization": f"Bearer {bearer}"}, kind="application/jwt")
    return body.decode("ascii", errors="replace").strip()


def _ask(method: str, url: str, *, kind: str = "", **options: Any) -> bytes:
    here, there = urlsplit(settings.PROCONNECT_ISSUER), urlsplit(url)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        raise Unreachable(f"{there.netloc} is not the provider's host.")
    let_go_of_the_database()
    try:
        return asyncio.run(_bounded(method, url, kind, options))
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        raise Unreachable(f"{there.path}: {type(error).__name__}") from error


async def _bounded(method: str, url: str, kind: str, options: dict[str, Any]) -> bytes:
    """Asynchronous for one reason: only a cancelled task ends a peer that drips a byte at a time."""
    body = b""
    # No proxy and no .netrc of whoever runs this; no compression, whose contents may be any size.
    client = httpx.AsyncClient(
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
        headers={"Accept-Encoding": "identity"},
    )
    async with asyncio.timeout(WHOLE_SECONDS), client, client.stream(method, url, **options) as answer:
        if answer.status_code != httpx.codes.OK:
            raise Unreachable(f"{urlsplit(url).path} answers {answer.status_code}.")
        if kind and answer.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
            raise Unreachable(f"{urlsplit(url).path} doesn't answer {kind}.")
        async for chunk in answer.aiter_raw():
            body += chunk
            if len(body) > MOST_BYTES:
                raise Unreachable("The answer is too long.")
    return body


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise Unreachable("The answer is no JSON.") from error
    if not isinstance(found, dict):
        raise Unreachable("The answer is no object.")
    return found
