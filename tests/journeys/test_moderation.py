"""Where advisers read first: handed in, read by somebody with a password, online."""

import re

import pytest
from playwright.sync_api import Browser, expect

from boards.accounts.enums import Role
from tenants.enums import PublishingPolicy
from tenants.models import Tenant
from tests.boards import making
from tests.journeys.browser import DESK, PHONE, Watch, visiting
from tests.journeys.site import Site
from tests.journeys.steps import Advert, describe_job, field, forget_limits, press, type_code
from tests.journeys.world import PASSWORD

pytestmark = pytest.mark.browser

ADVISER = "conseil@gamma.example"


@pytest.fixture
def read_first(site: Site) -> None:
    site.do(lambda: making.person(ADVISER, role=Role.ADVISER), schema="gamma")
    site.do(lambda: Tenant.objects.filter(schema_name="gamma").update(publishing_policy=PublishingPolicy.MODERATED))


def test_an_adviser_signs_in_reads_and_publishes(site: Site, browser: Browser, read_first: None) -> None:
    advert = Advert(title="Perchman", commune="Chamonix-Mont-Blanc", employer="Remontées du Brévent")
    forget_limits(site, schema="gamma")
    with visiting(browser, viewport=PHONE) as tab:
        tab.goto("http://gamma.test/publier")
        describe_job(tab, advert)
        press(tab, "Continuer")
        press(tab, "Voir mon offre")
        expect(tab.locator("main")).to_contain_text("Un conseiller relit chaque offre")
        field(tab, "Votre adresse e-mail").fill(advert.email)
        press(tab, "Recevoir mon code")
        type_code(tab, site, advert.email, schema="gamma")
        press(tab, "Publier l’offre")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Un conseiller relit votre offre")

    with visiting(browser, viewport=DESK) as tab:
        tab.goto("http://gamma.test/espace")
        tab.wait_for_url(re.compile("/compte/connexion"))
        tab.get_by_text("J’ai un mot de passe").click()
        field(tab, "Adresse e-mail").last.fill(ADVISER)
        field(tab, "Mot de passe").fill(PASSWORD)
        press(tab, "Se connecter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Mon bureau")
        tab.get_by_role("link", name="À relire").click()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Offres à relire")
        tab.get_by_role("link", name="Relire la première").click()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Perchman F/H")
        press(tab, "Publier")
        expect(tab.locator("main")).to_contain_text("est en ligne")

    with visiting(browser, viewport=PHONE) as tab:
        tab.goto("http://gamma.test/offres?q=perchman")
        expect(tab.get_by_role("listitem").filter(has_text=advert.employer)).to_contain_text("Perchman F/H")


def test_a_wrong_password_says_so_and_keeps_the_address(site: Site, browser: Browser, read_first: None) -> None:
    with visiting(browser, viewport=PHONE, watch=Watch(expected={403})) as tab:
        tab.goto("http://gamma.test/compte/connexion")
        tab.get_by_text("J’ai un mot de passe").click()
        field(tab, "Adresse e-mail").last.fill(ADVISER)
        field(tab, "Mot de passe").fill("ce-n’est-pas-lui")
        press(tab, "Se connecter")
        expect(tab.get_by_role("alert")).to_be_visible()
        expect(field(tab, "Adresse e-mail").last).to_have_value(ADVISER)
