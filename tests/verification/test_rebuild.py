"""A rebuild while people publish, withdraw and search: nothing is lost and no search fails or finds half."""

import threading
import time
from collections.abc import Callable
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from deploy.elasticsearch.node import LocalNode
from search import client, index, indexer, queue
from search.differences import compare
from search.engines import writing
from search.engines.elasticsearch import alias
from search.errors import EngineUnavailable
from search.find import find
from search.models import JobDocument
from search.rebuild import RebuildRunning, rebuild
from tests.boards.together import at_once, meeting
from tests.faults.proxy import Mode, fault_proxy
from tests.search.made import asking, document, put

pytestmark = pytest.mark.engine


@pytest.fixture
def committed(committing: str, elasticsearch_node: LocalNode, settings):
    """Real commits in a database of its own, and an index of its own."""
    settings.ELASTICSEARCH_URL = elasticsearch_node.url
    settings.SEARCH_INDEX_PREFIX = f"bassin-{uuid4().hex[:8]}"
    settings.SEARCH_TIME_LIMIT_SECONDS = 10
    client.breaker().reset()
    yield
    writing.drop_others(keep=None)


def in_thread(work: Callable[[], None], failures: list[BaseException]) -> threading.Thread:
    def run() -> None:
        try:
            connection.set_schema_to_public()
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_writes_and_searches_during_rebuilds(committed) -> None:
    for number in range(60):
        put(title=f"Stable {number}", sharing="never")
    rebuild()
    stop, failures, searches, written = threading.Event(), [], [], []

    def write() -> None:
        while not stop.is_set():
            row = put(title="Passagère", sharing="never")
            written.append(row.pk)
            if len(written) % 3 == 0:
                index_withdraw(row)
            indexer.drain()

    def index_withdraw(row: JobDocument) -> None:
        with transaction.atomic():
            index.withdraw(schema=row.schema, offer_id=row.offer_id)

    def search() -> None:
        while not stop.is_set():
            page = find(asking("stable", schema="alpha", shows="none"))
            searches.append((page.total, page.engine))

    threads = [in_thread(write, failures), in_thread(search, failures)]
    try:
        names = {rebuild().index for _ in range(2)}
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not failures
    assert len(names) == 2
    assert len(searches) > 10
    assert set(searches) == {(60, "elasticsearch")}
    assert len(written) > 3
    indexer.drain()
    assert queue.backlog().rows == 0
    assert not compare(alias())
    assert len(writing.current_indices()) == 1


@pytest.mark.parametrize("moment", ["show", "swap_alias"])
def test_what_the_old_index_is_told_meanwhile_reaches_the_new_one(elastic: LocalNode, monkeypatch, moment: str) -> None:
    """Before the last look at dates, and between that look and the swap, where only the comparison can find it."""
    put(title="Avant")
    gone = put(title="Retirée pendant")
    rebuild()
    on_schedule = getattr(writing, moment)

    def meanwhile(target: str) -> None:
        monkeypatch.undo()
        put(title="Publiée pendant")
        index.withdraw(schema=gone.schema, offer_id=gone.offer_id)
        assert indexer.drain().sent == 2  # to the old index, which still serves
        on_schedule(target)

    monkeypatch.setattr(writing, moment, meanwhile)
    rebuild()
    assert not compare(alias())
    assert found_now() == {"Avant", "Publiée pendant"}


def test_from_the_first_moment_the_new_index_has_what_was_written_meanwhile(elastic: LocalNode, monkeypatch) -> None:
    put(title="Avant")
    show, seen = writing.show, []

    def meanwhile(target: str) -> None:
        put(title="Publiée pendant")
        show(target)

    def comparing(target: str):
        seen.append(found_now())
        return compare(target)

    monkeypatch.setattr(writing, "show", meanwhile)
    monkeypatch.setattr("search.rebuild.compare", comparing)
    rebuild()
    assert seen[0] == {"Avant", "Publiée pendant"}


def found_now() -> set[str]:
    client.work(lambda elastic: elastic.indices.refresh(index=alias()))
    page = find(asking())
    assert page.engine == "elasticsearch"
    return {hit.title for hit in page.hits}


