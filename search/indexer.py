"""Carrying rows to Elasticsearch: whatever is newer than what it was told, withdrawn offers first."""

import logging
from dataclasses import dataclass

from django.conf import settings

from search import queue
from search.engines import writing
from search.errors import EngineUnavailable, IndexMissing
from search.rebuild import RebuildRunning, rebuild

logger = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True)
class Drained:
    """What one drain did: rows the engine took, rows it refused, and whether it was away."""

    sent: int = 0
    refused: int = 0
    engine_away: bool = False

    @property
    def come_back(self) -> bool:
        """Whether something is left that another try may carry."""
        return self.engine_away or self.refused > 0


def drain() -> Drained:
    """Send pending rows until none is left. Never raises because of the engine; rows it did not take stay pending.

    Safe beside another drain: each claims its own rows, and versions decide whichever arrives last.
    """
    if not settings.ELASTICSEARCH_URL:
        return Drained()
    sent = 0
    refused: set[int] = set()
    while rows := queue.claim(batch=BATCH, excluding=refused):
        try:
            taken = writing.send(rows)
        except IndexMissing:
            queue.release(rows)
            return _rebuilt()
        except EngineUnavailable as away:
            queue.release(rows)
            logger.warning("The index is behind, Elasticsearch is away: %s", away)
            return Drained(sent=sent, refused=len(refused), engine_away=True)
        queue.mark((row.pk, row.version) for row in rows if row.pk in taken)
        left = [row for row in rows if row.pk not in taken]
        queue.release(left)
        # Not again in this drain: what it refuses now it refuses in a second too.
        refused |= {row.pk for row in left}
        sent += len(taken)
    return Drained(sent=sent, refused=len(refused))


def _rebuilt() -> Drained:
    """The index is gone: fill a new one aside, so that nobody searches half of it."""
    try:
        done = rebuild()
    except (EngineUnavailable, RebuildRunning) as failure:
        logger.warning("The index is missing and could not be rebuilt yet: %s", failure)
        return Drained(engine_away=True)
    return Drained(sent=done.documents, refused=len(done.refused))
