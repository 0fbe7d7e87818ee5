"""Three tenants, every way to ask: nobody ever meets what is withdrawn, unshared or out of reach."""

from collections import Counter
from itertools import product

import pytest
from django.conf import settings

from search import browse, index, vocabulary
from search.criteria import SearchCriteria
from search.find import find
from search.geo import nearest_km
from search.index import content_of
from search.models import JobDocument
from tenants.models import TerritoryCommune
from tenants.reference.models import Commune
from tests.search.made import BERGUES, SCHEMAS, around, asking, many

pytestmark = pytest.mark.django_db
SECTOR = ("D", "G1", "K13")


@pytest.fixture
def rows() -> list[JobDocument]:
    made = JobDocument.objects.bulk_create(JobDocument(**content_of(data)) for data in many(400, seed=5))
    for row in made[::7]:
        index.withdraw(schema=row.schema, offer_id=row.offer_id)
    return list(JobDocument.objects.all())


def may_see(row: JobDocument, schema: str, shows: str, near: set[str], points: list[tuple[float, float]]) -> bool:
    """The rule, said a second time without the audience column."""
    if row.withdrawn:
        return False
    if row.schema == schema:
        return True
    if shows == "none" or row.sharing == "never":
        return False
    if row.latitude is not None and row.longitude is not None:
        distance = nearest_km((row.latitude, row.longitude), points)
        reached = distance is not None and distance <= settings.SEARCH_COMMUTING_RANGE_KM
    elif row.commune_insee:
        reached = row.commune_insee in near
    elif row.postcode:
        reached = Commune.objects.filter(insee__in=near, postcodes__contains=[row.postcode]).exists()
    else:
        reached = Commune.objects.filter(insee__in=near, department=row.department).exists()
    if shows == "reach":
        return reached
    return (reached or row.sharing == "everywhere") and row.occupation_code.startswith(SECTOR)


@pytest.mark.parametrize(("schema", "shows"), list(product(SCHEMAS, ["none", "reach", "sector"])))
def test_every_way_to_ask_shows_what_may_be_seen_and_no_more(rows: list[JobDocument], schema: str, shows: str) -> None:
    near = set(TerritoryCommune.objects.filter(tenant__schema_name=schema).values_list("insee", flat=True))
    points = [commune.position for commune in Commune.objects.filter(insee__in=near) if commune.position]
    allowed = {(row.schema, row.offer_id) for row in rows if may_see(row, schema, shows, near, points)}
    assert allowed
    asked = {"schema": schema, "shows": shows, "sector": SECTOR if shows == "sector" else (), "page_size": 200}

    page = find(asking(**asked))
    assert {(hit.schema, hit.offer_id) for hit in page.hits} | {
        (hit.schema, hit.offer_id) for hit in find(asking(**asked, page=2)).hits
    } == allowed
    assert page.total == len(allowed) == sum(page.facets.origin.values())
    scope = asking(**asked).scope
    seen = [row for row in rows if (row.schema, row.offer_id) in allowed]
    assert {one.code: one.offers for one in browse.by_occupation(scope)} == Counter(
        row.occupation_code for row in seen if row.occupation_code
    )
    assert {one.insee: one.offers for one in browse.by_commune(scope)} == Counter(
        row.commune_insee for row in seen if row.commune_insee
    )
    assert {(code, insee) for code, _label, insee, _name in browse.by_pair(scope)} == {
        (row.occupation_code, row.commune_insee) for row in seen if row.occupation_code and row.commune_insee
    }
    for criteria in other_ways(asked):
        page = find(criteria)
        assert {(hit.schema, hit.offer_id) for hit in page.hits} <= allowed
        assert page.total <= len(allowed)
        assert set(page.facets.origin) <= {origin for origin, _offer in allowed}


def other_ways(asked: dict) -> list[SearchCriteria]:
    place = around(BERGUES)
    return [
        asking("agent", **asked),
        asking("agant", **asked),
        asking(**asked, place=place, radius_km=100),
        asking(**asked, place=place, radius_km=5, sort="distance", contract_types=frozenset(["SAI"]), housing=True),
        asking(**asked, sort="date", max_age_days=7),
        asking(**asked, contract_types=frozenset(["CDI"]), licence="without", full_time=True),
        asking(**asked, occupations=frozenset(["D1102", "J1501"])),
    ]


def test_a_withdrawn_offer_leaves_the_words_too(rows: list[JobDocument]) -> None:
    row = next(row for row in rows if not row.withdrawn)
    JobDocument.objects.filter(pk=row.pk).update(words=["zébrophone"])
    vocabulary.count()
    assert vocabulary.vocabulary().correction("zebrofone") == "zebrophone"
    index.withdraw(schema=row.schema, offer_id=row.offer_id)
    vocabulary.count()
    assert vocabulary.vocabulary().correction("zebrofone") is None
