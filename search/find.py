"""The one door to the index: criteria in, a page of hits out, whatever happens to the engines."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from search import client
from search.criteria import RADIUS_STEPS_KM, Place, Scope, SearchCriteria
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgres import COLUMNS_READ, PostgresEngine, found_in
from search.engines.protocol import Engine, EnginePage, FoundDocument, Query
from search.errors import EngineUnavailable
from search.facets import Facets
from search.geo import nearest_km
from search.models import JobDocument
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
        hits=tuple(
            hit_of(document, scope=query.criteria.scope, place=query.criteria.place) for document in page.documents
        ),
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


def documents(keys: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], FoundDocument]:
    """The live documents of these (schema, offer id), as the rows say it now. One query for any number of them."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = JobDocument.objects.live().filter(
        schema__in={schema for schema, _offer_id in wanted}, offer_id__in={offer_id for _schema, offer_id in wanted}
    )
    found = (found_in(row) for row in rows.only(*COLUMNS_READ))
    return {key: one for one in found if (key := (one.schema, one.offer_id)) in wanted}


def hit_of(document: FoundDocument, *, scope: Scope, place: Place | None = None) -> Hit:
    """A document as a visitor of this scope sees it from this place. No query of its own."""
    origin = origin_of(document.schema)
    columns = {name: getattr(document, name) for name in FoundDocument.__dataclass_fields__}
    columns["excerpt"] = _cut(document.excerpt)
    return Hit(
        **columns,
        distance_km=_distance_km(document, place),
        is_own=document.schema == scope.schema,
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
