"""A new index from the rows, put in the place of the old one without an empty moment."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from search import queue, vocabulary
from search.differences import compare, mend
from search.engines import writing
from search.errors import EngineUnavailable
from search.models import JobDocument

logger = logging.getLogger(__name__)

BATCH = 1_000
LONGEST_TRANSACTION = timedelta(minutes=1)  # of a publisher; a longer one is found by the comparison
_LOCK = 72_663_002  # any number, the same in every process

Progress = Callable[[int, int], None]


class RebuildRunning(RuntimeError):
    """Another process is rebuilding the index."""


@dataclass(frozen=True)
class Rebuilt:
    """A finished rebuild: the new index, the documents it took, the keys it refused."""

    index: str
    documents: int
    refused: tuple[str, ...]


def rebuild(*, progress: Progress = lambda done, total: None) -> Rebuilt:
    """Fill a new index, catch up with what changed meanwhile, swap the alias, compare all of it, drop the old one.

    Offers may be published and withdrawn all the while: what a concurrent drain told the old index is sent to the new
    one, just before the swap by its date and just after by comparing every version. `progress` is told (documents
    sent, documents in all).

    Raises:
        RebuildRunning: another process is at it.
        EngineUnavailable: the engine went away; the old index, if any, still serves.
    """
    with _alone():
        begun = timezone.now() - LONGEST_TRANSACTION
        target = writing.create_index()
        try:
            sent = _fill(target, progress)
            writing.show(target)
            _catch_up(target, since=begun)
            writing.swap_alias(target)
        except Exception:
            _discard(target)
            raise
        queue.mark(sent)
        left = compare(target)
        if left:
            mend(target, left)
            left = compare(target)
        writing.drop_others(keep=target)
        vocabulary.count_if_due()
    return Rebuilt(index=target, documents=len(sent), refused=tuple(left.sample(most=20)))


def _fill(target: str, progress: Progress) -> list[tuple[int, int]]:
    """Every live row in the order of its key; returns (primary key, version) of those the engine took.

    While the engine takes one batch, the next is read.
    """
    total = JobDocument.objects.live().count()
    sent: list[tuple[int, int]] = []
    seen = 0
    with ThreadPoolExecutor(max_workers=1) as carrier:
        on_its_way: tuple[list[JobDocument], Future[set[int]]] | None = None
        for rows in _batches(JobDocument.objects.live()):
            carried = carrier.submit(writing.send, rows, index=target)
            if on_its_way:
                sent += _taken(*on_its_way)
            on_its_way = rows, carried
            seen += len(rows)
            progress(seen, max(total, seen))
        if on_its_way:
            sent += _taken(*on_its_way)
    return sent


def _batches(rows: QuerySet[JobDocument]) -> Iterator[list[JobDocument]]:
    """By key rather than by cursor: no long transaction, and rows that come meanwhile are met at the end."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").defer("vector", "words")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _taken(rows: list[JobDocument], carried: Future[set[int]]) -> list[tuple[int, int]]:
    taken = carried.result()
    return [(row.pk, row.version) for row in rows if row.pk in taken]


def _catch_up(target: str, *, since: datetime) -> None:
    """What changed since the rebuild began, withdrawn rows included."""
    for rows in _batches(JobDocument.objects.filter(changed_at__gte=since)):
        writing.send(rows, index=target)


def _discard(target: str) -> None:
    try:
        writing.drop(target)
    except EngineUnavailable as away:
        logger.warning("An unfinished index is left behind until the next rebuild: %s (%s)", target, away)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise RebuildRunning("the index is being rebuilt by another process")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
