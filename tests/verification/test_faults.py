"""Elasticsearch refuses, hangs, errs, drags or breaks off: pages answer all the same, and nothing is lost."""

import time

import pytest

from deploy.elasticsearch.node import LocalNode
from search import client, index, indexer, queue
from search.differences import compare
from search.engines import writing
from search.engines.elasticsearch import ElasticsearchEngine, alias
from search.errors import EngineUnavailable
from search.find import find
from search.models import JobDocument
from tests.faults.proxy import FaultProxy, Mode, fault_proxy
from tests.search.made import BERGUES, CASSEL, DUNKERQUE, around, asking, put

pytestmark = pytest.mark.engine
LIMIT = 1.0  # seconds; a loaded machine's node needs some of it
SOON, PATIENCE = 10.0, 10.0  # LIMIT and whatever a loaded machine adds; the limit where the node is to answer
FAULTS = [Mode.REFUSE, Mode.HANG, Mode.ERROR, Mode.SLOW, Mode.DRIP, Mode.CUT, Mode.GARBAGE]


@pytest.fixture
def proxy(elastic: LocalNode, settings):
    """The node behind a door that can fail, one offer indexed."""
    with fault_proxy(elastic.port) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        client.breaker().reset()
        put()
        assert indexer.drain().sent == 1
        client.work(lambda elastic: elastic.indices.refresh(index=alias()))
        settings.SEARCH_TIME_LIMIT_SECONDS = PATIENCE  # its first search of all may take long
        assert find(asking("boulanger")).engine == "elasticsearch"
        settings.SEARCH_TIME_LIMIT_SECONDS = LIMIT
        yield proxy
        settings.ELASTICSEARCH_URL = elastic.url


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_answers_from_postgres_within_the_limit_and_says_so(proxy: FaultProxy, fault: Mode) -> None:
    proxy.SLOWNESS = 30.0  # and the others take for ever
    proxy.set(fault)
    start = time.monotonic()
    page = find(asking("boulangère", place=around(CASSEL)))
    took = time.monotonic() - start
    assert (page.engine, page.degraded, page.total) == ("postgres", True, 1)
    assert took < SOON


@pytest.mark.parametrize("fault", FAULTS)
def test_it_comes_back_by_itself(proxy: FaultProxy, fault: Mode) -> None:
    proxy.set(fault)
    assert find(asking()).degraded
    proxy.set(Mode.PASS)
    deadline = time.monotonic() + 30
    while (page := find(asking())).degraded and time.monotonic() < deadline:
        time.sleep(0.2)
    assert (page.engine, page.degraded) == ("elasticsearch", False)


def test_the_breaker_spares_visitors_the_wait(proxy: FaultProxy) -> None:
    proxy.set(Mode.HANG)
    for _ in range(2):
        find(asking())
    assert client.breaker().state == "open"
    before = proxy.accepted
    start = time.monotonic()
    pages = [find(asking("boulanger")) for _ in range(10)]
    assert time.monotonic() - start < 10 * LIMIT / 2
    assert proxy.accepted == before
    assert all(page.degraded and page.total == 1 for page in pages)


def test_a_fault_between_search_and_widening_still_widens(proxy: FaultProxy, monkeypatch) -> None:
    put(commune=DUNKERQUE, title="Soudeur", occupation_code="")
    indexer.drain()
    first = ElasticsearchEngine.search

    def then_dies(self, query):
        page = first(self, query)
        proxy.set(Mode.REFUSE)
        return page

    monkeypatch.setattr(ElasticsearchEngine, "search", then_dies)
    page = find(asking("soudeur", place=around(BERGUES), radius_km=5))
    assert (page.degraded, page.widened_from, page.total) == (True, 5, 1)


def test_a_lost_index_is_searched_in_postgres_and_rebuilt_by_the_next_drain(proxy: FaultProxy, settings) -> None:
    writing.drop_others(keep=None)
    page = find(asking("boulanger"))
    assert (page.degraded, page.total) == (True, 1)
    put(title="Boulanger de plus")
    drained = indexer.drain()
    assert (drained.engine_away, drained.refused) == (False, 0)
    assert not compare(alias())
    settings.SEARCH_TIME_LIMIT_SECONDS = PATIENCE
    page = find(asking("boulanger"))
    assert (page.engine, page.total) == ("elasticsearch", 2)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_drain_never_raises_and_keeps_what_it_could_not_send(proxy: FaultProxy, fault: Mode, monkeypatch) -> None:
    monkeypatch.setattr(client, "BULK_SECONDS", LIMIT)
    put(title="Pendant la panne")
    proxy.set(fault)
    assert indexer.drain().engine_away
    assert queue.backlog().rows == 1
    monkeypatch.undo()
    proxy.set(Mode.PASS)
    assert indexer.drain().sent == 1
    assert not compare(alias())


def test_three_hundred_writes_while_it_comes_and_goes(proxy: FaultProxy, settings, monkeypatch) -> None:
    monkeypatch.setattr(client, "BULK_SECONDS", LIMIT)
    rows: list[JobDocument] = []
    for number in range(300):
        if number % 10 == 0:
            proxy.set([*FAULTS, Mode.PASS][number // 10 % 8])
        if number % 3 == 2:
            row = rows.pop(number % len(rows))
            index.withdraw(schema=row.schema, offer_id=row.offer_id)
        else:
            rows.append(put(title=f"Offre {number}"))
        if number % 5 == 0:
            indexer.drain()
    monkeypatch.undo()
    proxy.set(Mode.PASS)
    start = time.monotonic()
    assert not indexer.drain().come_back
    assert time.monotonic() - start < 60
    assert queue.backlog().rows == 0
    assert not compare(alias())
    client.work(lambda elastic: elastic.indices.refresh(index=alias()))
    client.breaker().reset()
    settings.SEARCH_TIME_LIMIT_SECONDS = PATIENCE
    page = find(asking())
    assert (page.engine, page.total) == ("elasticsearch", 101)


def test_a_partly_refused_bulk_keeps_only_the_refused_row(proxy: FaultProxy, monkeypatch) -> None:
    good, bad = put(title="Bonne"), put(title="Mauvaise")
    honest = writing.source_of
    monkeypatch.setattr(
        writing, "source_of", lambda row: honest(row) | ({"unknown_field": 1} if row.key == bad.key else {})
    )
    drained = indexer.drain()
    assert (drained.sent, drained.refused, drained.come_back) == (1, 1, True)
    assert list(JobDocument.objects.pending()) == [bad]
    monkeypatch.undo()
    assert indexer.drain().sent == 1
    assert not compare(alias())
    assert good.key != bad.key


def test_an_older_version_arriving_late_is_refused(proxy: FaultProxy) -> None:
    row = put(title="Ancienne")
    old = JobDocument.objects.get(pk=row.pk)
    index.withdraw(schema=row.schema, offer_id=row.offer_id)
    indexer.drain()
    assert writing.send([old]) == {row.pk}  # known: something newer is there
    client.work(lambda elastic: elastic.indices.refresh(index=alias()))
    assert find(asking("ancienne")).total == 0


def test_half_an_answer_is_no_success(proxy: FaultProxy) -> None:
    """Cut off within its headers, "200 OK" arrives without a body: nobody knows whether the settings were taken."""
    (index_name,) = writing.current_indices()
    proxy.set(Mode.CUT)
    with pytest.raises(EngineUnavailable):
        writing.show(index_name)
