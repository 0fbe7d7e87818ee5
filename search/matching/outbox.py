"""What was found, until the tenant's room of alerts takes it into its own tables."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from search.models import SearchMatch

_TAKE = """
WITH next AS MATERIALIZED (
  SELECT id FROM search_searchmatch WHERE schema = %(schema)s ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED),
taken AS (
  DELETE FROM search_searchmatch AS row USING next WHERE row.id = next.id
  RETURNING row.id, row.keys, row.offer_schema, row.offer_id, row.fingerprint, row.live_since)
SELECT key, offer_schema, offer_id, fingerprint, live_since FROM taken, unnest(keys) AS key ORDER BY id, key
"""


@dataclass(frozen=True)
class Matched:
    """An offer that a saved search of the tenant finds. `live_since`: when the offer last became findable."""

    key: str
    offer_schema: str
    offer_id: UUID
    fingerprint: str
    live_since: datetime


def take(schema: str, limit: int) -> list[Matched]:
    """Take `limit` offers that wait for a tenant, each with all its searches, in the caller's transaction.

    Oldest first; rolled back, they wait again.
    Somebody else who takes at the same time gets other offers.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"schema": schema, "limit": limit})
        return [Matched(*row) for row in cursor.fetchall()]


def waiting_schemas(*, older_than: timedelta = timedelta()) -> list[str]:
    """Tenants for whom something waits, and has done so for at least this long."""
    waiting = SearchMatch.objects.filter(matched_at__lte=timezone.now() - older_than)
    return list(waiting.order_by("schema").values_list("schema", flat=True).distinct())
