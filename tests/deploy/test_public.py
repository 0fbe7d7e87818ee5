"""The operator's page: which territories there are."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.enums import TenantState
from tenants.models import Tenant
from tests.boards.finding.conftest import text_of  # noqa: F401  a fixture
from tests.search import made


def test_every_live_territory_with_its_address_and_offers(db, visit, text_of):  # noqa: F811
    made.put(schema="alpha")
    made.put(schema="alpha")
    Tenant.objects.filter(schema_name="gamma").update(state=TenantState.SEEDED)
    page = visit("bassin.test").get("/")
    text = text_of(page)
    assert "Hauts de Flandre 2 offres" in text
    assert "Cœur de Flandre bientôt" in text
    assert "montagne" not in text
    assert 'href="http://alpha.test/"' in page.content.decode()


def test_three_queries_whatever_their_number(db, visit):
    with CaptureQueriesContext(connection) as captured:
        visit("bassin.test").get("/")
    assert len([query for query in captured if not query["sql"].startswith("SET search_path")]) == 3


def test_no_territory_at_all_is_a_page_too(db, visit, text_of):  # noqa: F811
    Tenant.objects.update(state=TenantState.REQUESTED)
    assert "Aucun territoire n’est encore ouvert" in text_of(visit("bassin.test").get("/"))
