"""What a visitor asks for, as every caller must put it; checked here once, trusted by the engines."""

import re
from dataclasses import dataclass, field
from typing import Literal

from search.errors import EmptyScope, InvalidCriteria
from search.geo import Point

RADIUS_STEPS_KM = (5, 10, 20, 30, 50, 100)
DEFAULT_RADIUS_KM = 20
DEEPEST_HIT = 10_000  # Elasticsearch pages no deeper; nobody does
LONGEST_TEXT = 200  # characters of a query that are read; the rest is ignored
MOST_POINTS = 1_000
_SCHEMA = re.compile(r"[a-z0-9_]{1,63}\Z")

Shows = Literal["none", "reach", "sector"]
Sort = Literal["relevance", "distance", "date"]
Licence = Literal["any", "without"]
PlaceKind = Literal["commune", "postcode", "territory"]


@dataclass(frozen=True)
class Scope:
    """Whose offers may be seen: a tenant's own, and those of others that it shows and they share.

    `sector_domains` are beginnings of ROME codes ("G12", "L1401"); only read when `shows` is "sector".
    """

    schema: str
    shows: Shows
    sector_domains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.schema or self.schema == "public" or not _SCHEMA.match(self.schema):
            raise EmptyScope(f"No tenant to search for: {self.schema!r}")
        if self.shows not in ("none", "reach", "sector"):
            raise InvalidCriteria(f"Unknown rule for others' offers: {self.shows!r}")
        if not all(re.fullmatch(r"[A-N]\d{0,4}", domain) for domain in self.sector_domains):
            raise InvalidCriteria(f"Not beginnings of ROME codes: {self.sector_domains!r}")


@dataclass(frozen=True)
class Place:
    """Where to look around: communes that count as distance 0, and the points distance is measured from.

    `postcodes` let an offer that names only a postcode be found; `points` are (latitude, longitude) in degrees and
    may be empty for overseas communes without a position.
    """

    label: str
    kind: PlaceKind
    insees: frozenset[str]
    points: tuple[Point, ...]
    postcodes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.kind not in ("commune", "postcode", "territory"):
            raise InvalidCriteria(f"Unknown kind of place: {self.kind!r}")
        if not self.insees and not self.points and not self.postcodes:
            raise InvalidCriteria(f"A place without communes, postcodes or points: {self.label!r}")
        if len(self.points) > MOST_POINTS:
            raise InvalidCriteria(f"A place of {len(self.points)} points")
        if not all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for latitude, longitude in self.points):
            raise InvalidCriteria("A point that is not on the globe")

    @property
    def departments(self) -> frozenset[str]:
        """The departments of its communes: "59", "2A", "974"."""
        return frozenset(insee[:3] if insee.startswith(("97", "98")) else insee[:2] for insee in self.insees)


@dataclass(frozen=True)
class SearchCriteria:
    """One search. Empty sets and None mean "any"; pages count from 1."""

    scope: Scope
    text: str = ""
    occupations: frozenset[str] = frozenset()
    contract_types: frozenset[str] = frozenset()
    contract_natures: frozenset[str] = frozenset()
    place: Place | None = None
    radius_km: int = DEFAULT_RADIUS_KM
    licence: Licence = "any"
    housing: bool = False
    full_time: bool | None = None
    max_age_days: int | None = None
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = field(default=20)

    def __post_init__(self) -> None:
        if not isinstance(self.scope, Scope):
            raise EmptyScope("No tenant to search for")
        if self.radius_km not in RADIUS_STEPS_KM:
            raise InvalidCriteria(f"Radius of {self.radius_km!r} km; it is one of {RADIUS_STEPS_KM}")
        if self.licence not in ("any", "without"):
            raise InvalidCriteria(f"Unknown licence filter: {self.licence!r}")
        if self.sort not in ("relevance", "distance", "date"):
            raise InvalidCriteria(f"Unknown order: {self.sort!r}")
        if self.max_age_days is not None and not 0 < self.max_age_days <= 3650:
            raise InvalidCriteria(f"Age of {self.max_age_days!r} days")
        if not 0 < self.page_size <= 200:
            raise InvalidCriteria(f"{self.page_size!r} offers a page")
        if self.page < 1 or self.page * self.page_size > DEEPEST_HIT:
            raise InvalidCriteria(f"Page {self.page!r} of {self.page_size} offers")

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size
