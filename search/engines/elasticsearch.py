"""The engine of a platform: the same questions as PostgreSQL's, in Elasticsearch's words."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings

from search import client
from search.criteria import Place, Scope
from search.engines.mapping import found, microseconds
from search.engines.protocol import (
    WEIGHT_ABOUT,
    WEIGHT_ANYWHERE,
    WEIGHT_CODE,
    WEIGHT_OCCUPATION,
    WEIGHT_OWN,
    WEIGHT_TITLE,
    EnginePage,
    Query,
)
from search.errors import EngineUnavailable
from search.facets import BITS, Facets, chosen
from search.models import JobDocument
from search.understanding import Clause

Body = dict[str, Any]
MOST_VALUES = 1_000  # of a facet: more than there are contract types, or tenants in a database


def alias() -> str:
    """The name that searches and writes go to; a rebuild moves it to a new index."""
    return f"{settings.SEARCH_INDEX_PREFIX}-jobs"


class ElasticsearchEngine:
    """Looks documents up in the index behind the alias."""

    name = "elasticsearch"

    def search(self, query: Query) -> EnginePage:
        """One page, its total and its counts, in one request."""
        answer = client.ask(
            lambda elastic: elastic.search(index=alias(), allow_partial_search_results=False, **body(query))
        )
        with client.sensible():
            return _read(answer, facets=query.facets)

    def first_with_hits(self, queries: Sequence[Query]) -> tuple[Query, EnginePage] | None:
        """All the steps in one request; the first that found something is the answer."""
        header = {"index": alias(), "allow_partial_search_results": False}
        searches = [part for query in queries for part in (header, _spelled(body(query)))]
        answer = client.ask(lambda elastic: elastic.msearch(searches=searches))
        with client.sensible():
            for query, one in zip(queries, answer["responses"], strict=True):
                if "error" in one:
                    raise EngineUnavailable(str(one["error"])[:300])
                page = _read(one, facets=query.facets)
                if page.total:
                    return query, page
        return None


def body(query: Query) -> Body:
    """The arguments of one search."""
    criteria = query.criteria
    by_distance = criteria.sort == "distance" and criteria.place is not None
    filters = [_scope(criteria.scope)]
    if criteria.occupations:
        filters.append(_terms("occupation_code", criteria.occupations))
    if query.published_since is not None:
        filters.append({"range": {"published_us": {"gte": microseconds(query.published_since)}}})
    if criteria.place is not None:
        filters.append(_around(criteria.place, criteria.radius_km))
    clauses = [_clause(clause) for clause in query.clauses]
    if by_distance:
        # The score is free to say "inside the place"; sorting knows no condition otherwise.
        assert criteria.place is not None
        scoring = {"filter": filters + clauses, "should": [_worth(1, _terms("commune_insee", criteria.place.insees))]}
    else:
        own = _worth(WEIGHT_OWN, {"term": {"schema": criteria.scope.schema}})
        scoring = {"filter": filters, "must": clauses, "should": [own]}
    narrowed = {group: _CHOICES[group](wanted) for group, wanted in chosen(criteria).items()}
    asked: Body = {
        "query": {"bool": scoring},
        "post_filter": _all_of(narrowed.values()),
        "sort": _order(query),
        "from_": criteria.offset,
        "size": criteria.page_size,
        "track_total_hits": True,
    }
    if query.facets:
        asked["aggs"] = _counts(narrowed)
    return asked


def _spelled(asked: Body) -> Body:
    return {("from" if name == "from_" else name): value for name, value in asked.items()}


def _scope(scope: Scope) -> Body:
    own = {"term": {"schema": scope.schema}}
    if scope.shows == "reach":
        return _any_of([own, {"term": {"audience": scope.schema}}])
    if scope.shows == "sector":
        shared = _terms("audience", [scope.schema, JobDocument.EVERYBODY])
        in_sector = _any_of([{"prefix": {"occupation_code": domain}} for domain in scope.sector_domains])
        return _any_of([own, _all_of([shared, in_sector])])
    return own


def _clause(clause: Clause) -> Body:
    """What it is worth by the best place where it holds; matching none of them is no match."""

    def in_field(field: str) -> Body:
        return _any_of([_all_of([{"term": {field: stem}} for stem in group]) for group in clause.groups])

    ways = []
    if clause.codes:
        ways.append(_worth(WEIGHT_CODE, _terms("occupation_code", clause.codes)))
    if clause.groups:
        ways += [
            _worth(WEIGHT_TITLE, in_field("stems_title")),
            _worth(WEIGHT_OCCUPATION, in_field("stems_occupation")),
            _worth(WEIGHT_ABOUT, in_field("stems_about")),
            _worth(WEIGHT_ANYWHERE, in_field("stems_anywhere")),
        ]
    return {"dis_max": {"queries": ways}}


def _around(place: Place, radius_km: int) -> Body:
    """Within the radius of one of its points, in one of its communes, or as near as an unplaced offer can say."""
    circles = [
        {"geo_distance": {"distance": f"{radius_km}km", "distance_type": "arc", "position": _point(point)}}
        for point in place.points
    ]
    by_code = _any_of(
        [
            _terms("postcode", place.postcodes),
            {"bool": {"must_not": [_has("postcode")], "filter": [_terms("department", place.departments)]}},
        ]
    )
    unplaced = {"bool": {"must_not": [_has("position"), _has("commune_insee")], "filter": [by_code]}}
    return _any_of([_terms("commune_insee", place.insees), *circles, unplaced])


def _order(query: Query) -> list[Any]:
    criteria = query.criteria
    last = [{"published_us": "desc"}, {"offer_id": "asc"}, {"schema": "asc"}]
    if criteria.sort == "date":
        return last
    if criteria.sort == "distance" and criteria.place is not None and criteria.place.points:
        distance = {
            "position": [_point(point) for point in criteria.place.points],
            "order": "asc",
            "mode": "min",
            "distance_type": "arc",
            "unit": "km",
        }
        return [{"_score": "desc"}, {"_geo_distance": distance}, *last]
    return [{"_score": "desc"}, *last]


def _counts(narrowed: dict[str, Body]) -> Body:
    """One aggregation a group, each under the other groups' choices but not its own."""

    def under_others(group: str | None, counted: Body, *also: Body) -> Body:
        others = [choice for name, choice in narrowed.items() if name != group]
        return {"filter": _all_of([*others, *also])} | ({"aggs": {"values": counted}} if counted else {})

    def values(field: str) -> Body:
        return {"terms": {"field": field, "size": MOST_VALUES}}

    return {
        "contract_type": under_others("contract_type", values("contract_type")),
        "contract_nature": under_others("contract_nature", values("contract_nature")),
        "full_time": under_others("full_time", values("full_time")),
        "origin": under_others(None, values("schema")),
        "without_licence": under_others("licence", {}, _CHOICES["licence"]("without")),
        "housing": under_others("housing", {}, _CHOICES["housing"](True)),
    }