def test_the_old_index_serves_on_when_a_rebuild_dies(elastic: LocalNode, settings, monkeypatch) -> None:
    monkeypatch.setattr(client, "BULK_SECONDS", 1.0)
    put(title="Toujours là")
    before = rebuild().index
    with fault_proxy(elastic.port) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        send = writing.send

        def dies(*args, **kwargs):
            proxy.set(Mode.REFUSE)
            return send(*args, **kwargs)

        monkeypatch.setattr(writing, "send", dies)
        with pytest.raises(EngineUnavailable):
            rebuild()
    monkeypatch.undo()
    settings.ELASTICSEARCH_URL = elastic.url
    assert writing.current_indices() == [before]
    assert find(asking()).total == 1
    # The half-filled one is swept away by the next.
    after = rebuild().index
    found = client.work(lambda elastic: elastic.indices.get(index=f"{alias()}-*"))
    assert list(found) == [after]


def test_one_rebuild_at_a_time(committed) -> None:
    put()
    raised: list[BaseException] = []
    in_thread(lambda: _rebuild_inside(raised), raised).join()
    assert [type(one) for one in raised] == [RebuildRunning]


def _rebuild_inside(raised: list[BaseException]) -> None:
    """A rebuild whose progress starts another one on a second connection."""
    rebuild(progress=lambda done, total: in_thread(lambda: rebuild() and None, raised).join())


def test_two_drains_share_the_work(committed, monkeypatch) -> None:
    for _ in range(120):
        put()
    rebuild()
    JobDocument.objects.update(synced_version=0)
    monkeypatch.setattr(indexer, "BATCH", 10)
    # Both have claimed before either sends.
    monkeypatch.setattr(writing, "send", meeting(writing.send))
    assert _sent_by_two_drains() == 120
    assert not compare(alias())
    # The same with the claim taken away: both send everything, so the claim is what shares it.
    JobDocument.objects.update(synced_version=0)
    monkeypatch.setattr(queue, "CLAIM", -queue.CLAIM)
    monkeypatch.setattr(queue, "claim", one_by_one(queue.claim))
    assert _sent_by_two_drains() > 120
    assert not compare(alias())


def one_by_one(claim: Callable[..., list[JobDocument]]) -> Callable[..., list[JobDocument]]:
    """Two at the very same moment skip each other's locked rows, and would share the work without a claim too."""
    turn = threading.Lock()

    def alone(**options: Any) -> list[JobDocument]:
        with turn:
            return claim(**options)

    return alone


def _sent_by_two_drains() -> int:
    sent: list[int] = []

    def work() -> None:
        sent.append(indexer.drain().sent)

    assert not at_once([work, work])
    return sum(sent)


def test_a_publisher_never_waits_for_the_engine(committed, settings, elasticsearch_node: LocalNode) -> None:
    """While a drain hangs in the engine, its rows can be changed at once, and the newer version wins."""
    row = put(title="Une")
    rebuild()
    put(offer_id=row.offer_id, title="Deux")
    failures: list[BaseException] = []
    with fault_proxy(elasticsearch_node.port) as proxy:
        proxy.set(Mode.SLOW)
        settings.ELASTICSEARCH_URL = proxy.url
        draining = in_thread(indexer.drain, failures)
        until = time.monotonic() + 60
        while proxy.accepted == 0:
            assert not failures
            assert time.monotonic() < until, "the drain never came to the engine"
            time.sleep(0.01)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            index.put(document(offer_id=row.offer_id, title="Trois"))
        draining.join()
    settings.ELASTICSEARCH_URL = elasticsearch_node.url
    assert not failures
    indexer.drain()
    assert not compare(alias())
    client.work(lambda elastic: elastic.indices.refresh(index=alias()))
    assert [hit.title for hit in find(asking()).hits] == ["Trois"]


def test_status_tells_differences_and_lag(elastic: LocalNode) -> None:
    put()
    lost, waiting = put(), put()
    indexer.drain()
    writing.delete(alias(), [(lost.key, lost.version)])
    put(offer_id=waiting.offer_id, title="Changée")
    said = StringIO()
    with pytest.raises(CommandError, match="search rebuild"):
        call_command("search", "status", stdout=said)
    assert "En attente : 1, depuis le" in said.getvalue()
    assert "Absentes ou périmées dans l’index : 2" in said.getvalue()
    assert lost.key in said.getvalue()
    call_command("search", "rebuild", stdout=StringIO())
    said = StringIO()
    call_command("search", "status", stdout=said)
    assert "périmées dans l’index : 0" in said.getvalue()
