"""The one door to the index: criteria in, a page of hits out, whatever happens to the engines."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from search import client
from search.criteria import RADIUS_STEPS_KM, Place, SearchCriteria
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgres import PostgresEngine
from search.engines.protocol import Engine, EnginePage, FoundDocument, Query
from search.errors import EngineUnavailable
from search.facets import Facets
from search.geo import nearest_km
from search.origins import origin_of
from search.understanding import understand

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit(FoundDocument):
    """A document as one visitor sees it: how far away, whose, and where its own page is.

    `distance_km` is great-circle, 0 inside the place asked for, None without a place or a position. `url` is absolute
    and at the origin's own site.
    """

    distance_km: float | None
    is_own: bool
    url: str
    origin_name: str
    origin_preset: str


@dataclass(frozen=True)
class SearchPage:
    """One page of hits, and everything a visitor must be told about how it came about.

    `criteria` are those executed: when nothing was found within the radius asked for, `widened_from` has that radius
    and the criteria the wider one. `degraded`: Elasticsearch did not answer, PostgreSQL did; results may be partial.
    `corrected`: the text as it was read when a word of it was mistyped.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Facets
    criteria: SearchCriteria
    widened_from: int | None
    degraded: bool
    corrected: str | None
    engine: str


def find(criteria: SearchCriteria, *, facets: bool = True) -> SearchPage:
    """One page of what these criteria ask for: one engine call, and a second one only to look further around.

    Pass `facets=False` where the counts are not shown; they cost most of a search.
    """
    understood = understand(criteria.text)
    query = Query(criteria=criteria, clauses=understood.clauses, now=timezone.now(), facets=facets)
    query, page, engine = _ask(query)
    return SearchPage(
        hits=tuple(_hit(document, query.criteria) for document in page.documents),
        total=page.total,
        facets=page.facets,
        criteria=query.criteria,
        widened_from=criteria.radius_km if query.criteria.radius_km != criteria.radius_km else None,
        degraded=bool(settings.ELASTICSEARCH_URL) and engine.name == PostgresEngine.name,
        corrected=understood.corrected,
        engine=engine.name,
    )


def _ask(query: Query) -> tuple[Query, EnginePage, Engine]:
    """The page from the engine of this installation, or from PostgreSQL when that one is away."""
    if settings.ELASTICSEARCH_URL:
        engine = ElasticsearchEngine()
        try:
            with client.breaker().guard():
                return *_widened(engine, query), engine
        except EngineUnavailable as away:
            logger.warning("Searching in PostgreSQL instead: %s", away)
    fallback = PostgresEngine()
    return *_widened(fallback, query), fallback


def _widened(engine: Engine, query: Query) -> tuple[Query, EnginePage]:
    page = engine.search(query)
    criteria = query.criteria
    wider = [query.within(step) for step in RADIUS_STEPS_KM if step > criteria.radius_km]
    if page.total or criteria.place is None or not criteria.place.points or criteria.page != 1 or not wider:
        return query, page
    return engine.first_with_hits(wider) or (query, page)


def _hit(document: FoundDocument, criteria: SearchCriteria) -> Hit:
    origin = origin_of(document.schema)
    columns = vars(document) | {"excerpt": _cut(document.excerpt)}
    return Hit(
        **columns,
        distance_km=_distance_km(document, criteria.place),
        is_own=document.schema == criteria.scope.schema,
        url=f"{origin.base_url}{document.path}",
        origin_name=origin.name,
        origin_preset=origin.preset,
    )


def _distance_km(document: FoundDocument, place: Place | None) -> float | None:
    if place is None:
        return None
    if document.commune_insee in place.insees:
        return 0.0
    if document.latitude is None or document.longitude is None:
        return None
    return nearest_km((document.latitude, document.longitude), place.points)


def _cut(text: str) -> str:
    """An excerpt ends with a whole word."""
    line = " ".join(text.split())
    if len(text) < 200 or " " not in line:
        return line
    return f"{line.rsplit(' ', 1)[0]} …"
