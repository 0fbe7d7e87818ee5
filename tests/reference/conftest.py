"""The template database has the shipped reference data; the words in memory must not outlive a test."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.reference import occupations

ExactQueries = Callable[[int], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _fresh_words() -> Iterator[None]:
    occupations.forget()
    yield
    occupations.forget()


@pytest.fixture
def exact_queries() -> ExactQueries:
    """Count the queries that were asked for: not the `SET search_path` before the first of a connection."""

    @contextmanager
    def counting(expected: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [query["sql"] for query in captured.captured_queries if "search_path" not in query["sql"]]
        assert len(asked) == expected, "\n".join(asked)

    return counting
