"""What can't be asked."""

from typing import Any

import pytest

from search.criteria import Place, Scope, SearchCriteria
from search.errors import EmptyScope, InvalidCriteria

OWN = Scope("alpha", "none")


@pytest.mark.parametrize("schema", ["", "public", None, "Alpha", "alpha; drop", "*", "a" * 64])
def test_an_empty_scope_is_an_error_never_everything(schema: Any) -> None:
    with pytest.raises(EmptyScope):
        Scope(schema, "reach")


@pytest.mark.parametrize("scope", [None, "", "alpha", ()])
def test_criteria_without_a_scope_are_an_error(scope: Any) -> None:
    with pytest.raises(EmptyScope):
        SearchCriteria(scope=scope)


def test_criteria_cannot_be_made_without_saying_a_scope() -> None:
    with pytest.raises(TypeError):
        SearchCriteria()  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "wrong",
    [
        {"radius_km": 7}, {"radius_km": 0}, {"radius_km": 101}, {"sort": "price"}, {"licence": "B"}, {"page": 0},
        {"page": 501, "page_size": 20}, {"page_size": 0}, {"page_size": 201}, {"max_age_days": 0},
        {"max_age_days": 10_000},
    ],
)  # fmt: skip
def test_out_of_range(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidCriteria):
        SearchCriteria(scope=OWN, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "country"},
        {"insees": frozenset(), "points": ()},
        {"points": ((91.0, 2.0),)},
        {"points": ((48.0, float("nan")),)},
        {"points": ((48.0, 2.0),) * 1_001},
    ],
)
def test_places_that_are_none(wrong: dict[str, Any]) -> None:
    right = {"label": "Bergues", "kind": "commune", "insees": frozenset(["59067"]), "points": ((50.97, 2.43),)}
    Place(**right)
    with pytest.raises(InvalidCriteria):
        Place(**right | wrong)


def test_a_sector_is_made_of_beginnings_of_codes() -> None:
    Scope("alpha", "sector", ("G12", "L1401", "D"))
    with pytest.raises(InvalidCriteria):
        Scope("alpha", "sector", ("%",))


def test_departments_of_a_place() -> None:
    place = Place("x", "territory", frozenset(["59067", "2A004", "97209"]), ())
    assert place.departments == {"59", "2A", "972"}
