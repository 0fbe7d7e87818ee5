"""The saved searches in memory, inverted: from a document to the searches that find it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import NamedTuple

from django.db import connection

from search.matching.candidate import Candidate, Spot
from search.matching.scopes import Scopes
from search.matching.what import Asked, Whats, what_of
from search.matching.where import Where, Wheres, places_of, where_key_of
from search.models import SavedSearch

NAMED_ONE_BY_ONE = 1_000  # new searches; above this, all of them are read


class Found(NamedTuple):
    """The saved searches of one tenant that find a document."""

    schema: str
    keys: list[str]
    document: Candidate


class SavedIndex:
    """All saved searches, or those of one tenant. Ten searches for "boulanger" in ten towns are one word looked for.

    A search is (what, where) in a tenant. For a document: the tenants that may show it, the whats that it answers, and
    of the wheres that go with both those that hold – so the work grows with what is found, hardly with what is saved.
    """

    def __init__(self, *, schema: str | None = None) -> None:
        self._rows = SavedSearch.objects.all() if schema is None else SavedSearch.objects.filter(schema=schema)
        self._schema = schema
        self._stamp: object = None
        self._known: dict[int, tuple[str, Asked, Where | None]] = {}
        self._whats = Whats()
        self._wheres = Wheres()
        # schema → what → where (None: anywhere) → key: the three together are what a key is a digest of.
        self._keys: dict[str, dict[Asked, dict[Where | None, str]]] = defaultdict(lambda: defaultdict(dict))

    def __len__(self) -> int:
        return len(self._known)

    def refresh(self) -> None:
        """Bring it in step with the table, by what came and what went. One small query when nothing did.

        By primary keys, not by a time of change: a row that commits late has an old time. A row's criteria never
        change, since its key is their digest; who forgets a search and keeps it again makes a new row.
        """
        self._whats.texts.refresh()
        stamp = self._read_stamp()
        if stamp == self._stamp:
            return
        there = set(self._rows.values_list("pk", flat=True))
        for pk in self._known.keys() - there:
            self._remove(pk)
        self._add(there - self._known.keys())
        self._stamp = stamp

    def match(self, candidates: Iterable[Candidate], *, scopes: Scopes) -> Iterator[Found]:
        """Every search that would find each of these documents: on its page, at the radius it asks for."""
        at: dict[Spot, set[Where | None]] = {}
        for candidate in candidates:
            schemas = [schema for schema in scopes.of(candidate) if schema in self._keys]
            if not schemas:
                continue
            held = self._whats.held_by(candidate)
            here = at.get(candidate.spot)
            if here is None:
                here = at[candidate.spot] = self._wheres.holding(candidate.spot)
            for schema in schemas:
                asked = self._keys[schema]
                keys: list[str] = []
                for what in held & asked.keys():
                    keys_by_where = asked[what]
                    keys += map(keys_by_where.__getitem__, here & keys_by_where.keys())
                if keys:
                    yield Found(schema, keys, candidate)

    def _read_stamp(self) -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT count(*), bit_xor(hashint8extended(id, 0)) FROM search_savedsearch
                WHERE %(schema)s::varchar IS NULL OR schema = %(schema)s
                """,
                {"schema": self._schema},
            )
            return cursor.fetchone()

    def _add(self, pks: set[int]) -> None:
        # Most or all of them at the start: then reading the table is cheaper than naming each row.
        found = self._rows.filter(pk__in=pks) if len(pks) < NAMED_ONE_BY_ONE else self._rows.all()
        rows = [row for row in found if row.pk in pks]
        keys = {row.pk: where_key_of(row) for row in rows}
        places = places_of(key[0] for key in keys.values() if key is not None and key[0] not in self._wheres)
        for row in rows:
            what, where_key = self._whats.add(what_of(row)), keys[row.pk]
            where = None if where_key is None else self._wheres.add(where_key, places)
            self._keys[row.schema][what][where] = row.key
            self._known[row.pk] = (row.schema, what, where)

    def _remove(self, pk: int) -> None:
        schema, what, where = self._known.pop(pk)
        asked = self._keys[schema]
        del asked[what][where]
        if not asked[what]:
            del asked[what]
        if not asked:
            del self._keys[schema]
        self._whats.remove(what)
        if where is not None:
            self._wheres.remove(where)


_index = SavedIndex()
_lock = Lock()  # a worker may run two drains side by side


def matched(candidates: Iterable[Candidate]) -> list[Found]:
    """What the process's copy finds for these documents, in step with the table and the tenants' settings."""
    with _lock:
        _index.refresh()
        return list(_index.match(candidates, scopes=Scopes()))


def forget() -> None:
    """Read everything anew at the next question: between tests."""
    global _index
    with _lock:
        _index = SavedIndex()
