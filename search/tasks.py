"""The indexer's place in the queue. Public schema: documents of all tenants, no tenant current."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import TimeDeltaParams

from search import index, indexer, queue, vocabulary
from search.wake import wake_indexer_after_commit

LONGEST_WAIT = 30  # seconds between two tries while the engine is away


@app.task(name="search.drain", queueing_lock="search-drain", pass_context=False)
def drain(attempt: int = 0) -> None:
    """Tell the engine what changed; when it is away, come back later and later, half a minute at most."""
    if indexer.drain().come_back:
        later: TimeDeltaParams = {"seconds": min(2**attempt, LONGEST_WAIT)}
        with suppress(AlreadyEnqueued), transaction.atomic():
            drain.configure(queueing_lock="search-drain-again", schedule_in=later).defer(attempt=min(attempt + 1, 10))


@app.periodic(cron="* * * * *")
@app.task(name="search.sweep", queueing_lock="search-sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Each minute: wake the indexer for rows whose wake-up was lost, count the words, forget old withdrawn rows."""
    if queue.backlog().rows:
        wake_indexer_after_commit()
    vocabulary.count_if_due()
    index.purge_withdrawn()
