"""What matching costs: statements that don't grow, and work that grows with what is found."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from search import demand, find, index, saved
from search.matching import texts, where
from search.matching.drain import drain
from search.models import JobDocument
from tenants.reference.models import Commune
from tests.search.made import BERGUES, DUNKERQUE, HAZEBROUCK, around, asking, document, put

pytestmark = pytest.mark.django_db


def statements(work) -> int:
    """Statements without django-tenants' own SET search_path."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum(1 for query in captured if "search_path" not in query["sql"].lower())


def test_one_offer_and_one_alert_cost_as_many_statements_as_many() -> None:
    saved.keep(asking("boulanger", place=around(BERGUES)))
    put()
    drain()  # words are kept by the process
    put()
    one = statements(drain)
    for text in ("boulanger", "pain", "fournil", "bergues", ""):
        for schema in ("alpha", "beta"):
            saved.keep(asking(text, schema=schema, place=around(BERGUES)))
    put()
    drain()  # what is new was read
    for _ in range(20):
        put()
    assert statements(drain) == one


def test_nothing_to_do_is_one_statement() -> None:
    assert statements(drain) <= 3  # the claim, in a savepoint


def test_ten_times_the_alerts_ask_the_same_words_once(monkeypatch) -> None:
    """The same words in ten towns are looked for once; a place is measured once for all the words and offers there."""
    asked: Counter[str] = Counter()
    holds_clause, holding, holds_place = texts._holds, where.Wheres.holding, where.Where.holds
    monkeypatch.setattr(texts, "_holds", lambda *both: asked.update(["clause"]) or holds_clause(*both))
    monkeypatch.setattr(where.Wheres, "holding", lambda *both: asked.update(["spot"]) or holding(*both))
    monkeypatch.setattr(where.Where, "holds", lambda *both: asked.update(["place"]) or holds_place(*both))
    words = ["boulanger", "pain", "boulanger pain", "menuisier", "soudeur"]
    towns = [around(insee) for insee in Commune.objects.filter(department="59").values_list("insee", flat=True)[:100]]

    def matched_with(places: list) -> dict[str, int]:
        for text in words:
            for place in places:
                saved.keep(asking(text, place=place))
        with transaction.atomic():
            for number in range(10):
                index.put(document(title=f"Boulanger {number}"))
        asked.clear()
        drain()
        return dict(asked)

    few, many = matched_with(towns[:10]), matched_with(towns)
    assert many["clause"] == few["clause"]
    assert many["spot"] == few["spot"] == 1
    assert many.get("place", 0) == 0  # the formula is for the edge of a circle


# --- what others ask of it ---------------------------------------------------------------------------


def test_demand_names_the_searches_that_wait_here_for_such_an_offer() -> None:
    near = saved.keep(asking("boulangère", place=around(BERGUES), radius_km=5))
    far = saved.keep(asking("boulanger", place=around(HAZEBROUCK), radius_km=5))
    other = saved.keep(asking("menuisier"))
    elsewhere = saved.keep(asking("boulanger", schema="beta"))
    assert {other, elsewhere}.isdisjoint({near, far})
    assert demand.searches_for(document(commune=BERGUES)) == [near]
    assert demand.searches_for(document(commune=HAZEBROUCK)) == [far]
    assert demand.searches_for(document(commune=DUNKERQUE)) == []
    assert demand.searches_for(document(commune=BERGUES, sharing="never")) == [near]
    assert not JobDocument.objects.exists()
    assert statements(lambda: demand.searches_for(document(commune=None))) <= 2


def test_documents_are_the_live_ones_in_one_statement() -> None:
    rows = [put(schema=("alpha", "beta")[number % 2]) for number in range(20)]
    index.withdraw(schema=rows[0].schema, offer_id=rows[0].offer_id)
    crossed = (rows[2].schema, rows[1].offer_id)  # one's tenant with another's offer
    keys = [crossed, *((row.schema, row.offer_id) for row in rows)]
    assert find.documents(keys).keys() == set(keys[2:])
    assert find.documents([]) == {}
    assert statements(lambda: find.documents(keys)) == statements(lambda: find.documents(keys[:3])) == 1


def test_a_hit_by_its_key_is_the_hit_of_a_page() -> None:
    put(schema="beta", commune=HAZEBROUCK, description="Mot " * 200, sources=("direct",), salary_monthly_min=2000)
    criteria = asking("boulanger", place=around(BERGUES), radius_km=50)
    (hit,) = find.find(criteria).hits
    (document_found,) = find.documents([(hit.schema, hit.offer_id)]).values()
    assert find.hit_of(document_found, scope=criteria.scope, place=criteria.place) == hit
    assert find.hit_of(document_found, scope=criteria.scope).distance_km is None
