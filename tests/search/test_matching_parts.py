"""Laws of the inverted index: what it skips could not have held, and nothing that holds is skipped."""

import math
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import vocabulary
from search.criteria import RADIUS_STEPS_KM, Place
from search.geo import EARTH_RADIUS_KM, Point, nearest_km
from search.matching.candidate import Candidate, Spot
from search.matching.texts import Texts
from search.matching.what import Filters, What, Whats
from search.matching.where import Wheres
from search.understanding import Clause

CODES = ["59067", "59135", "97502", "2A004"]
# Around the north, over the date line, at the poles.
latitudes = st.one_of(st.floats(50.0, 51.5), st.floats(-90, 90), st.sampled_from([90.0, -90.0, 89.9]))
longitudes = st.one_of(st.floats(2.0, 3.5), st.floats(-180, 180), st.sampled_from([180.0, -180.0, 179.99]))
points = st.tuples(latitudes, longitudes)
spots = st.builds(
    Spot,
    insee=st.sampled_from(["", *CODES]),
    postcode=st.sampled_from(["", "59380", "97500"]),
    department=st.sampled_from(["", "59", "975", "2A"]),
    point=st.none() | points,
)
places = st.builds(
    Place,
    label=st.just(""),
    kind=st.sampled_from(["commune", "postcode", "territory"]),
    insees=st.frozensets(st.sampled_from(CODES), min_size=1),
    points=st.lists(points, max_size=4).map(tuple),
    postcodes=st.frozensets(st.sampled_from(["59380", "97500", "62000"])),
)


def holds(place: Place, radius_km: int, spot: Spot) -> bool:
    """The rule as the engines' contract says it, a second time."""
    if spot.insee in place.insees:
        return True
    if spot.point is not None:
        nearest = nearest_km(spot.point, place.points)
        return nearest is not None and nearest <= radius_km
    if spot.insee:
        return False
    if spot.postcode:
        return spot.postcode in place.postcodes
    return spot.department in place.departments


@given(st.lists(st.tuples(places, st.sampled_from(RADIUS_STEPS_KM)), min_size=1, max_size=6), spots)
def test_those_that_hold_are_found_from_the_spot(asked: list[tuple[Place, int]], spot: Spot) -> None:
    wheres = Wheres()
    made = []
    for number, (place, radius_km) in enumerate(asked):
        key = ((str(number), (), ()), radius_km)
        made.append(wheres.add(key, {key[0]: place}))
    found = wheres.holding(spot)
    for where, (place, radius_km) in zip(made, asked, strict=True):
        assert where.holds(spot) == (where in found) == holds(place, radius_km, spot)
    assert None in found
    for where in made:
        wheres.remove(where)
    assert wheres.holding(spot) == {None}
    assert not wheres._named
    assert not wheres._circles._lone
    assert not wheres._circles._many
    assert not wheres._circles._whole


@given(
    st.lists(points, min_size=1, max_size=3),
    st.sampled_from(RADIUS_STEPS_KM),
    st.floats(0, 360),
    st.floats(-1e-9, 1e-9),
)
def test_at_the_edge_of_a_circle_the_formula_decides(some: list[Point], radius_km: int, way: float, off: float) -> None:
    """A millimetre inside or outside; where rounding could tell either, the circles say so."""
    spot = Spot("", "", "", walked(some[0], radius_km + radius_km * off, way))
    wheres = Wheres()
    place = Place(label="", kind="commune", insees=frozenset(["59067"]), points=tuple(some))
    key = ("commune", ("59067",), ())
    # A neighbour radius is there first: both share the place's points.
    made = [wheres.add((key, radius), {key: place}) for radius in (RADIUS_STEPS_KM[-1], radius_km)]
    found = wheres.holding(spot)
    for where in made:
        assert (where in found) == holds(place, where.radius_km, spot)


def walked(start: Point, km: float, way: float) -> Point:
    """So many kilometres from a point, in a direction."""
    latitude, longitude, angle = math.radians(start[0]), math.radians(start[1]), km / EARTH_RADIUS_KM
    sine = math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(math.radians(way))
    there = math.asin(max(-1.0, min(1.0, sine)))
    east = longitude + math.atan2(
        math.sin(math.radians(way)) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * sine,
    )
    return math.degrees(there), (math.degrees(east) + 180) % 360 - 180


