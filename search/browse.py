"""How many live offers a tenant shows, by occupation and by commune: what its browsing pages link to."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from search.criteria import Scope
from search.models import JobDocument, JobDocumentQuerySet


@dataclass(frozen=True)
class OccupationCount:
    """An occupation with at least one offer."""

    code: str
    label: str
    offers: int


@dataclass(frozen=True)
class CommuneCount:
    """A commune with at least one offer, written as the offers write it."""

    insee: str
    name: str
    postcode: str
    offers: int


def by_occupation(scope: Scope) -> list[OccupationCount]:
    """Occupations with live offers, by code. One query."""
    rows = (
        _visible(scope)
        .exclude(occupation_code="")
        .values("occupation_code")
        .annotate(label=Max("occupation_label"), offers=Count("pk"))
        .order_by("occupation_code")
    )
    return [OccupationCount(row["occupation_code"], row["label"], row["offers"]) for row in rows]


def by_commune(scope: Scope, *, occupation: str = "", limit: int | None = None) -> list[CommuneCount]:
    """Communes with live offers (of one occupation), most offers first. One query."""
    rows = (
        _visible(scope)
        .filter(**({"occupation_code": occupation} if occupation else {}))
        .exclude(commune_insee="")
        .values("commune_insee")
        .annotate(name=Max("commune_name"), postcode=Max("postcode"), offers=Count("pk"))
        .order_by("-offers", "name", "commune_insee")
    )[:limit]
    return [CommuneCount(row["commune_insee"], row["name"], row["postcode"], row["offers"]) for row in rows]


def by_pair(scope: Scope) -> list[tuple[str, str, str, str]]:
    """Every (occupation code, its label, insee, commune name) that has a live offer, for a sitemap. One query."""
    return list(
        _visible(scope)
        .exclude(occupation_code="")
        .exclude(commune_insee="")
        .values_list("occupation_code", "commune_insee")
        .annotate(label=Max("occupation_label"), name=Max("commune_name"))
        .order_by("occupation_code", "commune_insee")
        .values_list("occupation_code", "label", "commune_insee", "name")
    )


def live_by_schema() -> dict[str, int]:
    """How many live offers each tenant published itself. One query."""
    return dict(JobDocument.objects.live().values_list("schema").annotate(offers=Count("pk")))


def _visible(scope: Scope) -> JobDocumentQuerySet:
    """The same rule as both engines': a tenant's own, and what others share with it."""
    live = JobDocument.objects.live()
    own = Q(schema=scope.schema)
    if scope.shows == "reach":
        return live.filter(own | Q(audience__contains=[scope.schema]))
    if scope.shows == "sector":
        sector = Q()
        for domain in scope.sector_domains:
            sector |= Q(occupation_code__startswith=domain)
        if not sector:
            return live.filter(own)
        return live.filter(own | (sector & Q(audience__overlap=[scope.schema, JobDocument.EVERYBODY])))
    return live.filter(own)
