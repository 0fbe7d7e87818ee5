"""One more job in the queue, the workers' health, and the jobs that a dead one left.

Public schema: one queue for the whole platform.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer

# A worker tells every ten seconds that it lives, whatever its job does meanwhile.
SILENCE = timedelta(seconds=60)


@dataclass(frozen=True)
class WorkerHealth:
    """waiting: jobs that are due; oldest: since when the first is; stalled: begun by a worker that is silent."""

    waiting: int
    oldest: datetime | None
    doing: int
    stalled: int
    failed_today: int
    workers: int
    last_heartbeat: datetime | None

    @property
    def lag(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta()

    @property
    def is_alive(self) -> bool:
        """Whether a worker has told lately that it runs."""
        return self.last_heartbeat is not None and timezone.now() - self.last_heartbeat < SILENCE


def defer_once(job: JobDeferrer, **arguments: Any) -> None:
    """Enqueue unless one like it waits under the same lock: that one does the work of both.

    In a savepoint of its own, so that whoever enqueues for many goes on to the next.
    """
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(**arguments)


def health() -> WorkerHealth:
    """How far the queue is behind and whether anybody works on it. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH due AS (
              SELECT id, scheduled_at FROM public.procrastinate_jobs
              WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()))
            SELECT (SELECT count(*) FROM due),
              (SELECT min(coalesce(due.scheduled_at, event.at)) FROM due
                LEFT JOIN public.procrastinate_events AS event ON event.job_id = due.id AND event.type = 'deferred'),
              (SELECT count(*) FROM public.procrastinate_jobs WHERE status = 'doing'),
              (SELECT count(*) FROM public.procrastinate_jobs AS job
                LEFT JOIN public.procrastinate_workers AS worker ON worker.id = job.worker_id
                WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < %(silent)s)),
              (SELECT count(*) FROM public.procrastinate_events
                WHERE type = 'failed' AND at > now() - interval '1 day'),
              (SELECT count(*) FROM public.procrastinate_workers WHERE last_heartbeat >= %(silent)s),
              (SELECT max(last_heartbeat) FROM public.procrastinate_workers)
            """,
            {"silent": timezone.now() - SILENCE},
        )
        return WorkerHealth(*cursor.fetchone())


def rescue_stalled() -> int:
    """Put back what a dead worker had begun: every task of ours can be run twice. Returns how many."""
    rescued = 0
    for job in _stalled():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT public.procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job])
            rescued += 1
        except IntegrityError:
            # One like it waits already, under the same lock: that one does the work.
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT public.procrastinate_finish_job_v1(%s, 'failed', false)", [job])
        except DatabaseError:
            # It ended after all, between the look and the touch.
            continue
    return rescued


def _stalled() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT job.id FROM public.procrastinate_jobs AS job
            LEFT JOIN public.procrastinate_workers AS worker ON worker.id = job.worker_id
            WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < %s)
            ORDER BY job.id
            """,
            [timezone.now() - SILENCE],
        )
        return [job for (job,) in cursor.fetchall()]
