"""Saved searches: one row for everybody who asks the same, with a number and no name."""

import threading
from collections.abc import Collection, Mapping

import pytest
from django.db import IntegrityError, connection, transaction

from search import saved
from search.criteria import Place
from search.errors import InvalidCriteria
from search.models import SavedSearch
from tenants.models import Tenant
from tenants.provisioning.services import archive_tenant
from tests.search.made import BERGUES, CASSEL, around, asking, put


@pytest.mark.django_db
def test_the_same_search_is_one_row_whatever_its_order_page_and_age() -> None:
    place = around(BERGUES)
    key = saved.keep(asking("Boulangère", place=place, radius_km=10))
    again = asking("boulangère ", place=place, radius_km=10, sort="date", page=3, max_age_days=7)
    assert saved.keep(again) == key
    assert saved.keep(asking("boulangère", place=place, radius_km=10, schema="beta")) == key
    assert sorted(SavedSearch.objects.values_list("schema", "waiting")) == [("alpha", 1), ("beta", 1)]


@pytest.mark.django_db
def test_what_finds_something_else_is_another_row() -> None:
    place, other = around(BERGUES), around(CASSEL)
    searches = [
        asking(), asking("boulanger"), asking("boulangerie"), asking(occupations=frozenset(["D1102"])),
        asking(contract_types=frozenset(["CDI"])), asking(contract_natures=frozenset(["CDI"])), asking(housing=True),
        asking(licence="without"), asking(full_time=True), asking(full_time=False), asking(place=place, radius_km=5),
        asking(place=place, radius_km=10), asking(place=other, radius_km=10),
        asking(place=Place("Bergues", "territory", place.insees, place.points), radius_km=10),
    ]  # fmt: skip
    assert len({saved.keep(criteria) for criteria in searches}) == len(searches)


@pytest.mark.django_db
def test_a_radius_without_a_place_means_nothing() -> None:
    assert saved.key_of(asking("boulanger", radius_km=5)) == saved.key_of(asking("boulanger", radius_km=100))


@pytest.mark.django_db
def test_a_place_that_only_has_points_is_refused() -> None:
    with pytest.raises(InvalidCriteria):
        saved.keep(asking(place=Place("Ici", "commune", frozenset(), ((50.0, 2.0),))))


@pytest.mark.django_db
def test_waiting_is_counted_and_nobody_is_not_kept() -> None:
    some, none, other = (saved.keep(asking(text)) for text in ("boulanger", "menuisier", "cuisinier"))
    saved.set_waiting({some: 4, none: 0, "unknown": 3}, schema="alpha")
    assert dict(SavedSearch.objects.values_list("key", "waiting")) == {some: 4, other: 1}
    assert saved.recount([some, other], schema="alpha", count=lambda keys: {some: 2}) == {some: 2, other: 0}
    assert dict(SavedSearch.objects.values_list("key", "waiting")) == {some: 2}


@pytest.mark.django_db
def test_an_archived_tenant_waits_for_nothing(alpha: Tenant) -> None:
    from search.matching.drain import drain
    from search.models import SearchMatch

    saved.keep(asking())
    saved.keep(asking(schema="beta"))
    put()
    drain()
    archive_tenant(tenant=alpha)
    assert [row.schema for row in SavedSearch.objects.all()] == ["beta"]
    assert not SearchMatch.objects.filter(schema="alpha").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"schema": "public"}, {"schema": ""}, {"key": ""}, {"waiting": 0}, {"place_kind": "commune"},
        {"radius_km": 10}, {"place_kind": "commune", "radius_km": 7}, {"place_kind": "county", "radius_km": 10},
        {"place_insees": [BERGUES]}, {"licence": "B"},
    ],
)  # fmt: skip
def test_the_database_refuses(broken: dict) -> None:
    saved.keep(asking())
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.update(**broken)


def test_who_signs_up_while_others_leave_is_counted(committing: str) -> None:
    """The last one leaves while another joins: the search stays, because the recount waits for who joins."""
    key = saved.keep(asking("boulanger"))
    people = {"gone": True, "joined": False}
    results: list[Mapping[str, int]] = []

    def count(keys: Collection[str]) -> Mapping[str, int]:
        return {key: int(people["joined"])}

    def leave() -> None:
        connection.set_schema_to_public()
        results.append(saved.recount([key], schema="alpha", count=count))
        connection.close()

    thread = threading.Thread(target=leave)
    with transaction.atomic():
        saved.keep(asking("boulanger"))
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()  # it waits for this commit
        people["joined"] = True
    thread.join()
    assert results == [{key: 1}]
    assert SavedSearch.objects.get().waiting == 1
