"""Great-circle distances, the same in Python, in PostgreSQL and in Elasticsearch.

All three use a sphere with Elasticsearch's mean radius. earthdistance has another one (6,378,168 m), by which an offer
20.01 km away would be inside 20 km in one engine and outside in the other: hence our own formula, and plain `point`
boxes for the index.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

EARTH_RADIUS_KM = 6371.0087714
Point = tuple[float, float]  # latitude, longitude, in degrees

# Haversine in kilometres between two aliases that have latitude and longitude columns. Positions must not be null:
# least() would ignore the null and answer half the globe.
HAVERSINE_SQL = (
    f"{2 * EARTH_RADIUS_KM!r} * asin(least(1, sqrt("
    "sin(radians({b}.latitude - {a}.latitude) / 2) ^ 2"
    " + cos(radians({a}.latitude)) * cos(radians({b}.latitude))"
    " * sin(radians({b}.longitude - {a}.longitude) / 2) ^ 2)))"
)


@dataclass(frozen=True)
class Box:
    """A rectangle of degrees that surely holds everything within some distance of some points."""

    south: float
    west: float
    north: float
    east: float


def distance_km(one: Point, other: Point) -> float:
    """Great-circle kilometres between two points."""
    (lat_a, lon_a), (lat_b, lon_b) = one, other
    half = (
        math.sin(math.radians(lat_b - lat_a) / 2) ** 2
        + math.cos(math.radians(lat_a)) * math.cos(math.radians(lat_b)) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def nearest_km(point: Point, points: Iterable[Point]) -> float | None:
    """Kilometres to the nearest of some points, None when there are none."""
    return min((distance_km(point, one) for one in points), default=None)


def box_around(points: Iterable[Point], *, radius_km: float) -> Box:
    """The rectangle that holds every circle of the radius around the points, a hair larger than needed."""
    south, west, north, east = 90.0, 180.0, -90.0, -180.0
    angle = radius_km / EARTH_RADIUS_KM * 1.000001
    for latitude, longitude in points:
        tall = math.degrees(angle)
        south, north = min(south, latitude - tall), max(north, latitude + tall)
        narrowest = math.cos(math.radians(latitude))
        if math.sin(angle) >= narrowest:  # a pole is inside the circle
            west, east = -180.0, 180.0
            continue
        wide = math.degrees(math.asin(math.sin(angle) / narrowest)) * 1.000001
        west, east = min(west, longitude - wide), max(east, longitude + wide)
    if west < -180 or east > 180:  # over the date line: every longitude, the formula decides
        west, east = -180.0, 180.0
    return Box(south=south, west=west, north=north, east=east)
