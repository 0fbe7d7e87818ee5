"""Several drains at once, a worker killed in the middle, offers that change meanwhile: nothing lost, nothing twice."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from search import index, saved, tasks
from search.matching import drain as matching
from search.matching import outbox, queue
from search.models import JobDocument, SearchMatch
from tests.search.made import asking, document, put

TEXTS = ("boulanger", "pain", "", "fournil")


def listener(*, schemas: list[str]) -> None:
    """What alerts do: a job for each tenant, in the same transaction."""
    for schema in schemas:
        tasks.app.configure_task("tests.told", task_kwargs={"schema": schema}).defer()


@pytest.fixture
def alerts(committing: str, settings, monkeypatch) -> list[tuple[str, str]]:
    settings.MATCH_LISTENERS = [f"{__name__}.listener"]
    monkeypatch.setattr(matching, "BATCH", 3)
    return [(schema, saved.keep(asking(text, schema=schema))) for text in TEXTS for schema in ("alpha", "beta")]


def in_threads(*works: Callable[[], None]) -> None:
    """All at once, each on a connection of its own; what one of them raises is raised here."""
    failures: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            connection.set_schema_to_public()
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def lapse() -> None:
    """A minute later."""
    JobDocument.objects.update(match_claimed_until=timezone.now() - timedelta(seconds=1))


def pairs_of(rows: list[JobDocument], alerts: list[tuple[str, str]]) -> set[tuple[str, str, object]]:
    return {(schema, key, row.offer_id) for row in rows for schema, key in alerts}


def waiting() -> list[tuple[str, str, object]]:
    rows = SearchMatch.objects.values_list("schema", "keys", "offer_id")
    return [(schema, key, offer_id) for schema, keys, offer_id in rows for key in keys]


@pytest.mark.parametrize("point", ["compared", "settled", "written", "told"])
def test_killed_in_the_middle_twenty_times(alerts, point: str) -> None:
    rows = [put() for _ in range(60)]
    for _ in range(20):
        killed_at(point)
        lapse()
    before = len(waiting())
    # Only after its commit a batch is there: three offers for each time it was killed then, none otherwise.
    assert before == (20 * 3 * len(alerts) if point == "told" else 0)
    assert jobs() == (20 * 2 if point == "told" else 0)
    matching.drain()
    assert sorted(waiting(), key=str) == sorted(pairs_of(rows, alerts), key=str)
    assert jobs() == 20 * 2
    assert queue.backlog().documents == 0


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="tests.told").count()


def killed_at(point: str) -> None:
    """A drain in a process of its own that kills itself in its first batch: before the next step, or after the last."""
    connection.close()  # a connection shared with a child would end with it
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            module, name = {
                "compared": (queue, "settle"),
                "settled": (queue, "write"),
                "written": (matching, "tell"),
                "told": (queue, "claim"),
            }[point]
            real, calls = getattr(module, name), Counter[str]()

            def deadly(*arguments, **named):
                calls[name] += 1
                if name != "claim" or calls[name] == 2:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **named)

            setattr(module, name, deadly)
            matching.drain()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def test_several_drains_while_offers_change_and_alerts_are_taken(alerts) -> None:
    steady = [put() for _ in range(40)]
    moving = [document() for _ in range(8)]
    for data in moving:
        with transaction.atomic():
            index.put(data)
    done = threading.Event()
    taken: list[tuple[str, str, object]] = []

    def edit() -> None:
        for turn in range(6):
            for data in moving:
                with transaction.atomic():
                    if turn % 3 == 1:
                        index.withdraw(schema=data.schema, offer_id=data.offer_id)
                    else:
                        index.put(
                            document(
                                offer_id=data.offer_id, published_at=data.published_at, title=f"Boulanger n° {turn}"
                            )
                        )
        done.set()

    def take() -> None:
        # In this order: what the last drain wrote is there once nothing is left to compare.
        while not done.is_set() or queue.backlog().documents or SearchMatch.objects.exists():
            for schema in outbox.waiting_schemas():
                with transaction.atomic():
                    found = outbox.take(schema, 5)
                    if len(taken) % 3 == 1:  # a taker that fails leaves all of it
                        transaction.set_rollback(True)
                        found = found[:0]
                taken.extend((schema, one.key, one.offer_id) for one in found)
                if len(taken) % 3 == 1 and not found:
                    taken.append(("", "", None))

    def match() -> None:
        while not done.is_set() or queue.backlog().documents:
            matching.drain()

    in_threads(match, match, match, edit, take, take)
    times = Counter(one for one in taken if one[0])
    assert {times[pair] for pair in pairs_of(steady, alerts)} == {1}
    for data in moving:
        assert all(times[schema, key, data.offer_id] >= 1 for schema, key in alerts)
    assert queue.backlog().documents == 0
    assert waiting() == []


def test_an_offer_that_changed_while_it_was_compared_is_compared_again(alerts) -> None:
    data = document(title="Menuisier", occupation_label="", occupation_code="", description="", employer_name="")
    with transaction.atomic():
        index.put(data)
    claimed = queue.claim(batch=10)
    in_threads(lambda: put(offer_id=data.offer_id))  # now a baker's
    with transaction.atomic():
        assert queue.settle(claimed.read) == set()
    matching.drain()
    assert {(schema, key) for schema, key, _offer in waiting()} == set(alerts)


def test_a_lapsed_claim_settles_nothing_that_another_has_settled(alerts) -> None:
    put()
    slow = queue.claim(batch=10)
    lapse()
    matching.drain()
    assert len(waiting()) == len(alerts)
    with transaction.atomic():
        assert queue.settle(slow.read) == set()


def test_an_offer_that_somebody_holds_is_waited_for_by_nobody(alerts) -> None:
    row, other = put(), put()
    with transaction.atomic():
        JobDocument.objects.select_for_update().get(pk=row.pk)
        in_threads(lambda: matching.drain())
        assert {offer for _schema, _key, offer in waiting()} == {other.offer_id}
    matching.drain()
    assert len(waiting()) == 2 * len(alerts)


def test_the_sweep_finds_lost_wake_ups(alerts) -> None:
    """A process that died between its commit and the wake-up, and a listener's job that was lost."""
    put()
    ProcrastinateJob.objects.all().delete()
    tasks.sweep(timestamp=0)
    assert ProcrastinateJob.objects.filter(task_name="search.match").count() == 1
    tasks.match()
    before = jobs()
    tasks.sweep(timestamp=0)
    assert jobs() == before  # what has waited for less than a minute is on its way
    SearchMatch.objects.update(matched_at=timezone.now() - timedelta(minutes=2))
    tasks.sweep(timestamp=0)
    assert jobs() == before + 2
