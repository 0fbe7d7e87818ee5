"""What a page costs: one statement, however many hits and tenants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.find import find
from tests.search.made import BERGUES, DUNKERQUE, around, asking, put

pytestmark = pytest.mark.django_db


def statements(**criteria) -> int:
    """Statements of one search, without django-tenants' own SET search_path."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        find(asking(**criteria))
    return sum(1 for query in captured if "search_path" not in query["sql"].lower())


def test_one_statement_a_page_with_one_hit_and_with_twenty() -> None:
    put()
    find(asking("boulanger"))  # names of tenants and words are kept by the process
    assert statements(text="boulanger") == 1
    for number in range(20):
        put(schema=("alpha", "beta")[number % 2])
    assert statements(text="boulanger") == 1
    assert statements(text="boulanger", place=around(BERGUES), sort="distance") == 1


def test_widening_is_the_only_second_one() -> None:
    put(commune=DUNKERQUE)
    place = around(BERGUES)
    find(asking())
    assert statements(place=place, radius_km=5) == 2
    assert statements(place=place, radius_km=10) == 1
