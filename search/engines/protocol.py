"""What an engine is asked and what it answers; the two engines differ in nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from search.criteria import SearchCriteria
from search.facets import Facets
from search.understanding import Clause

# How much a clause counts by where it holds; the best place wins, clauses add up. A tenant's own offer gets half a
# point: less than any difference in text, so that it comes first only among equals. Halves are exact in every float.
WEIGHT_TITLE, WEIGHT_CODE, WEIGHT_OCCUPATION, WEIGHT_ABOUT, WEIGHT_ANYWHERE = 8.0, 6.0, 5.0, 3.0, 1.0
WEIGHT_OWN = 0.5
EXCERPT_LENGTH = 240


@dataclass(frozen=True)
class Query:
    """Criteria with their text understood and their moment fixed: everything two engines need to agree."""

    criteria: SearchCriteria
    clauses: tuple[Clause, ...]
    now: datetime
    facets: bool = True

    @property
    def published_since(self) -> datetime | None:
        days = self.criteria.max_age_days
        return None if days is None else self.now - timedelta(days=days)

    def within(self, radius_km: int) -> "Query":
        """The same question, wider."""
        return replace(self, criteria=replace(self.criteria, radius_km=radius_km))


@dataclass(frozen=True)
class FoundDocument:
    """The columns of a document that a result shows."""

    schema: str
    offer_id: UUID
    path: str
    title: str
    employer_name: str
    excerpt: str
    occupation_code: str
    occupation_label: str
    contract_type: str
    contract_nature: str
    full_time: bool | None
    weekly_hours: float | None
    salary_label: str
    salary_monthly_min: int | None
    salary_monthly_max: int | None
    licence: str
    licence_label: str
    housing: bool
    season: str
    commune_insee: str
    commune_name: str
    postcode: str
    department: str
    epci_siren: str
    latitude: float | None
    longitude: float | None
    posts: int
    published_at: datetime
    sources: tuple[str, ...]


@dataclass(frozen=True)
class EnginePage:
    """One page of documents in order, the total of all pages, and the counts."""

    documents: tuple[FoundDocument, ...]
    total: int
    facets: Facets = field(default_factory=Facets)


class Engine(Protocol):
    """Where documents are looked up."""

    name: str

    def search(self, query: Query) -> EnginePage:
        """One page. Raises EngineUnavailable; never answers a part of the truth as if it were all."""
        ...

    def first_with_hits(self, queries: Sequence[Query]) -> tuple[Query, EnginePage] | None:
        """Of ever wider questions, the first that finds something, in one call; None when none does."""
        ...
