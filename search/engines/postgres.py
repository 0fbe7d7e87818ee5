"""The embedded engine, and the one that answers when Elasticsearch doesn't: one statement a page."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from search.criteria import RADIUS_STEPS_KM, Scope
from search.engines.protocol import (
    EXCERPT_LENGTH,
    WEIGHT_ABOUT,
    WEIGHT_ANYWHERE,
    WEIGHT_CODE,
    WEIGHT_OCCUPATION,
    WEIGHT_OWN,
    WEIGHT_TITLE,
    EnginePage,
    FoundDocument,
    Query,
)
from search.facets import BITS, Facets, chosen
from search.geo import HAVERSINE_SQL, box_around
from search.models import JobDocument
from search.understanding import Clause

_SHOWN = [name for name in FoundDocument.__dataclass_fields__ if name != "excerpt"]
COLUMNS_READ = [*_SHOWN, "description"]  # of a row, for a result
_CONDITIONS = {
    "contract_type": "doc.contract_type = ANY(%(contract_type)s)",
    "contract_nature": "doc.contract_nature = ANY(%(contract_nature)s)",
    "full_time": "doc.full_time IS NOT DISTINCT FROM %(full_time)s",
    "licence": "doc.licence <> 'required'",
    "housing": "doc.housing",
}
_ORDERS = {
    "relevance": 'score DESC, published_at DESC, offer_id, schema COLLATE "C"',
    "distance": 'inside DESC, km NULLS LAST, published_at DESC, offer_id, schema COLLATE "C"',
    "date": 'published_at DESC, offer_id, schema COLLATE "C"',
}
_COUNTS = """
    (SELECT count(*) FROM hit WHERE missed = 0) AS total"""
_FACETS = f""",
    (SELECT jsonb_object_agg(value, n) FROM (SELECT contract_type AS value, count(*) AS n FROM hit
       WHERE missed & ~{BITS["contract_type"]} = 0 AND contract_type <> '' GROUP BY 1) AS f) AS contract_type,
    (SELECT jsonb_object_agg(value, n) FROM (SELECT contract_nature AS value, count(*) AS n FROM hit
       WHERE missed & ~{BITS["contract_nature"]} = 0 AND contract_nature <> '' GROUP BY 1) AS f) AS contract_nature,
    (SELECT jsonb_object_agg(value, n) FROM (SELECT full_time::text AS value, count(*) AS n FROM hit
       WHERE missed & ~{BITS["full_time"]} = 0 AND full_time IS NOT NULL GROUP BY 1) AS f) AS full_time,
    (SELECT jsonb_object_agg(value, n) FROM (SELECT schema AS value, count(*) AS n FROM hit
       WHERE missed = 0 GROUP BY 1) AS f) AS origin,
    (SELECT count(*) FROM hit WHERE missed & ~{BITS["licence"]} = 0 AND licence <> 'required') AS without_licence,
    (SELECT count(*) FROM hit WHERE missed & ~{BITS["housing"]} = 0 AND housing) AS housing"""  # noqa: S608  constants


class PostgresEngine:
    """Looks documents up in the rows themselves."""

    name = "postgres"

    def search(self, query: Query) -> EnginePage:
        """One page, its total and its counts, in one statement."""
        return self._run(query, steps=[query.criteria.radius_km])[1]

    def first_with_hits(self, queries: Sequence[Query]) -> tuple[Query, EnginePage] | None:
        """The widest circle is read once; the smallest step that holds its nearest hit becomes the answer."""
        widest = queries[-1]
        step, page = self._run(widest, steps=[query.criteria.radius_km for query in queries])
        if page.total == 0:
            return None
        return next((query, page) for query in queries if query.criteria.radius_km == step)

    def _run(self, query: Query, *, steps: list[int]) -> tuple[int, EnginePage]:
        sql, arguments = statement(query, steps=steps)
        with connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            columns = [column.name for column in cursor.description]
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        return _read(rows, facets=query.facets)


def statement(query: Query, *, steps: list[int]) -> tuple[str, dict[str, Any]]:
    """The one statement of a page and its arguments; nothing that a visitor typed is in the text of it."""
    criteria = query.criteria
    arguments: dict[str, Any] = {
        **_arguments(query, widest=max(steps)),
        "steps": sorted(steps),
        "limit": criteria.page_size,
        "offset": criteria.offset,
        "excerpt": EXCERPT_LENGTH,
    }
    where = ["NOT doc.withdrawn", _scope(criteria.scope)]
    if criteria.occupations:
        where.append("doc.occupation_code = ANY(%(occupations)s)")
    if query.published_since is not None:
        where.append("doc.published_at >= %(published_since)s")
    where += [_clause_holds(number, clause) for number, clause in enumerate(query.clauses)]
    if criteria.place is not None:
        where += _PLACE_CONDITIONS
    order = _ORDERS[criteria.sort if criteria.place or criteria.sort != "distance" else "relevance"]
    score = " + ".join(
        [
            f"CASE WHEN doc.schema = %(schema)s THEN {WEIGHT_OWN} ELSE 0 END",
            *(_clause_weight(number, clause) for number, clause in enumerate(query.clauses)),
        ]
    )
    missed = [f"CASE WHEN {_CONDITIONS[group]} THEN 0 ELSE {BITS[group]} END" for group in chosen(criteria)]
    sql = f"""
