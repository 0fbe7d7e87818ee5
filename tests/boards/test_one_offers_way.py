"""One offer's way: published in one tenant, found in its neighbour, by distance; gone when it is closed."""

import pytest
from django.db import transaction

from boards.offers.services.closing import close_offer
from search.criteria import Place, Scope, SearchCriteria
from search.find import find
from search.models import JobDocument
from tenants.context import entering
from tenants.enums import TenantKind
from tenants.provisioning.services import TenantRequest, archive_tenant, create_tenant
from tests.boards import making


def bakers_near_cassel(schema: str):
    cassel = making.place(making.CASSEL)
    return find(
        SearchCriteria(
            scope=Scope(schema=schema, shows="reach"),
            text="boulangère",
            place=Place("Cassel", "commune", frozenset(), ((cassel["latitude"], cassel["longitude"]),)),
            radius_km=20,
        )
    )


def test_the_neighbour_finds_it_by_distance_and_loses_it_when_it_is_closed(alpha, beta):
    with entering(alpha):
        offer = making.live(making.BERGUES)
    with entering(beta):
        page = bakers_near_cassel("beta")
        assert [hit.title for hit in page.hits] == ["Boulanger F/H"]
        hit = page.hits[0]
        # Centroids of Bergues (50.96889, 2.43333) and Cassel (50.79587, 2.49388), on a sphere of 6 371.0088 km.
        assert hit.distance_km == pytest.approx(19.70, abs=0.01)
        assert (hit.is_own, hit.origin_name) == (False, "Hauts de Flandre")
        assert hit.url == f"http://alpha.test/offres/{offer.pk}"
    with entering(alpha):
        close_offer(offer=offer, closed_as="through_us", by=making.person())
    with entering(beta):
        assert bakers_near_cassel("beta").hits == ()


def test_a_rolled_back_offer_leaves_no_trace_in_the_index(alpha):
    with entering(alpha):
        with transaction.atomic():
            making.live()
            transaction.set_rollback(True)
        assert not JobDocument.objects.filter(schema="alpha").exists()


def test_offers_published_before_a_neighbour_opened_reach_it_when_it_does(alpha, settings):
    with entering(alpha):
        making.live(making.BERGUES)
    delta = create_tenant(
        request=TenantRequest(
            schema_name="delta",
            name="Delta",
            kind=TenantKind.INTERCOMMUNAL,
            domain="delta.test",
            insees=[making.CASSEL],
        )
    )
    with entering(delta):
        assert [hit.title for hit in bakers_near_cassel("delta").hits] == ["Boulanger F/H"]
    archive_tenant(tenant=alpha)
    with entering(delta):
        assert bakers_near_cassel("delta").hits == ()
