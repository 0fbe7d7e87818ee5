"""Three months later: the same address, a code, renewed; then filled, and the offer says goodbye kindly."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import DESK, PHONE, Watch, visiting
from tests.journeys.site import Site
from tests.journeys.steps import Advert, field, press, publish, search

pytestmark = pytest.mark.browser


def test_back_by_code_renewed_filled_and_gone(site: Site, browser: Browser) -> None:
    advert = Advert(employer="Fournil du retour", email="retour@beffroi.example")
    with visiting(browser, viewport=PHONE) as tab:
        done = publish(tab, site, advert)

    with visiting(browser, viewport=PHONE) as tab:
        tab.goto("http://alpha.test/espace")
        field(tab, "Votre adresse e-mail").fill(advert.email)
        press(tab, "Recevoir un code")
        field(tab, "Code reçu par e-mail").wait_for()
        field(tab, "Code reçu par e-mail").fill(site.code_sent_to(advert.email))
        press(tab, "Se connecter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Mes offres")
        tab.locator("tbody").get_by_role("link", name="Boulanger F/H").click()
        press(tab, "Toujours d’actualité")
        expect(tab.locator("main")).to_contain_text("votre offre reste en ligne")
        tab.get_by_text("Le poste n’est plus à pourvoir").click()
        tab.get_by_label("Pourvue grâce à ce site").check()
        press(tab, "Retirer l’offre")
        expect(tab.locator("main")).to_contain_text("Votre offre n’est plus en ligne")

    with visiting(browser, viewport=DESK, watch=Watch(expected={410})) as tab:
        answer = tab.goto(done.url)
        assert answer is not None
        assert answer.status == 410
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Cette offre n’est plus à pourvoir")
        tab.get_by_role("link", name="Les offres autour de Bergues").click()
        tab.wait_for_url(re.compile(r"/offres\?lieu=Bergues"))
        search(tab, host="beta.test", text="boulangère", place="Cassel")
        expect(tab.locator("main")).not_to_contain_text(advert.employer)


def test_an_unknown_address_is_told_the_same(site: Site, browser: Browser) -> None:
    with visiting(browser, viewport=PHONE) as tab:
        tab.goto("http://alpha.test/compte/connexion")
        field(tab, "Votre adresse e-mail").fill("personne@nulle-part.example")
        press(tab, "Recevoir un code")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Recopiez le code reçu par e-mail")
