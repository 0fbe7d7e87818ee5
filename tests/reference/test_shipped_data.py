"""What ships is whole, small, credited, and hangs together."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tenants.reference.files import DATA
from tenants.reference.models import Activity, Commune, CommunePolygon, Epci, Occupation, OccupationDomain

POLYGONS = sorted((DATA / "polygons").glob("*.json"))
SMALL = 60_000  # bytes of one territory's outlines


def _communes_of(path: Path) -> dict[str, list[list[list[float]]]]:
    return json.loads(path.read_text())["communes"]


@pytest.mark.django_db
def test_everything_shipped_is_loaded() -> None:
    counts = {
        model.__name__: model.objects.count() for model in (Commune, Epci, Activity, Occupation, OccupationDomain)
    }
    assert counts == {"Commune": 34969, "Epci": 1255, "Activity": 1707, "Occupation": 1584, "OccupationDomain": 110}
    assert CommunePolygon.objects.count() == sum(len(_communes_of(path)) for path in POLYGONS)


@pytest.mark.django_db
@pytest.mark.parametrize("path", POLYGONS, ids=lambda path: path.stem)
def test_outlines_of_a_territory_are_whole_and_small(path: Path) -> None:
    assert path.stat().st_size <= SMALL
    communes = _communes_of(path)
    assert set(communes) == set(Commune.objects.filter(epci=path.stem).values_list("insee", flat=True))
    for rings in communes.values():
        assert rings
        assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings)


@pytest.mark.parametrize("path", POLYGONS, ids=lambda path: path.stem)
def test_shared_borders_are_the_same_on_both_sides(path: Path) -> None:
    edges = Counter(
        frozenset((tuple(start), tuple(end)))
        for rings in _communes_of(path).values()
        for ring in rings
        for start, end in pairwise(ring)
    )
    assert set(edges.values()) <= {1, 2}  # no edge belongs to three communes, none is doubled in one
    assert Counter(edges.values())[2] >= len(edges) / 6


def test_demo_territories_have_outlines() -> None:
    assert {"200040954", "200040947", "242100410", "247300254", "200023372"} <= {path.stem for path in POLYGONS}


def test_every_file_is_credited() -> None:
    credits = (DATA / "README.md").read_text()
    files = [path for path in DATA.iterdir() if path.is_file() and path.name != "README.md"]
    assert files
    assert [path.name for path in files if f"`{path.name}`" not in credits] == []
    assert "`polygons/<siren>.json`" in credits


def test_what_may_not_ship_does_not() -> None:
    shipped = {path.name for path in DATA.rglob("*")}
    assert not [name for name in shipped if "appellation" in name or "codes_domaines" in name or "offers" in name]
