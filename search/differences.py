"""Whether Elasticsearch holds what the rows say: compared document by document, by version."""

from dataclasses import dataclass
from itertools import islice

from search import queue
from search.engines import writing
from search.models import JobDocument

CHUNK = 2_000


@dataclass(frozen=True)
class Differences:
    """Documents that the index lacks or has in an older version, and those it should not have.

    `lacking` are primary keys of rows; `extra` are (key, version) of documents without a live row.
    """

    lacking: tuple[int, ...]
    extra: tuple[tuple[str, int], ...]

    def __bool__(self) -> bool:
        return bool(self.lacking or self.extra)

    def sample(self, most: int = 5) -> list[str]:
        """A few of their keys, for a person to look at."""
        lacking = JobDocument.objects.filter(pk__in=self.lacking[:most])
        return [row.key for row in lacking][:most] + [key for key, _version in islice(self.extra, most)]


def compare(index: str) -> Differences:
    """Every live row against every document of an index.

    The index is read first: a row that changes meanwhile shows as lacking, never as fine.
    """
    indexed = {f"{schema}:{offer_id}": version for schema, offer_id, version in writing.versions(index)}
    lacking = []
    rows = JobDocument.objects.live().order_by("pk").values_list("pk", "schema", "offer_id", "version")
    for pk, schema, offer_id, version in rows.iterator(chunk_size=CHUNK):
        if indexed.pop(f"{schema}:{offer_id}", -1) < version:
            lacking.append(pk)
    return Differences(lacking=tuple(lacking), extra=tuple(sorted(indexed.items())))


def mend(index: str, differences: Differences) -> None:
    """Send what the index lacks and delete what it should not have."""
    for start in range(0, len(differences.lacking), CHUNK):
        rows = list(JobDocument.objects.filter(pk__in=differences.lacking[start : start + CHUNK]))
        taken = writing.send(rows, index=index)
        queue.mark((row.pk, row.version) for row in rows if row.pk in taken)
    writing.delete(index, differences.extra)
