"""The rows as the matcher's queue, beside the indexer's: the same claim, a column of its own (search.queue)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from search.matching import candidate
from search.matching.candidate import Candidate
from search.matching.index import Found
from search.models import JobDocument

CLAIM = timedelta(seconds=60)  # far longer than a batch takes
_RETURNED = ", ".join(f"row.{name}" for name in candidate.COLUMNS)
_CLAIM = f"""
WITH next AS MATERIALIZED (
  SELECT id FROM search_jobdocument
  WHERE version > matched_version AND (match_claimed_until IS NULL OR match_claimed_until < %(now)s)
  ORDER BY id LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
UPDATE search_jobdocument AS row SET match_claimed_until = %(until)s FROM next WHERE row.id = next.id
RETURNING {_RETURNED}
"""  # noqa: S608  names of columns, constants of ours
# A row that grew since it was read stays unmatched: what it says now is read by the next claim. One that another drain
# has matched meanwhile, because our claim lapsed, is left out, and its pairs with it.
_SETTLE = """
WITH read AS (SELECT * FROM unnest(%(ids)s::bigint[], %(versions)s::bigint[]) AS read(id, version)),
free AS MATERIALIZED (
  SELECT row.id FROM search_jobdocument AS row JOIN read ON read.id = row.id
  WHERE row.version = read.version AND row.matched_version < read.version FOR UPDATE OF row SKIP LOCKED)
UPDATE search_jobdocument AS row SET matched_version = row.version, match_claimed_until = NULL
FROM free WHERE row.id = free.id RETURNING row.id
"""
_RELEASE = """
UPDATE search_jobdocument SET match_claimed_until = NULL WHERE id IN (
  SELECT id FROM search_jobdocument WHERE id = ANY(%(ids)s::bigint[]) FOR UPDATE SKIP LOCKED)
"""
_WRITE = """
INSERT INTO search_searchmatch (schema, keys, offer_schema, offer_id, fingerprint, live_since, matched_at)
SELECT found.schema, string_to_array(found.keys, ' '), offer.schema, offer.offer_id, offer.fingerprint,
  offer.live_since, %(now)s
FROM unnest(%(schemas)s::varchar[], string_to_array(%(keys)s, ','), %(offers)s::bigint[]) AS found(schema, keys, id)
JOIN unnest(%(ids)s::bigint[], %(owners)s::varchar[], %(offer_ids)s::uuid[], %(fingerprints)s::varchar[],
            %(lives)s::timestamptz[]) AS offer(id, schema, offer_id, fingerprint, live_since) USING (id)
ORDER BY found.schema, offer.schema, offer.offer_id
ON CONFLICT (schema, offer_schema, offer_id) DO UPDATE SET
  keys = ARRAY(SELECT unnest(search_searchmatch.keys) UNION SELECT unnest(EXCLUDED.keys) ORDER BY 1),
  fingerprint = EXCLUDED.fingerprint, live_since = EXCLUDED.live_since
"""


@dataclass(frozen=True)
class Claimed:
    """Rows in one drain's hands: the live ones to compare, and (primary key, version) of all of them."""

    live: tuple[Candidate, ...]
    read: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Backlog:
    """How far the matcher is behind: documents that it has not compared, and since when."""

    documents: int
    oldest: datetime | None

    @property
    def lag(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta()


def backlog() -> Backlog:
    waiting = JobDocument.objects.unmatched()
    oldest = waiting.order_by("changed_at").values_list("changed_at", flat=True).first()
    return Backlog(documents=waiting.count(), oldest=oldest)


def claim(*, batch: int) -> Claimed:
    """Unmatched rows that the caller alone will compare; the claim lapses if the caller dies."""
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"now": now, "until": now + CLAIM, "batch": batch})
        rows = [dict(zip(candidate.COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return Claimed(
        live=tuple(candidate.of(row) for row in rows if not row["withdrawn"]),
        read=tuple((row["id"], row["version"]) for row in rows),
    )


def settle(read: Sequence[tuple[int, int]]) -> set[int]:
    """Mark the rows that still say what was read; returns them. Waits for nobody: a locked row is about to change."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, {"ids": [pk for pk, _version in read], "versions": [version for _pk, version in read]})
        return {pk for (pk,) in cursor.fetchall()}


def release(pks: Collection[int]) -> None:
    """End the claim on rows that were not settled."""
    if pks:
        with connection.cursor() as cursor:
            cursor.execute(_RELEASE, {"ids": list(pks)})


def write(found: Sequence[Found]) -> None:
    """Put what was found into the outbox. An offer that is there already gains searches and is written as it is now."""
    if not found:
        return
    offers: dict[int, Candidate] = {one.document.pk: one.document for one in found}
    offer_ids: list[UUID] = [offer.offer_id for offer in offers.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            {
                "now": timezone.now(),
                "schemas": [one.schema for one in found],
                # One text: an array of thousands is looked through for quotes, one by one.
                "keys": ",".join([" ".join(one.keys) for one in found]),
                "offers": [one.document.pk for one in found],
                "ids": list(offers),
                "owners": [offer.schema for offer in offers.values()],
                "offer_ids": offer_ids,
                "fingerprints": [offer.fingerprint for offer in offers.values()],
                "lives": [offer.live_since for offer in offers.values()],
            },
        )
