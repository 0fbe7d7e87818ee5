"""Who may show a document, and what happens when territories change."""

import pytest
from django.utils import timezone

from search import audience
from search.find import find
from search.models import JobDocument
from tenants.enums import SharingOut, TenantState
from tenants.models import Tenant, TerritoryCommune
from tests.search.made import BERGUES, CHAMONIX, HAZEBROUCK, asking, put

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("commune", "sharing", "expected"),
    [
        (HAZEBROUCK, "reach", ["alpha"]),
        (HAZEBROUCK, "everywhere", ["*", "alpha"]),
        (HAZEBROUCK, "never", []),
        (CHAMONIX, "reach", ["gamma"]),
    ],
)
def test_audience_of_a_neighbours_offer(commune: str, sharing: str, expected: list[str]) -> None:
    assert put(schema="beta", commune=commune, sharing=sharing).audience == expected


def test_a_territory_that_grows_meets_more_offers_and_one_that_shrinks_fewer(alpha: Tenant) -> None:
    row = put(schema="gamma", commune=CHAMONIX)
    assert find(asking()).total == 0
    extra = TerritoryCommune.objects.create(tenant=alpha, insee=CHAMONIX)
    assert audience.refresh("alpha") == 1
    assert find(asking()).total == 1
    assert audience.refresh("alpha") == 0
    extra.delete()
    assert audience.refresh("alpha") == 1
    row.refresh_from_db()
    assert (row.audience, row.version) == ([], 3)


def test_a_tenant_that_stops_sharing_is_seen_at_home_only(beta: Tenant) -> None:
    put(schema="beta", commune=HAZEBROUCK)
    Tenant.objects.filter(pk=beta.pk).update(shares_offers=SharingOut.NEVER)
    assert audience.refresh("beta") == 1
    assert find(asking(schema="alpha")).total == 0
    assert find(asking(schema="beta")).total == 1


def test_refreshing_leaves_the_same_row_as_putting(beta: Tenant) -> None:
    row = put(schema="beta", commune=HAZEBROUCK, sharing="never")
    Tenant.objects.filter(pk=beta.pk).update(shares_offers=SharingOut.EVERYWHERE)
    audience.refresh("beta")
    row.refresh_from_db()
    again = put(schema="beta", commune=HAZEBROUCK, sharing="everywhere")
    assert row.audience == again.audience == ["*", "alpha"]


def test_an_archived_tenant_leaves_nothing_behind(alpha: Tenant) -> None:
    put(schema="alpha", commune=BERGUES)
    foreign = put(schema="beta", commune=HAZEBROUCK)
    Tenant.objects.filter(pk=alpha.pk).update(state=TenantState.ARCHIVED, archived_at=timezone.now())
    assert audience.refresh("alpha") == 2
    foreign.refresh_from_db()
    assert foreign.audience == []
    assert not JobDocument.objects.live().filter(schema="alpha").exists()
