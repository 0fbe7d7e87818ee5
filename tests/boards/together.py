"""Several people at the same moment."""

import functools
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest
from django.db import connection
from django.db.models import QuerySet

from tenants.context import entering
from tenants.models import Tenant

P = ParamSpec("P")
R = TypeVar("R")

#: Who takes part in the `at_once` that runs, and hasn't finished.
_together: set[threading.Thread] = set()
# Nothing should ever wait so long; a machine that is busy with something else may.
PATIENCE_SECONDS = 60
_SOMEBODY_WAITS_FOR_A_LOCK = """
SELECT EXISTS (
    SELECT FROM pg_locks AS waiting
    WHERE NOT waiting.granted AND waiting.locktype <> 'extend' AND waiting.pid IN (
        SELECT held.pid FROM pg_locks AS held
        JOIN pg_database AS here ON here.oid = held.database
        WHERE here.datname = current_database()
    )
)
"""


def at_once(works: list[Callable[[], object]]) -> list[BaseException]:
    """Run each in a thread and a connection of its own, in alpha. Returns what they raised."""
    failures: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            with entering(Tenant.objects.get(schema_name="alpha")):
                work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()
            _together.discard(threading.current_thread())

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    _together.clear()
    _together.update(threads)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * PATIENCE_SECONDS)
        assert not thread.is_alive(), "somebody is still at it"
    return failures


def meeting(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, once everybody of `at_once` has come to it, or has finished, or somebody waits for a lock.

    Asked of the database, not of a clock: a slow machine meets as a fast one does. Who comes a second time meets the
    others' second time.
    """
    came: Counter[threading.Thread] = Counter()

    @functools.wraps(function)
    def meet(*args: P.args, **kwargs: P.kwargs) -> R:
        me = threading.current_thread()
        if me in _together:
            came[me] += 1
            wait_until(lambda: all(came[other] >= came[me] for other in tuple(_together)))
        return function(*args, **kwargs)

    return meet


def wait_until(true: Callable[[], bool]) -> None:
    """Until it is; or until somebody waits for a lock, and it won't be before we go on."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not true() and not _somebody_waits_for_a_lock():
        assert time.monotonic() < until, "the others never came"
        time.sleep(0.01)


def _somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_SOMEBODY_WAITS_FOR_A_LOCK)
        return bool(cursor.fetchone()[0])


def no_row_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take `FOR UPDATE` away, to show what it is for."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
