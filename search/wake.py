"""Telling those who carry documents on that there is something to do: the indexer and the matcher."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app

from tenants import jobs


class _WakeUp:
    """One wake-up for a whole transaction, however many documents it puts."""

    def __init__(self, defer: Callable[[], None]) -> None:
        self.defer = defer
        self.rung = False
        self.__qualname__ = defer.__qualname__  # by this Django logs a callback that failed

    def __call__(self) -> None:
        self.rung = True
        self.defer()


def wake_after_commit() -> None:
    """Ask both for a drain once the current transaction has committed; one waiting drain is enough for everybody.

    After the commit, not inside it: inside, the queueing lock would make every publisher wait for the other's commit,
    and a drain that starts between two commits would leave the second row behind. If the process dies in between, the
    row is still the queue and the next sweep finds it (search.tasks).
    """
    wake_indexer_after_commit()
    wake_matcher_after_commit()


def wake_indexer_after_commit() -> None:
    """The indexer alone; nobody where there is no Elasticsearch."""
    if settings.ELASTICSEARCH_URL:
        _once(_drain)


def wake_matcher_after_commit() -> None:
    """The matcher alone; it reads rows, so it works wherever PostgreSQL does."""
    _once(_match)


def _once(defer: Callable[[], None]) -> None:
    waiting = (callback for _savepoints, callback, *_ in connection.run_on_commit if isinstance(callback, _WakeUp))
    if not any(one.defer is defer and not one.rung for one in waiting):
        transaction.on_commit(_WakeUp(defer), robust=True)


def _drain() -> None:
    _defer("search.drain", lock="search-drain")


def _match() -> None:
    _defer("search.match", lock="search-match")


def _defer(task: str, *, lock: str) -> None:
    """By its name: what runs it (search.tasks) knows this module, not the other way round."""
    jobs.defer_once(app.configure_task(task, queueing_lock=lock, allow_unknown=True))
