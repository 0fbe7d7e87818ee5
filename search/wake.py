"""Telling the indexer that there is something to do."""

from contextlib import suppress

from django.conf import settings
from django.db import connection, transaction
from procrastinate.exceptions import AlreadyEnqueued


class _WakeUp:
    """One wake-up for a whole transaction, however many documents it puts."""

    rung = False

    def __call__(self) -> None:
        from search.tasks import drain

        self.rung = True
        with suppress(AlreadyEnqueued), transaction.atomic():
            drain.defer()


def wake_indexer_after_commit() -> None:
    """Ask for a drain once the current transaction has committed; one waiting drain is enough for everybody.

    After the commit, not inside it: inside, the queueing lock would make every publisher wait for the other's commit,
    and a drain that starts between two commits would leave the second row behind. If the process dies in between, the
    row is still the queue and the next sweep finds it (search.tasks).
    """
    if not settings.ELASTICSEARCH_URL:
        return
    if any(
        isinstance(callback, _WakeUp) and not callback.rung for _savepoints, callback, *_ in connection.run_on_commit
    ):
        return
    transaction.on_commit(_WakeUp(), robust=True)
