import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.reference import communes, polygons
from tenants.reference.models import Commune, CommunePolygon
from tenants.reference.wkb import NotAPolygonError, rings_of
from tests.reference.conftest import ExactQueries

SQUARE = [(2.0, 50.0), (2.1, 50.0), (2.1, 50.1), (2.0, 50.1), (2.0, 50.0)]
EAST_OF_IT = [(2.1, 50.0), (2.2, 50.0), (2.2, 50.1), (2.1, 50.1), (2.1, 50.0)]


def wkb(ring: list[tuple[float, float]], *, order: str = "<") -> str:
    mark = b"\x01" if order == "<" else b"\x00"
    flat = [number for point in ring for number in point]
    polygon = mark + struct.pack(f"{order}III", 3, 1, len(ring)) + struct.pack(f"{order}{len(flat)}d", *flat)
    return (mark + struct.pack(f"{order}II", 6, 1) + polygon).hex()


def store(insee: str, ring: list[tuple[float, float]]) -> None:
    CommunePolygon.objects.update_or_create(commune_id=insee, defaults={"rings": [[list(point) for point in ring]]})


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_multipolygon_is_read_in_both_byte_orders(order: str) -> None:
    assert rings_of(wkb(SQUARE, order=order)) == [[list(point) for point in SQUARE]]


def test_points_that_rounding_makes_equal_are_said_once() -> None:
    doubled = [SQUARE[0], (2.000001, 50.000001), *SQUARE[1:]]
    assert rings_of(wkb(doubled)) == [[list(point) for point in SQUARE]]


@given(st.text(alphabet="0123456789abcdef", max_size=60))
def test_other_bytes_are_refused(text: str) -> None:
    try:
        rings = rings_of(text)
    except NotAPolygonError:
        return
    assert rings == []  # well formed, and a polygon of nothing


@pytest.mark.django_db
def test_outlines_are_those_asked_for(exact_queries: ExactQueries) -> None:
    with exact_queries(1):
        found = polygons.outlines(["59067", "75056"])
    assert list(found) == ["59067"]  # Paris is no demo territory
    (ring,) = found["59067"]
    assert ring[0] == ring[-1]
    assert all(2 < lon < 3 and 50 < lat < 52 for lon, lat in ring)


@pytest.mark.django_db
def test_the_border_runs_around_the_territory_not_through_it() -> None:
    store("59067", SQUARE)
    store("59183", EAST_OF_IT)
    points = polygons.border_points(["59067", "59183"], most=60)
    assert len(points) == 60
    on_the_outside = [
        lat in {50.0, 50.1} or lon in {2.0, 2.2}  # on one of the four outer sides
        for lat, lon in points
    ]
    assert all(on_the_outside)


@pytest.mark.django_db
def test_border_points_do_not_depend_on_the_order() -> None:
    insees = [commune.insee for commune in communes.of_epci("200040954")]
    before = polygons.border_points(insees)
    for polygon in CommunePolygon.objects.filter(commune__in=insees[:20]):
        polygon.save()  # a row that was written again is read last
    assert polygons.border_points(insees) == before
    assert len(polygons.border_points(insees, most=12)) == 12


@pytest.mark.django_db
def test_a_territory_is_surrounded_by_its_border_points() -> None:
    members = communes.of_epci("200040954")
    points = polygons.border_points([commune.insee for commune in members])
    latitudes = [commune.latitude for commune in members if commune.latitude is not None]
    longitudes = [commune.longitude for commune in members if commune.longitude is not None]
    assert min(lat for lat, _ in points) < min(latitudes) < max(latitudes) < max(lat for lat, _ in points)
    assert min(lon for _, lon in points) < min(longitudes) < max(longitudes) < max(lon for _, lon in points)


@pytest.mark.django_db
def test_without_every_outline_the_centroids_serve() -> None:
    paris, bergues = Commune.objects.get(insee="75056"), Commune.objects.get(insee="59067")
    assert polygons.border_points(["75056", "59067"]) == (paris.position, bergues.position)
    assert polygons.border_points(["98411"]) == ()
    assert polygons.border_points([]) == ()
