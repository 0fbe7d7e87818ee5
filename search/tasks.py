"""The indexer's and the matcher's place in the queue. Public schema: documents of all tenants, no tenant current."""

from datetime import timedelta

from procrastinate.contrib.django import app
from procrastinate.types import TimeDeltaParams

from search import index, indexer, queue, told, vocabulary
from search.matching import drain as matching
from search.matching import outbox
from search.matching import queue as match_queue
from search.wake import wake_indexer_after_commit, wake_matcher_after_commit
from tenants import jobs

LONGEST_WAIT = 30  # seconds between two tries while the engine is away
TAKEN_WITHIN = timedelta(minutes=1)  # what waits longer in the outbox lost its wake-up


@app.task(name="search.drain", queueing_lock="search-drain", pass_context=False)
def drain(attempt: int = 0) -> None:
    """Tell the engine what changed; when it is away, come back later and later, half a minute at most."""
    if indexer.drain().come_back:
        later: TimeDeltaParams = {"seconds": min(2**attempt, LONGEST_WAIT)}
        again = drain.configure(queueing_lock="search-drain-again", schedule_in=later)
        jobs.defer_once(again, attempt=min(attempt + 1, 10))


@app.task(name="search.match", queueing_lock="search-match", pass_context=False)
def match() -> None:
    """Compare what is new with the saved searches; the listeners are told in the same transaction."""
    matching.drain()


@app.periodic(cron="* * * * *")
@app.task(name="search.sweep", queueing_lock="search-sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Each minute: wake whoever's wake-up was lost, count the words, forget old withdrawn rows."""
    if queue.backlog().rows:
        wake_indexer_after_commit()
    if match_queue.backlog().documents:
        wake_matcher_after_commit()
    matching.tell(set(outbox.waiting_schemas(older_than=TAKEN_WITHIN)))
    vocabulary.count_if_due()
    index.purge_withdrawn()


@app.periodic(cron="37 3 * * *")
@app.task(name="search.forget_told", queueing_lock="search-forget-told", pass_context=False)
def forget_told(timestamp: int) -> None:
    """Each night: what was told a month ago may be told again, and leaves no trace."""
    told.purge()
