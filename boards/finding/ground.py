"""The ground of a territory's map: the outlines of its communes and of those around, as one SVG file kept by browsers.

The file holds the whole territory in units of 100 m; a page shows a window of it (boards/finding/sketch.py), so that
a results page carries a handful of elements and no outline.
"""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.core.cache import cache
from django.db.models import Exists, OuterRef

from search.geo import EARTH_RADIUS_KM
from tenants.models import Tenant, TerritoryCommune
from tenants.reference.models import CommunePolygon

UNITS_A_KM = 10
_AROUND_DEGREES = 0.35  # how far beyond the territory outlines are drawn, about 30 km
_KEPT = 60 * 60  # seconds
_UNITS_A_DEGREE = math.radians(1) * EARTH_RADIUS_KM * UNITS_A_KM


@dataclass(frozen=True)
class Projection:
    """Equirectangular around a point: at the size of a territory true to scale within one per cent."""

    latitude: float
    longitude: float

    def __call__(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Units to the east and to the south of the point."""
        shrink = math.cos(math.radians(self.latitude))
        return (
            (longitude - self.longitude) * shrink * _UNITS_A_DEGREE,
            (self.latitude - latitude) * _UNITS_A_DEGREE,
        )


@dataclass(frozen=True)
class Ground:
    """A drawn territory. `box` is its own communes' x, y, width, height in units; `svg` is the file."""

    projection: Projection
    box: tuple[float, float, float, float]
    svg: str
    digest: str


def ground_of(tenant: Tenant) -> Ground | None:
    """The ground of a tenant's map, None when no outline of its communes is known. Kept for an hour."""
    ground: Ground | str | None = cache.get("finding:ground")
    if ground is None:
        ground = _draw(tenant) or ""
        cache.set("finding:ground", ground, _KEPT)
    return ground if isinstance(ground, Ground) else None


def _draw(tenant: Tenant) -> Ground | None:
    ours = TerritoryCommune.objects.filter(tenant=tenant, insee=OuterRef("commune_id"))
    own = dict(CommunePolygon.objects.filter(Exists(ours)).order_by("pk").values_list("commune_id", "rings"))
    corners = [corner for rings in own.values() for ring in rings for corner in ring]
    if not corners:
        return None
    west, east = min(c[0] for c in corners), max(c[0] for c in corners)
    south, north = min(c[1] for c in corners), max(c[1] for c in corners)
    near = CommunePolygon.objects.filter(
        commune__longitude__range=(west - _AROUND_DEGREES, east + _AROUND_DEGREES),
        commune__latitude__range=(south - _AROUND_DEGREES, north + _AROUND_DEGREES),
    )
    others = near.exclude(pk__in=list(own)).order_by("pk").values_list("rings", flat=True)
    projection = Projection(latitude=(south + north) / 2, longitude=(west + east) / 2)
    left, top = projection(north, west)
    right, bottom = projection(south, east)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        f'<path id="autour" vector-effect="non-scaling-stroke" d="{_path(others, projection)}"/>'
        f'<path id="ici" vector-effect="non-scaling-stroke" d="{_path(own.values(), projection)}"/></svg>'
    )
    return Ground(
        projection=projection,
        box=(left, top, right - left, bottom - top),
        svg=svg,
        digest=hashlib.sha256(svg.encode()).hexdigest()[:12],
    )


def _path(outlines: Iterable[list[list[list[float]]]], projection: Projection) -> str:
    """Path data in whole units, relative, without the corners that rounding makes one."""
    drawn = []
    for rings in outlines:
        for ring in rings:
            corners = [tuple(round(one) for one in projection(latitude, longitude)) for longitude, latitude in ring]
            kept = [corner for at, corner in enumerate(corners) if at == 0 or corner != corners[at - 1]]
            if len(kept) < 4:
                continue
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept[:-1])]
            drawn.append(f"M{kept[0][0]} {kept[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z")
    return "".join(drawn).replace(" -", "-")
