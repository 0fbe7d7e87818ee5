"""Where is looked: the same circles, communes, postcodes and departments as both engines', found from the offer."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from search.criteria import Place
from search.geo import Box, Point, box_around, distance_km
from search.matching.candidate import Spot
from search.matching.sets import drop
from search.models import SavedSearch
from search.places import of_territory
from tenants.reference.models import Commune

CELL = 0.5  # degrees: a circle of 20 km touches about six cells
Token = tuple[str, object]
# What a place follows from: kind, communes, postcodes.
PlaceKey = tuple[str, tuple[str, ...], tuple[str, ...]]
WhereKey = tuple[PlaceKey, int]


@dataclass(frozen=True, eq=False)
class Where:
    """A place and a radius. One object for all the searches that look there: compared by identity."""

    key: WhereKey
    place: Place
    radius_km: int

    def holds(self, spot: Spot) -> bool:
        """Inside one of its communes, within the radius of one of its points, or as near as an unplaced offer says."""
        place = self.place
        if spot.insee in place.insees:
            return True
        if spot.point is not None:
            latitude, longitude = spot.point
            box = self._box
            return (
                box.south <= latitude <= box.north
                and box.west <= longitude <= box.east
                and any(distance_km(point, spot.point) <= self.radius_km for point in place.points)
            )
        if spot.insee:
            return False
        return spot.postcode in place.postcodes if spot.postcode else spot.department in place.departments

    def tokens(self) -> Iterator[Token]:
        """Everything of a spot by which this may hold there."""
        yield from (("insee", insee) for insee in self.place.insees)
        yield from (("postcode", postcode) for postcode in self.place.postcodes)
        yield from (("department", department) for department in self.place.departments)
        yield from {("cell", cell) for point in self.place.points for cell in _cells(point, self.radius_km)}

    @cached_property
    def _box(self) -> Box:
        return box_around(self.place.points, radius_km=self.radius_km)


def tokens_of(spot: Spot) -> Iterator[Token]:
    """By what a spot is found: at most two of its own."""
    if spot.insee:
        yield "insee", spot.insee
    if spot.point is not None:
        yield "cell", (_cell(spot.point[0]), _cell(spot.point[1]))
    elif not spot.insee:
        yield ("postcode", spot.postcode) if spot.postcode else ("department", spot.department)


class Wheres:
    """Every distinct Where, by what a spot may be found by."""

    def __init__(self) -> None:
        self._known: dict[WhereKey, Where] = {}
        self._users: Counter[WhereKey] = Counter()
        self._near: dict[Token, set[Where]] = defaultdict(set)

    def __contains__(self, key: WhereKey) -> bool:
        return key in self._known

    def add(self, key: WhereKey, places: dict[PlaceKey, Place]) -> Where:
        """The one for this key, made of its place when it is the first."""
        self._users[key] += 1
        where = self._known.get(key)
        if where is None:
            where = self._known[key] = Where(key=key, place=places[key[0]], radius_km=key[1])
            for token in where.tokens():
                self._near[token].add(where)
        return where

    def remove(self, where: Where) -> None:
        self._users[where.key] -= 1
        if not self._users[where.key]:
            del self._users[where.key], self._known[where.key]
            for token in where.tokens():
                drop(self._near, token, where)

    def near(self, spot: Spot) -> list[set[Where]]:
        """Those that may hold at a spot, and no others do."""
        return [self._near[token] for token in tokens_of(spot) if token in self._near]


def where_key_of(row: SavedSearch) -> WhereKey | None:
    """None: anywhere."""
    if not row.place_kind or row.radius_km is None:
        return None
    return (row.place_kind, tuple(row.place_insees), tuple(row.place_postcodes)), row.radius_km


def places_of(keys: Iterable[PlaceKey]) -> dict[PlaceKey, Place]:
    """The places with their points: one query for all communes, two more for each territory."""
    wanted = set(keys)
    insees = {insee for kind, insees, _postcodes in wanted if kind != "territory" for insee in insees}
    position_of = {commune.insee: commune.position for commune in Commune.objects.filter(insee__in=insees)}
    return {key: _place(key, position_of) for key in wanted}


def _place(key: PlaceKey, position_of: dict[str, Point | None]) -> Place:
    kind, insees, postcodes = key
    if kind == "territory":
        return of_territory("", insees)
    points = (position_of.get(insee) for insee in insees)
    return Place(
        label="",
        kind="commune" if kind == "commune" else "postcode",
        insees=frozenset(insees),
        points=tuple(point for point in points if point),
        postcodes=frozenset(postcodes),
    )


def _cells(point: Point, radius_km: int) -> Iterator[tuple[int, int]]:
    box = box_around([point], radius_km=radius_km)
    for row in range(_cell(box.south), _cell(box.north) + 1):
        yield from ((row, column) for column in range(_cell(box.west), _cell(box.east) + 1))


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)
