"""What is written to Elasticsearch: documents by version, indices by alias."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from search import client
from search.engines.elasticsearch import alias
from search.engines.mapping import INDEX, source_of
from search.errors import EngineUnavailable, IndexMissing
from search.models import JobDocument

logger = logging.getLogger(__name__)

PAGE = 5_000


def send(rows: Sequence[JobDocument], *, index: str | None = None) -> set[int]:
    """Write rows, or delete the withdrawn ones; returns the primary keys the engine now knows of.

    Versions are ours: an older one arriving late is refused by the engine and counts as known, as something newer is
    there. `index` None is the alias, which must exist: a bulk must never conjure up an index without our mapping.
    """
    if not rows:
        return set()
    operations: list[dict[str, Any]] = []
    for row in rows:
        action = {"_id": row.key, "version": row.version, "version_type": "external_gte"}
        if row.withdrawn:
            operations.append({"delete": action})
        else:
            operations += [{"index": action}, source_of(row)]
    answer = client.work(
        lambda elastic: elastic.bulk(operations=operations, index=index or alias(), require_alias=index is None)
    )
    with client.sensible():
        return _taken(rows, answer["items"])


def _taken(rows: Sequence[JobDocument], items: Sequence[dict[str, Any]]) -> set[int]:
    taken = set()
    for row, item in zip(rows, items, strict=True):
        outcome = next(iter(item.values()))
        status = outcome["status"]
        if status < 300 or status == 409 or (row.withdrawn and status == 404 and "error" not in outcome):
            taken.add(row.pk)
        elif status == 404:
            raise IndexMissing(str(outcome["error"])[:200])
        else:
            logger.warning("Elasticsearch refused %s: %s", row.key, str(outcome.get("error"))[:300])
    return taken


def create_index() -> str:
    """A new empty index that nobody searches yet; not refreshed until it is full."""
    name = f"{alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    body = INDEX | {"settings": INDEX["settings"] | {"refresh_interval": "-1"}}
    client.work(lambda elastic: elastic.indices.create(index=name, **body))
    return name


def show(index: str) -> None:
    """Make what was written searchable, and keep doing so each second."""
    client.work(
        lambda elastic: elastic.indices.put_settings(
            index=index, settings={"refresh_interval": INDEX["settings"]["refresh_interval"]}
        )
    )
    client.work(lambda elastic: elastic.indices.refresh(index=index))


def swap_alias(to: str) -> None:
    """Move the alias in one step, so that a search sees the old index or the new one and never none."""
    actions: list[dict[str, Any]] = [{"add": {"index": to, "alias": alias()}}]
    actions += [{"remove": {"index": old, "alias": alias()}} for old in current_indices() if old != to]
    client.work(lambda elastic: elastic.indices.update_aliases(actions=actions))


def current_indices() -> list[str]:
    """The indices behind the alias: one, or none when the index is lost."""
    try:
        return sorted(client.work(lambda elastic: elastic.indices.get_alias(name=alias())))
    except IndexMissing:
        return []


def drop(index: str) -> None:
    client.work(lambda elastic: elastic.indices.delete(index=index, ignore_unavailable=True))


def drop_others(*, keep: str | None) -> list[str]:
    """Delete the indices of earlier and of interrupted rebuilds."""
    found = client.work(lambda elastic: elastic.indices.get(index=f"{alias()}-*", expand_wildcards="open"))
    old = sorted(name for name in found if name != keep)
    for name in old:
        drop(name)
    return old


def versions(index: str) -> Iterator[tuple[str, str, int]]:
    """Every document of an index as (schema, offer id, version), in no order that means anything."""
    client.work(lambda elastic: elastic.indices.refresh(index=index))
    after: list[Any] = []
    while hits := _page_of_versions(index, after):
        for hit in hits:
            offer_id, schema = hit["sort"]
            yield schema, offer_id, hit["_version"]
        after = hits[-1]["sort"]


def _page_of_versions(index: str, after: list[Any]) -> list[dict[str, Any]]:
    answer = client.work(
        lambda elastic: elastic.search(
            index=index,
            query={"match_all": {}},
            sort=[{"offer_id": "asc"}, {"schema": "asc"}],
            size=PAGE,
            version=True,
            source=False,
            track_total_hits=False,
            search_after=after or None,
        )
    )
    with client.sensible():
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnavailable("only a part of the index answered")
        hits: list[dict[str, Any]] = answer["hits"]["hits"]
        return hits


def delete(index: str, keys: Sequence[tuple[str, int]]) -> None:
    """Delete documents that no row stands for, by key and the version they have."""
    operations = [{"delete": {"_id": key, "version": version, "version_type": "external_gte"}} for key, version in keys]
    if operations:
        client.work(lambda elastic: elastic.bulk(operations=operations, index=index))
