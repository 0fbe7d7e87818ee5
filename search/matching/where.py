"""Where is looked: the same circles, communes, postcodes and departments as both engines', found from the offer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.criteria import Place
from search.geo import Point, distance_km
from search.matching.candidate import Spot
from search.matching.circles import Circles, Vector, vector_of
from search.matching.sets import drop
from search.models import SavedSearch
from search.places import of_territory
from tenants.reference.models import Commune

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
    vectors: tuple[Vector, ...]  # of the place's points; the same object at every radius

    def holds(self, spot: Spot) -> bool:
        """Inside one of its communes, within the radius of one of its points, or as near as an unplaced offer says."""
        place = self.place
        if spot.insee in place.insees:
            return True
        if spot.point is not None:
            return any(distance_km(point, spot.point) <= self.radius_km for point in place.points)
        if spot.insee:
            return False
        return spot.postcode in place.postcodes if spot.postcode else spot.department in place.departments

    def tokens(self) -> Iterator[Token]:
        """What a spot may say of itself for this to hold there, whatever its position."""
        yield from (("insee", insee) for insee in self.place.insees)
        yield from (("postcode", postcode) for postcode in self.place.postcodes)
        yield from (("department", department) for department in self.place.departments)


class Wheres:
    """Every distinct Where, by what a spot may say of itself and by its circles."""

    def __init__(self) -> None:
        self._known: dict[PlaceKey, dict[int, Where]] = {}
        self._users: Counter[Where] = Counter()
        self._named: dict[Token, set[Where]] = defaultdict(set)
        self._circles: Circles[Where] = Circles()

    def __contains__(self, key: PlaceKey) -> bool:
        """Whether a place is known, at whatever radius."""
        return key in self._known

    def add(self, key: WhereKey, places: dict[PlaceKey, Place]) -> Where:
        """The one for this key, made of its place when that is not known."""
        there = self._known.setdefault(key[0], {})
        where = there.get(key[1])
        if where is None:
            where = there[key[1]] = _beside(next(iter(there.values()), None), key, places)
            for token in where.tokens():
                self._named[token].add(where)
            self._circles.add(where, where.place.points, where.vectors, where.radius_km)
        self._users[where] += 1
        return where

    def remove(self, where: Where) -> None:
        self._users[where] -= 1
        if self._users[where]:
            return
        del self._users[where]
        place_key, radius_km = where.key
        del self._known[place_key][radius_km]
        if not self._known[place_key]:
            del self._known[place_key]
        for token in where.tokens():
            drop(self._named, token, where)
        self._circles.remove(where, where.place.points, where.radius_km)

    def holding(self, spot: Spot) -> set[Where | None]:
        """All that hold at a spot; None, which is anywhere, always does."""
        named = ("insee", spot.insee) if spot.insee else None
        if named is None and spot.point is None:
            named = ("postcode", spot.postcode) if spot.postcode else ("department", spot.department)
        held: set[Where | None] = {None, *(self._named.get(named, ()) if named else ())}
        if spot.point is not None:
            sure, perhaps = self._circles.around(spot.point)
            held.update(sure)
            held.update(where for where in perhaps if where.holds(spot))
        return held


def _beside(sibling: Where | None, key: WhereKey, places: dict[PlaceKey, Place]) -> Where:
    """One more circle around a place shares what is known of it."""
    if sibling is not None:
        return Where(key, sibling.place, key[1], sibling.vectors)
    place = places[key[0]]
    return Where(key, place, key[1], tuple(map(vector_of, place.points)))


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
