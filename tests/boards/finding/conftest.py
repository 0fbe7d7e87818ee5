"""Offers to be found, and ways to look at pages."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test.utils import CaptureQueriesContext

from boards.finding import places
from search import origins


@pytest.fixture(autouse=True)
def _fresh_memories():
    """What a process keeps for a minute is not kept from one test to the next."""
    places.forget()
    origins.forget()


@pytest.fixture
def text_of() -> Callable[[object], str]:
    """The words of a page in one line, without markup, ordinary spaces."""

    def words(response: object) -> str:
        html = response.content.decode()  # type: ignore[attr-defined]
        html = re.sub(r"(?s)<(script|style).*?</\1>", " ", html)
        plain = unescape(re.sub(r"<[^>]+>", " ", html))
        return " ".join(plain.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "").split())

    return words


def engine_calls(captured: CaptureQueriesContext) -> int:
    """How many times the PostgreSQL engine was asked."""
    return sum("AS MATERIALIZED" in query["sql"] and "search_jobdocument" in query["sql"] for query in captured)