CANDIDATE = Candidate(
    pk=1, version=1, schema="alpha", offer_id=UUID(int=1), live_since=None, fingerprint="f", audience=frozenset(),
    stems=frozenset(), occupation_code="", contract_type="CDI", contract_nature="E1", full_time=None,
    licence="unsaid", housing=False, spot=Spot("", "", "", None),
)  # fmt: skip
STEMS = list("abcdef")
clauses = st.builds(
    Clause,
    groups=st.lists(st.lists(st.sampled_from(STEMS), min_size=1, max_size=3).map(lambda g: tuple(sorted(set(g)))))
    .map(lambda groups: tuple(sorted(set(groups)))),
    codes=st.lists(st.sampled_from(["D1102", "J1501"]), max_size=2).map(lambda codes: tuple(sorted(set(codes)))),
).filter(lambda clause: clause.groups or clause.codes)  # fmt: skip
meanings = st.dictionaries(
    st.sampled_from([f"texte {number}" for number in range(8)]), st.lists(clauses, max_size=3, unique=True).map(tuple)
)


@pytest.fixture
def no_words(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Texts that mean what the example says, without a table of words."""
    words = vocabulary.Vocabulary(documents={}, shown={}, stems=frozenset())
    monkeypatch.setattr("search.matching.texts.vocabulary", lambda: words)
    return monkeypatch


def test_a_text_is_held_where_all_its_clauses_are(no_words: pytest.MonkeyPatch) -> None:
    @given(meanings, st.frozensets(st.sampled_from(STEMS)), st.sampled_from(["", "D1102", "J1501"]), st.data())
    def law(means: dict[str, tuple[Clause, ...]], stems: frozenset[str], code: str, data: st.DataObject) -> None:
        no_words.setattr("search.matching.texts.understand", lambda text: Meant(means[text]))
        texts = Texts()
        texts.refresh()
        for text in means:
            texts.add(text)
        gone = data.draw(st.sets(st.sampled_from(sorted(means)))) if means else set()
        for text in gone:
            texts.remove(text)
        document = replace(CANDIDATE, stems=stems, occupation_code=code)
        expected = {
            text
            for text, asked in means.items()
            if text not in gone
            and all(
                (code and code in clause.codes) or any(set(group) <= stems for group in clause.groups)
                for clause in asked
            )
        }
        held = list(texts.held_by(document))
        assert set(held) == expected
        assert len(held) == len(expected)

    law()


class Meant:
    corrected = None

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = clauses


filters = st.builds(
    Filters,
    contract_types=st.lists(st.sampled_from(["CDI", "CDD"]), unique=True).map(tuple),
    contract_natures=st.lists(st.sampled_from(["E1", "E2"]), unique=True).map(tuple),
    without_licence=st.booleans(),
    housing=st.booleans(),
    full_time=st.sampled_from([None, True, False]),
)
kinds = st.builds(
    replace,
    st.just(CANDIDATE),
    contract_type=st.sampled_from(["", "CDI", "CDD"]),
    contract_nature=st.sampled_from(["", "E1", "E2"]),
    full_time=st.sampled_from([None, True, False]),
    licence=st.sampled_from(["required", "none", "unsaid"]),
    housing=st.booleans(),
    occupation_code=st.sampled_from(["", "D1102"]),
)


def test_filters_remembered_by_kind_of_offer_are_those_that_hold(no_words: pytest.MonkeyPatch) -> None:
    no_words.setattr("search.matching.texts.understand", lambda text: Meant(()))
    wanted = st.builds(
        What, text=st.just(""), occupations=st.sampled_from([(), ("D1102",), ("D1102", "J1501")]), filters=filters
    )

    @given(st.lists(wanted, max_size=8), st.lists(kinds, min_size=1, max_size=4), st.data())
    def law(asked: list[What], documents: list[Candidate], data: st.DataObject) -> None:
        whats = Whats()
        whats.texts.refresh()
        there = [whats.add(what) for what in asked]
        for document in documents:
            assert whats.held_by(document) == {
                one
                for one in there
                if one.what.filters.hold(document)
                and (not one.what.occupations or document.occupation_code in one.what.occupations)
            }
            if there:  # one leaves between two documents
                whats.remove(there.pop(data.draw(st.integers(0, len(there) - 1))))

    law()
