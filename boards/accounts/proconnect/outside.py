"""The way out to the provider: short, bounded, and nowhere but to the host that the settings name."""

import json
import time
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings

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
    end = time.monotonic() + WHOLE_SECONDS
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no .netrc of whoever runs this
            with session.request(
                method, url, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False, stream=True, **options
            ) as answer:
                if answer.status_code != requests.codes.ok:
                    raise Unreachable(f"{there.path} answers {answer.status_code}.")
                if kind and answer.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
                    raise Unreachable(f"{there.path} doesn't answer {kind}.")
                return _bounded(answer, end)
    except requests.RequestException as error:
        raise Unreachable(f"{there.path}: {type(error).__name__}") from error


def _bounded(answer: requests.Response, end: float) -> bytes:
    body = bytearray()
    for chunk in answer.iter_content(8192):
        body += chunk
        if len(body) > MOST_BYTES or time.monotonic() > end:
            raise Unreachable("The answer is too long.")
    return bytes(body)


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise Unreachable("The answer is no JSON.") from error
    if not isinstance(found, dict):
        raise Unreachable("The answer is no object.")
    return found
