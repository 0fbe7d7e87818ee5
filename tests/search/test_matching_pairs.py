"""The contract of matching: the same pairs as the search page, with PostgreSQL; the other engine is in verification."""

import random

import pytest

from search import vocabulary
from search.criteria import Scope
from search.engines.postgres import PostgresEngine
from search.matching import index
from tests.search import pairs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    vocabulary.forget()
    yield
    vocabulary.forget()


def test_two_thousand_alerts_find_the_same_as_their_pages() -> None:
    # A comparison of empty sets would prove nothing.
    assert pairs.compare(PostgresEngine(), pairs.world()) > 3 * pairs.ALERTS


@pytest.mark.parametrize("named", [1, 1_000])
def test_an_index_kept_in_step_is_the_same_as_a_fresh_one(monkeypatch, named: int) -> None:
    """Searches come and go, words are counted anew: what is left behind of them is nothing."""
    monkeypatch.setattr(index, "NAMED_ONE_BY_ONE", named)
    made_of = pairs.world()
    dice = random.Random(3)
    scopes = [Scope("alpha", "reach"), Scope("beta", "reach"), Scope("gamma", "reach")]
    kept = index.SavedIndex()
    for turn in range(12):
        for _ in range(40):
            pairs.saved.keep(pairs.alert(dice, made_of, dice.choice(scopes)))
        keys = list(pairs.saved.SavedSearch.objects.order_by("pk").values_list("schema", "key"))
        for schema, key in dice.sample(keys, len(keys) // 3):
            pairs.saved.set_waiting({key: 0}, schema=schema)
        if turn % 3 == 1:
            pairs.JobDocument.objects.filter(pk__in=[one.pk for one in dice.sample(made_of.candidates, 60)]).update(
                words=[dice.choice(["boulangerre", "agant", "nuyt", "hotell"])]
            )
            vocabulary.count()
        kept.refresh()
        fresh = index.SavedIndex()
        fresh.refresh()
        assert len(kept) == len(fresh) == pairs.saved.SavedSearch.objects.count()
        assert found(kept, made_of) == found(fresh, made_of)
    pairs.saved.SavedSearch.objects.all().delete()
    kept.refresh()
    assert sizes(kept) == sizes(index.SavedIndex())


def found(of: index.SavedIndex, made_of: pairs.World) -> set[tuple[str, str, int]]:
    return {
        (one.schema, key, one.document.pk)
        for one in of.match(made_of.candidates, scopes=index.Scopes())
        for key in one.keys
    }


def sizes(of: index.SavedIndex) -> dict[str, int]:
    """Of every table in it: what an emptied index still holds is a leak."""
    parts = {
        "index": of,
        "whats": of._whats,
        "texts": of._whats.texts,
        "wheres": of._wheres,
        "circles": of._wheres._circles,
    }
    return {
        f"{name}.{attribute}": len(value)
        for name, part in parts.items()
        for attribute, value in vars(part).items()
        if hasattr(value, "__len__") and attribute not in {"_held", "_rows", "_stamp"}
    }
