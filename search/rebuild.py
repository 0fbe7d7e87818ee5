"""A new index from the rows, put in the place of the old one without an empty moment."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from search import queue, vocabulary
from search.differences import compare, mend
from search.engines import writing
from search.errors import EngineUnavailable
from search.models import JobDocument

logger = logging.getLogger(__name__)

BATCH = 1_000
MOST_ROUNDS = 3
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
    """Fill a new index, compare it with the rows, swap the alias, compare once more, drop the old one.

    Offers may be published and withdrawn all the while: what a concurrent drain wrote to the old index shows up as a
    difference and is sent to the new one. `progress` is told (documents sent, documents in all).

    Raises:
        RebuildRunning: another process is at it.
        EngineUnavailable: the engine went away; the old index, if any, still serves.
    """
    with _alone():
        target = writing.create_index()
        try:
            sent = _fill(target, progress)
            writing.show(target)
            for _round in range(MOST_ROUNDS):
                if not (found := compare(target)):
                    break
                mend(target, found)
            writing.swap_alias(target)
        except Exception:
            _discard(target)
            raise
        queue.mark(sent)
        # Drained to the old index between the last comparison and the swap.
        mend(target, compare(target))
        left = compare(target)
        writing.drop_others(keep=target)
        vocabulary.count()
    return Rebuilt(index=target, documents=len(sent), refused=tuple(left.sample(most=20)))


def _fill(target: str, progress: Progress) -> list[tuple[int, int]]:
    """Every live row in the order of its key; returns (primary key, version) of those the engine took."""
    total = JobDocument.objects.live().count()
    sent: list[tuple[int, int]] = []
    last = seen = 0
    while rows := list(JobDocument.objects.live().filter(pk__gt=last).order_by("pk").defer("vector", "words")[:BATCH]):
        taken = writing.send(rows, index=target)
        sent += [(row.pk, row.version) for row in rows if row.pk in taken]
        last = rows[-1].pk
        seen += len(rows)
        progress(seen, max(total, seen))
    return sent


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
