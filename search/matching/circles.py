"""In which of many circles a position lies, with hardly a formula for each."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from search.geo import EARTH_RADIUS_KM, Point, box_around
from search.matching.sets import drop

CELL = 0.25  # degrees: a circle of 20 km touches about nine cells
# Cosines nearer to each other than this don't tell which side of a circle a position is on; a centimetre at 5 km.
HAIR = 1e-12
# Between its corners a cell's edge follows the parallel, at most eight metres outside of the straight way.
BULGE_KM = 0.1
Vector = tuple[float, float, float]
Cell = tuple[int, int]
T = TypeVar("T")


class Circles(Generic[T]):
    """Things with circles around points, by cells of a quarter degree. A thing is compared by identity.

    A cell that is wholly inside a circle says so at once, which are most of those of large circles. In the others
    positions are compared as vectors from the middle of the earth: their product is the cosine of the distance. The
    formula of both engines decides only where the two could disagree.
    """

    def __init__(self) -> None:
        self._whole: dict[Cell, set[T]] = defaultdict(set)
        # Thing → its one vector, and the cosines that are surely outside below and surely inside above.
        self._lone: dict[Cell, dict[T, tuple[float, float, float, float, float]]] = defaultdict(dict)
        self._many: dict[Cell, dict[T, tuple[tuple[Vector, ...], float, float]]] = defaultdict(dict)

    def add(self, thing: T, points: Iterable[Point], vectors: tuple[Vector, ...], radius_km: int) -> None:
        """`vectors` are those of the points: one object for one place, so that it is measured once for all radii."""
        cosine = math.cos(radius_km / EARTH_RADIUS_KM)
        outside, inside = cosine - HAIR, cosine + HAIR
        well_inside = math.cos((radius_km - BULGE_KM) / EARTH_RADIUS_KM)
        for cell in _cells(points, radius_km):
            if _covered(_corners(cell), vectors, well_inside):
                self._whole[cell].add(thing)
            elif len(vectors) == 1:
                self._lone[cell][thing] = (*vectors[0], outside, inside)
            else:
                self._many[cell][thing] = (vectors, outside, inside)

    def remove(self, thing: T, points: Iterable[Point], radius_km: int) -> None:
        for cell in _cells(points, radius_km):
            drop(self._whole, cell, thing)
            for circles in (self._lone, self._many):
                there = circles.get(cell)
                if there is not None:
                    there.pop(thing, None)
                    if not there:
                        del circles[cell]

    def around(self, point: Point) -> tuple[list[T], list[T]]:
        """Those that surely hold a position, and those at whose edge it is: ask the formula."""
        x, y, z = vector_of(point)
        cell = (_cell(point[0]), _cell(point[1]))
        near = [
            (thing, cosine >= inside)
            for thing, (a, b, c, outside, inside) in self._lone.get(cell, {}).items()
            if (cosine := a * x + b * y + c * z) >= outside
        ]
        nearest: dict[int, float] = {}
        for thing, (vectors, outside, inside) in self._many.get(cell, {}).items():
            cosine = nearest.get(id(vectors), -2)
            if cosine == -2:
                cosine = nearest[id(vectors)] = max([a * x + b * y + c * z for a, b, c in vectors])
            if cosine >= outside:
                near.append((thing, cosine >= inside))
        within = [thing for thing, sure in near if sure]
        within += self._whole.get(cell, ())
        return within, [thing for thing, sure in near if not sure]


def vector_of(point: Point) -> Vector:
    """From the middle of the earth to a point, of length 1."""
    latitude, longitude = math.radians(point[0]), math.radians(point[1])
    flat = math.cos(latitude)
    return flat * math.cos(longitude), flat * math.sin(longitude), math.sin(latitude)


def _cells(points: Iterable[Point], radius_km: int) -> set[Cell]:
    return {cell for point in points for cell in _touched(point, radius_km)}


def _touched(point: Point, radius_km: int) -> Iterator[Cell]:
    box = box_around([point], radius_km=radius_km)
    for row in range(_cell(box.south), _cell(box.north) + 1):
        yield from ((row, column) for column in range(_cell(box.west), _cell(box.east) + 1))


def _covered(corners: tuple[Vector, ...], vectors: tuple[Vector, ...], well_inside: float) -> bool:
    """Whether one circle has all four corners well inside, and therefore what is between them."""
    return any(all(a * x + b * y + c * z >= well_inside for x, y, z in corners) for a, b, c in vectors)


@lru_cache(maxsize=4_096)
def _corners(cell: Cell) -> tuple[Vector, ...]:
    south, west = cell[0] * CELL, cell[1] * CELL
    return tuple(
        vector_of((latitude, longitude)) for latitude in (south, south + CELL) for longitude in (west, west + CELL)
    )


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)