WITH wide AS MATERIALIZED (
  SELECT doc.id, doc.schema, doc.offer_id, doc.published_at, doc.contract_type, doc.contract_nature, doc.full_time,
    doc.licence, doc.housing, doc.commune_insee = ANY(%(insees)s) AS inside, near.km,
    {score} AS score, {" + ".join(missed) or "0"} AS missed
  FROM search_jobdocument AS doc
  CROSS JOIN LATERAL (
    SELECT min({HAVERSINE_SQL.format(a="origin", b="doc")}) AS km
    FROM unnest(%(latitudes)s::float8[], %(longitudes)s::float8[]) AS origin(latitude, longitude)
    WHERE doc.latitude IS NOT NULL) AS near
  WHERE {" AND ".join(where)}),
step AS (
  SELECT min(one) AS km FROM unnest(%(steps)s::float8[]) AS one
  WHERE one >= (SELECT min(CASE WHEN inside THEN 0 ELSE coalesce(km, 0) END) FROM wide WHERE missed = 0)),
hit AS (
  SELECT wide.* FROM wide, step WHERE inside OR wide.km IS NULL OR wide.km <= coalesce(step.km, %(widest)s)),
top AS (
  SELECT hit.id, row_number() OVER (ORDER BY {order}) AS place_in_order
  FROM hit WHERE missed = 0 ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s),
counted AS (SELECT {_COUNTS}{_FACETS if query.facets else ""})
SELECT (SELECT km FROM step) AS step, to_jsonb(counted) AS counted, doc.id,
  left(doc.description, %(excerpt)s) AS excerpt, {", ".join(f"doc.{name}" for name in _SHOWN)}
