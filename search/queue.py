"""The rows as a queue: claimed by one drain, marked with the version that was sent.

No lock is held while the engine is spoken to, and none is waited for: a publisher that holds a row is about to give it
a newer version anyway.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from search.models import JobDocument

CLAIM = timedelta(seconds=90)  # longer than the longest bulk request


@dataclass(frozen=True)
class Backlog:
    """How far the engine is behind: rows it has not been told of, and since when."""

    rows: int
    oldest: datetime | None

    @property
    def lag(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta()


def backlog() -> Backlog:
    """What is waiting; nothing ever is where there is no Elasticsearch."""
    waiting = JobDocument.objects.pending()
    if not settings.ELASTICSEARCH_URL:
        waiting = waiting.none()
    oldest = waiting.order_by("changed_at").values_list("changed_at", flat=True).first()
    return Backlog(rows=waiting.count(), oldest=oldest)


def claim(*, batch: int, excluding: Iterable[int] = ()) -> list[JobDocument]:
    """Pending rows that the caller alone will send, withdrawn ones first; the claim lapses if the caller dies."""
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        # MATERIALIZED: a locking subquery inside WHERE may be run again for each row, and then claims more than LIMIT.
        cursor.execute(
            """
            WITH next AS MATERIALIZED (
              SELECT id FROM search_jobdocument
              WHERE version > synced_version AND (claimed_until IS NULL OR claimed_until < %(now)s)
                AND NOT id = ANY(%(excluding)s::bigint[])
              ORDER BY withdrawn DESC, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
            UPDATE search_jobdocument AS row SET claimed_until = %(until)s FROM next WHERE row.id = next.id
            RETURNING row.id
            """,
            {"until": now + CLAIM, "now": now, "excluding": list(excluding), "batch": batch},
        )
        claimed = [pk for (pk,) in cursor.fetchall()]
    return list(JobDocument.objects.filter(pk__in=claimed).order_by("-withdrawn", "pk"))


def mark(sent: Iterable[tuple[int, int]]) -> None:
    """Remember (primary key, version sent), which is not the row's version if that grew meanwhile; ends the claim."""
    pairs = list(sent)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            WITH sent AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS sent(id, version)),
            free AS (SELECT id FROM search_jobdocument JOIN sent USING (id)
              WHERE synced_version < sent.version OR claimed_until IS NOT NULL
              FOR UPDATE OF search_jobdocument SKIP LOCKED)
            UPDATE search_jobdocument AS row
            SET synced_version = greatest(row.synced_version, sent.version), claimed_until = NULL
            FROM sent JOIN free USING (id) WHERE row.id = sent.id
            """,
            [[pk for pk, _version in pairs], [version for _pk, version in pairs]],
        )


def release(rows: Iterable[JobDocument]) -> None:
    """End the claim on rows that were not sent."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE search_jobdocument SET claimed_until = NULL WHERE id IN (
              SELECT id FROM search_jobdocument WHERE id = ANY(%s::bigint[]) FOR UPDATE SKIP LOCKED)
            """,
            [[row.pk for row in rows]],
        )
