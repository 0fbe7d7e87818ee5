"""Distances and the boxes that must hold them."""

from hypothesis import given
from hypothesis import strategies as st

from search.geo import box_around, distance_km, nearest_km

latitudes, longitudes = st.floats(-89, 89), st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)


def test_known_distances() -> None:
    paris, london = (48.8566, 2.3522), (51.5074, -0.1278)
    assert round(distance_km(paris, london), 1) == 343.6
    assert distance_km(paris, paris) == 0
    assert nearest_km(paris, [london, paris]) == 0
    assert nearest_km(paris, []) is None


@given(points, points)
def test_both_ways_are_as_long(one, other) -> None:
    assert abs(distance_km(one, other) - distance_km(other, one)) < 1e-9


@given(points, points, st.sampled_from([5, 20, 100, 2_000]))
def test_the_box_holds_the_circle(centre, other, radius) -> None:
    box = box_around([centre], radius_km=radius)
    if distance_km(centre, other) <= radius:
        assert box.south <= other[0] <= box.north
        assert box.west <= other[1] <= box.east
