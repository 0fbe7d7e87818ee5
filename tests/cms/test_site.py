"""What stands around every page: menus, funders, status, colours; and the pages that law asks for."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.accounts.enums import Role
from tenants.models import Funder, Tenant
from tests.boards import making
from tests.boards.finding.conftest import text_of  # noqa: F401  a fixture

PAGES = ["/accessibilite", "/donnees", "/mentions"]


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_the_law_speak_of_this_tenant(path, alpha, visit, text_of):  # noqa: F811
    page = visit(alpha).get(path)
    assert page.status_code == 200
    assert "CC des Hauts de Flandre" in text_of(page)
    assert "mailto:emploi@alpha.example" in page.content.decode()
    assert "style=" not in page.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_they_read_well_without_an_address(path, alpha, visit):
    Tenant.objects.filter(pk=alpha.pk).update(contact_email="", siren="")
    html = visit(alpha).get(path).content.decode()
    assert 'href="mailto:' not in html
    assert "SIREN" not in html


@pytest.mark.parametrize(
    ("status", "words"),
    [("none", "non conforme"), ("partial", "partiellement conforme"), ("total", "totalement conforme")],
)
def test_the_accessibility_status_stands_on_every_page_in_the_prescribed_words(status, words, alpha, visit, text_of):  # noqa: F811
    Tenant.objects.filter(pk=alpha.pk).update(accessibility_status=status)
    assert f"Accessibilité : {words}" in text_of(visit(alpha).get("/offres"))
    page = text_of(visit(alpha).get("/accessibilite"))
    assert f"Ce site est {words} avec le référentiel" in page
    assert ("Contenus qui peuvent poser difficulté" in page) == (status != "total")


def test_funders_are_named_in_their_order(alpha, visit, text_of):  # noqa: F811
    Funder.objects.create(tenant=alpha, name="Région", position=2)
    Funder.objects.create(tenant=alpha, name="Département", position=1, url="https://nord.example")
    page = visit(alpha).get("/donnees")
    assert "Avec le soutien de Département Région" in text_of(page)
    assert 'href="https://nord.example"' in page.content.decode()


def test_the_menu_knows_where_one_is(alpha, visit):
    html = visit(alpha).get("/metiers").content.decode()
    assert re.search(r'href="/metiers" aria-current="page"', html)
    assert not re.search(r'href="/offres" aria-current', html)


def test_around_a_page_costs_one_query_once_a_minute(alpha, visit):
    client, counts = visit(alpha), []
    for _again in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get("/mentions")
        counts.append(len([query for query in captured if not query["sql"].startswith("SET search_path")]))
    assert counts == [2, 1], [query["sql"][:100] for query in captured]


def test_the_workspace_menu_is_by_role(in_alpha, visit, text_of):  # noqa: F811
    def menu(role):
        client = visit(in_alpha)
        client.force_login(making.person(f"{role}@alpha.example", role=role))
        html = client.get("/espace", follow=True).content.decode()
        return re.findall(r'<li><a href="([^"]+)"', html.split("<main")[0])

    employer, adviser, manager = menu(Role.EMPLOYER), menu(Role.ADVISER), menu(Role.MANAGER)
    assert "/espace/moderation" not in employer
    assert {"/espace/moderation", "/espace/offres", "/espace/bureau"} <= set(adviser)
    assert "/pages-admin/" in manager
    assert "/pages-admin/" not in adviser


def test_a_tenants_colours_are_a_sheet_that_browsers_keep(alpha, visit):
    Tenant.objects.filter(pk=alpha.pk).update(token_overrides={"brand": "#0b5394"})
    client = visit(alpha)
    url = re.search(r'href="(/apparence/[0-9a-f]{12}\.css)"', client.get("/offres").content.decode())[1]
    sheet = client.get(url)
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]
    assert "--brand: #0b5394" in sheet.content.decode()
    assert "immutable" not in client.get("/apparence/autre.css")["Cache-Control"]
    Tenant.objects.filter(pk=alpha.pk).update(token_overrides={"brand": "#7a1f1f"})
    assert url not in client.get("/offres").content.decode()


def test_a_preset_worn_as_it_is_and_unreadable_colours_have_no_sheet(alpha, visit):
    client = visit(alpha)
    assert "/apparence/" not in client.get("/offres").content.decode()
    assert client.get("/apparence/x.css").status_code == 404
    Tenant.objects.filter(pk=alpha.pk).update(token_overrides={"ink": "#ffffff", "brand": "red;}body{display:none"})
    cache.clear()
    assert "/apparence/" not in client.get("/offres").content.decode()
    assert client.get("/apparence/x.css").status_code == 404