FROM counted LEFT JOIN (top JOIN search_jobdocument AS doc USING (id)) ON true
ORDER BY top.place_in_order
"""  # noqa: S608  every value is an argument; the pieces are constants of this module
    return sql, arguments


_PLACE_CONDITIONS = [
    # First what an index can answer …
    """(doc.commune_insee = ANY(%(insees)s)
        OR point(doc.longitude, doc.latitude) <@ box(point(%(west)s, %(south)s), point(%(east)s, %(north)s))
        OR (doc.latitude IS NULL AND doc.commune_insee = '' AND
            CASE WHEN doc.postcode <> '' THEN doc.postcode = ANY(%(postcodes)s)
                 ELSE doc.department = ANY(%(departments)s) END))""",
    # … then the circle itself.
    "(doc.commune_insee = ANY(%(insees)s) OR doc.latitude IS NULL OR near.km <= %(widest)s)",
]


def _scope(scope: Scope) -> str:
    if scope.shows == "reach":
        others = "doc.audience @> ARRAY[%(schema)s]::varchar[]"
    elif scope.shows == "sector":
        others = (
            "doc.audience && ARRAY[%(schema)s, %(everybody)s]::varchar[] AND doc.occupation_code LIKE ANY(%(sector)s)"
        )
    else:
        return "doc.schema = %(schema)s"
    return f"(doc.schema = %(schema)s OR ({others}))"


def _clause_holds(number: int, clause: Clause) -> str:
    ways = []
    if clause.groups:
        ways.append(f"doc.vector @@ %(clause{number})s::tsquery")
    if clause.codes:
        ways.append(f"doc.occupation_code = ANY(%(codes{number})s)")
    return f"({' OR '.join(ways)})"


def _clause_weight(number: int, clause: Clause) -> str:
    ways = []
    if clause.groups:
        ways.append(f"WHEN doc.vector @@ %(clause{number}A)s::tsquery THEN {WEIGHT_TITLE}")
    if clause.codes:
        ways.append(f"WHEN doc.occupation_code = ANY(%(codes{number})s) THEN {WEIGHT_CODE}")
    if clause.groups:
        ways.append(f"WHEN doc.vector @@ %(clause{number}B)s::tsquery THEN {WEIGHT_OCCUPATION}")
        ways.append(f"WHEN doc.vector @@ %(clause{number}C)s::tsquery THEN {WEIGHT_ABOUT}")
    return f"CASE {' '.join(ways)} ELSE {WEIGHT_ANYWHERE} END"


def _arguments(query: Query, *, widest: int) -> dict[str, Any]:
    criteria = query.criteria
    arguments: dict[str, Any] = {
        **chosen(criteria),
        "schema": criteria.scope.schema,
        "everybody": JobDocument.EVERYBODY,
        "sector": [f"{domain}%" for domain in criteria.scope.sector_domains],
        "occupations": sorted(criteria.occupations),
        "published_since": query.published_since,
        "widest": widest,
        "insees": [],
        "latitudes": [],
        "longitudes": [],
    }
    for number, clause in enumerate(query.clauses):
        arguments[f"codes{number}"] = list(clause.codes)
        for weight in ("", "A", "B", "C"):
            arguments[f"clause{number}{weight}"] = _tsquery(clause, weight)
    if criteria.place is not None:
        place = criteria.place
        arguments |= {
            "insees": sorted(place.insees),
            "postcodes": sorted(place.postcodes),
            "departments": sorted(place.departments),
            "latitudes": [latitude for latitude, _longitude in place.points],
            "longitudes": [longitude for _latitude, longitude in place.points],
            **vars(box_around(place.points, radius_km=widest)),
        }
    return arguments


def _tsquery(clause: Clause, weight: str) -> str:
    """The groups as a tsquery literal, in one field or (weight "") in any. Stems are letters and digits only."""
    mark = f":{weight}" if weight else ""
    return " | ".join("(" + " & ".join(f"'{stem}'{mark}" for stem in group) + ")" for group in clause.groups)


def found_in(row: JobDocument) -> FoundDocument:
    """What a result shows, from a row that has COLUMNS_READ."""
    columns = {name: getattr(row, name) for name in _SHOWN}
    return FoundDocument(**columns | {"sources": tuple(row.sources), "excerpt": row.description[:EXCERPT_LENGTH]})


def _read(rows: list[dict[str, Any]], *, facets: bool) -> tuple[int, EnginePage]:
    step, counted = rows[0]["step"], json.loads(rows[0]["counted"])
    documents = tuple(
        FoundDocument(
            **{name: row[name] for name in FoundDocument.__dataclass_fields__} | {"sources": tuple(row["sources"])}
        )
        for row in rows
        if row["id"] is not None
    )
    found = Facets()
    if facets:
        found = Facets(
            contract_type=counted["contract_type"] or {},
            contract_nature=counted["contract_nature"] or {},
            full_time={value == "true": n for value, n in (counted["full_time"] or {}).items()},
            without_licence=counted["without_licence"],
            housing=counted["housing"],
            origin=counted["origin"] or {},
        )
    return int(step or RADIUS_STEPS_KM[0]), EnginePage(documents=documents, total=counted["total"], facets=found)
