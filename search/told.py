"""Never the same vacancy twice to one person: claimed before it is told, in one statement (ADR 0011)."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.models import Told

KEPT = timedelta(days=30)
_CLAIM = """
INSERT INTO search_told (digest, told_at) SELECT digest, %(now)s FROM unnest(%(digests)s::varchar[]) AS asked(digest)
ON CONFLICT (digest) DO UPDATE SET told_at = EXCLUDED.told_at WHERE search_told.told_at <= %(forgotten)s
RETURNING digest
"""


def claim(pairs: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of (person, fingerprint) that may be told now, and from now on nobody else may for 30 days.

    `person` is whatever is the same in every alert and every tenant: an address or a number, normalised by the caller.
    Claim in the transaction that writes the message: undone together, or told together. One statement; another claimer
    of the same pair waits for the end of this transaction and gets what is left.
    """
    by_digest = {digest_of(person, fingerprint): (person, fingerprint) for person, fingerprint in pairs}
    if not by_digest:
        return set()
    now = timezone.now()
    with connection.cursor() as cursor:
        # Sorted: two claimers meet the rows in one order and never wait for each other in a circle.
        cursor.execute(_CLAIM, {"now": now, "forgotten": now - KEPT, "digests": sorted(by_digest)})
        return {by_digest[digest] for (digest,) in cursor.fetchall()}


def digest_of(person: str, fingerprint: str) -> str:
    """A keyed digest of both together: neither a list of addresses nor one of vacancies leads to a row."""
    return salted_hmac("search.told", f"{fingerprint}|{person}", algorithm="sha256").hexdigest()[:40]


def purge() -> int:
    """Forget what was told more than 30 days ago. Returns how many."""
    return Told.objects.filter(told_at__lte=timezone.now() - KEPT).delete()[0]
