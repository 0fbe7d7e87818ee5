"""Comparing new and changed documents with the saved searches, until none is left."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from search.matching import index, queue

BATCH = 500


@dataclass(frozen=True)
class Drained:
    """What one drain did: documents it settled, withdrawn ones too, and pairs of search and offer it found."""

    documents: int = 0
    pairs: int = 0


def drain() -> Drained:
    """Match what is unmatched, batch by batch. Needs no engine: with Elasticsearch away alerts are complete.

    A batch is one transaction: its pairs, the versions they were found for, and a job for each tenant stand or fall
    together, so that a worker that is killed loses nothing and tells nothing twice. No row is locked while comparing.
    """
    documents = pairs = 0
    while (claimed := queue.claim(batch=BATCH)).read:
        found = index.matched(claimed.live)
        with transaction.atomic():
            settled = queue.settle(claimed.read)
            wanted = [one for one in found if one.document.pk in settled]
            queue.write(wanted)
            queue.release({pk for pk, _version in claimed.read} - settled)
            tell({one.schema for one in wanted})
        documents += len(settled)
        pairs += sum(len(one.keys) for one in wanted)
    return Drained(documents=documents, pairs=pairs)


def tell(schemas: set[str]) -> None:
    """Call every listener (settings.MATCH_LISTENERS) once with the tenants for whom something waits in the outbox."""
    if schemas:
        for path in settings.MATCH_LISTENERS:
            import_string(path)(schemas=sorted(schemas))
