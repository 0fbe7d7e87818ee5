"""One request to a provider: a limit for each phase, one for the whole, no redirect, a short answer."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import httpx
from django.conf import settings

from tenants.messaging.ports import Ambiguous, Later

LONGEST_ANSWER = 65_536


@dataclass(frozen=True)
class Answer:
    """What a provider said. body: its JSON, {} for what is none."""

    status: int
    body: Any

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


class _TooLong(Exception):
    """More than a provider of SMS has to say."""


class Client:
    """Keeps one connection for the length of a drain.

    Asynchronous inside for one reason: only a cancelled task ends a peer that drips a byte at a time, for which each
    phase's own limit begins anew.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = (settings.SMS_API_URL or base_url).rstrip("/")
        self._limit = float(settings.SMS_TIME_LIMIT_SECONDS)
        self._runner = asyncio.Runner()
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(self._limit / 2, connect=min(3.0, self._limit / 2)),
            follow_redirects=False,
            trust_env=False,
        )

    def ask(self, method: str, path: str, **options: Any) -> Answer | Later | Ambiguous:
        """The answer; Later when nothing can have arrived, Ambiguous when it may have."""
        try:
            return self._runner.run(self._ask(method, self.base_url + path, options))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Later(_said(error), down=True)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, _TooLong) as error:
            return Ambiguous(_said(error))

    async def _ask(self, method: str, url: str, options: dict[str, Any]) -> Answer:
        async with asyncio.timeout(self._limit), self._client.stream(method, url, **options) as response:
            content = b""
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > LONGEST_ANSWER:
                    raise _TooLong(f"more than {LONGEST_ANSWER} bytes")
        try:
            body = json.loads(content) if content else {}
        except ValueError:
            body = {}
        return Answer(response.status_code, body)

    def close(self) -> None:
        """End the connection and the loop."""
        self._runner.run(self._client.aclose())
        self._runner.close()


def unusual(answer: Answer) -> Later | Ambiguous | None:
    """What all providers mean alike: «not now», «not with this key», and a fault of which nobody knows the effect."""
    words = f"HTTP {answer.status} {_words(answer.body)}"
    # Keys, credit, limits: the operator mends them, and the messages wait.
    if answer.status in {401, 402, 403, 407, 425, 429, 503}:
        return Later(words, down=True)
    if answer.status >= 500 or 300 <= answer.status < 400 or answer.status == 408:
        return Ambiguous(words)
    return None


def why(answer: Answer) -> str:
    """A refusal in the provider's words."""
    return f"HTTP {answer.status} {_words(answer.body)}"


def _words(body: Any) -> str:
    if not isinstance(body, dict):
        return ""
    return " ".join(str(body[key])[:200] for key in ("code", "errorCode", "message") if body.get(key))


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]
