"""The line to Elasticsearch: one client a process, one time limit, one breaker."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, UnsupportedProductError

from search.deadline import DeadlineNode
from search.errors import EngineUnavailable, IndexMissing

T = TypeVar("T")
BULK_SECONDS = 30.0


class Breaker:
    """Stops asking an engine that fails, so that visitors don't wait for it one after the other.

    Closed until `failures` calls in a row fail; then open for `rest` seconds, doubled up to a minute each time the one
    trial call that ends the rest fails too; closed by the first success. One per process.
    """

    LONGEST_REST = 60.0

    def __init__(self, *, failures: int = 2, rest: float = 10.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed = failures
        self._first_rest = rest
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        self._failed = 0
        self._rest = self._first_rest
        self._open_until = 0.0

    @property
    def state(self) -> str:
        if self._failed < self._allowed:
            return "closed"
        return "open" if self._clock() < self._open_until else "half-open"

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Around one call. Raises EngineUnavailable at once while open."""
        if self.state == "open":
            raise EngineUnavailable("resting after failures")
        trial = self.state == "half-open"
        try:
            yield
        except EngineUnavailable:
            self._failed += 1
            if trial:
                self._rest = min(self._rest * 2, self.LONGEST_REST)
            if self._failed >= self._allowed:
                self._open_until = self._clock() + self._rest
            raise
        self.reset()


@lru_cache(maxsize=1)
def _breaker_of(_process: int, _url: str) -> Breaker:
    return Breaker()


def breaker() -> Breaker:
    """This process's breaker for the engine it is set to."""
    return _breaker_of(os.getpid(), settings.ELASTICSEARCH_URL)


@lru_cache(maxsize=2)
def _client_of(_process: int, url: str) -> Elasticsearch:
    # No retry: a page has one time limit, and a drain comes back by itself.
    return Elasticsearch(url, node_class=DeadlineNode, max_retries=0, retry_on_timeout=False)


def ask(call: Callable[[Elasticsearch], Any]) -> Any:
    """What a visitor's call returns, within SEARCH_TIME_LIMIT_SECONDS all told."""
    return _translated(call, seconds=float(settings.SEARCH_TIME_LIMIT_SECONDS))


def work(call: Callable[[Elasticsearch], Any]) -> Any:
    """What an indexing call returns; it may take longer than a page."""
    return _translated(call, seconds=BULK_SECONDS)


def _translated(call: Callable[[Elasticsearch], T], *, seconds: float) -> T:
    client = _client_of(os.getpid(), settings.ELASTICSEARCH_URL).options(request_timeout=seconds)
    try:
        answer = call(client)
    except NotFoundError as missing:
        raise IndexMissing(str(missing)) from missing
    except (ApiError, TransportError, UnsupportedProductError) as failure:
        raise EngineUnavailable(f"{type(failure).__name__}: {str(failure)[:300]}") from failure
    # Cut off within its headers, an answer reads as a success without a body.
    if not isinstance(getattr(answer, "body", None), Mapping):
        raise EngineUnavailable("an answer without a body")
    return answer


@contextmanager
def sensible() -> Iterator[None]:
    """Around reading an answer: one that lacks what it must have is a failure of the engine, not of ours."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError) as nonsense:
        raise EngineUnavailable(f"an answer that makes no sense: {nonsense!r}") from nonsense
