"""Outlines of communes, and points along the border of a territory: for maps, and for distances to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from math import cos, hypot, radians

from tenants.reference.models import Commune, CommunePolygon
from tenants.reference.wkb import Ring

Point = tuple[float, float]  # (longitude, latitude) as in the rings; results say which order they use


def outlines(insees: Iterable[str]) -> dict[str, list[Ring]]:
    """The rings ([[lon, lat], …], even-odd) of those communes that have an outline. One query."""
    found = CommunePolygon.objects.filter(commune__in=set(insees)).values_list("commune_id", "rings")
    return dict(found)


def border_points(insees: Iterable[str], *, most: int = 40) -> tuple[tuple[float, float], ...]:
    """Points (latitude, longitude) by which to measure the distance to a territory; at most `most`.

    Evenly spread along its outer border where every commune has an outline, else the communes' centroids.
    Empty where no commune has a position. At most two queries.
    """
    wanted = set(insees)
    shapes = outlines(wanted)
    if shapes and len(shapes) == len(wanted):
        return tuple((lat, lon) for lon, lat in _spread(_border(shapes.values()), most))
    communes = Commune.objects.filter(insee__in=wanted, latitude__isnull=False).order_by("-population", "insee")
    return tuple(commune.position for commune in communes[:most] if commune.position)


def _border(shapes: Iterable[list[Ring]]) -> list[list[Point]]:
    """The lines around the union: an edge between two communes occurs in both, one on the border in one only."""
    edges = Counter(
        frozenset((_point(start), _point(end)))
        for rings in shapes
        for ring in rings
        for start, end in pairwise(ring)
        if start != end
    )
    neighbours: dict[Point, list[Point]] = defaultdict(list)
    for edge, count in edges.items():
        if count == 1:
            start, end = sorted(edge)
            neighbours[start].append(end)
            neighbours[end].append(start)
    lines = []
    # Sorted: the same territory gives the same points, whatever order the database answers in.
    for point in sorted(neighbours):
        while neighbours[point]:
            lines.append(_walk(point, neighbours))
    return lines


def _walk(start: Point, neighbours: dict[Point, list[Point]]) -> list[Point]:
    """Follow unused edges from a point until there is none left, using them up."""
    line = [start]
    while neighbours[line[-1]]:
        here = line[-1]
        there = neighbours[here].pop()
        neighbours[there].remove(here)
        line.append(there)
    return line


def _spread(lines: list[list[Point]], most: int) -> list[Point]:
    """At most `most` points at equal steps along the lines, taken as one."""
    segments = [(start, end, _length(start, end)) for line in lines for start, end in pairwise(line)]
    total = sum(length for _, _, length in segments)
    if not total:
        return []
    step = total / most
    points: list[Point] = []
    walked, due = 0.0, step / 2
    for start, end, length in segments:
        while due <= walked + length and len(points) < most:
            share = (due - walked) / length if length else 0.0
            points.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
            due += step
        walked += length
    return [(round(lon, 5), round(lat, 5)) for lon, lat in points]


def _length(start: Point, end: Point) -> float:
    """Flat length in degrees of latitude: good enough to space points out."""
    return hypot((end[0] - start[0]) * cos(radians(start[1])), end[1] - start[1])


def _point(coordinates: list[float]) -> Point:
    return coordinates[0], coordinates[1]