_CHOICES: dict[str, Callable[[Any], Body]] = {
    "contract_type": lambda wanted: _terms("contract_type", wanted),
    "contract_nature": lambda wanted: _terms("contract_nature", wanted),
    "full_time": lambda wanted: {"term": {"full_time": wanted}},
    "licence": lambda wanted: {"bool": {"must_not": [{"term": {"licence": "required"}}]}},
    "housing": lambda wanted: {"term": {"housing": True}},
}
assert _CHOICES.keys() == BITS.keys()  # a group that only one engine knew would split the sets


def _read(answer: Any, *, facets: bool) -> EnginePage:
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise EngineUnavailable("only a part of the index answered")
    found_facets = Facets()
    if facets:
        counts = answer["aggregations"]
        found_facets = Facets(
            contract_type=_by_value(counts["contract_type"]),
            contract_nature=_by_value(counts["contract_nature"]),
            full_time={bucket["key"] == 1: bucket["doc_count"] for bucket in counts["full_time"]["values"]["buckets"]},
            without_licence=counts["without_licence"]["doc_count"],
            housing=counts["housing"]["doc_count"],
            origin=_by_value(counts["origin"]),
        )
    hits = answer["hits"]
    return EnginePage(
        documents=tuple(found(hit["_source"]) for hit in hits["hits"]),
        total=hits["total"]["value"],
        facets=found_facets,
    )


def _by_value(counted: Any) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in counted["values"]["buckets"]}


def _worth(points: float, matching: Body) -> Body:
    return {"constant_score": {"filter": matching, "boost": points}}


def _any_of(ways: Sequence[Body]) -> Body:
    # Without a way there is no match: an empty `should` would match everything.
    return {"bool": {"should": list(ways), "minimum_should_match": 1}} if ways else {"match_none": {}}


def _all_of(conditions: Iterable[Body]) -> Body:
    return {"bool": {"filter": list(conditions)}}


def _terms(field: str, values: Iterable[str]) -> Body:
    return {"terms": {field: sorted(values)}}


def _has(field: str) -> Body:
    return {"exists": {"field": field}}


def _point(point: tuple[float, float]) -> Body:
    return {"lat": point[0], "lon": point[1]}
