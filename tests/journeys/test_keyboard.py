"""Publishing and searching with the keyboard alone: Tab, Space, Enter, arrows."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import DESK, visiting
from tests.journeys.keys import press_enter_on, skip_to_content, tab_to, write
from tests.journeys.site import Site
from tests.journeys.steps import field, forget_limits

pytestmark = pytest.mark.browser


def test_an_offer_is_published_without_a_mouse(site: Site, browser: Browser) -> None:
    email = "clavier@beffroi.example"
    forget_limits(site)
    with visiting(browser, viewport=DESK) as tab:
        tab.goto("http://alpha.test/")
        press_enter_on(tab, "Publier une offre")
        tab.wait_for_url("**/publier")
        write(tab, "Quel poste", "Boulanger")
        write(tab, "Commune du lieu de travail", "berg")
        tab.get_by_role("option", name="Bergues (59380)").wait_for()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        write(tab, "Nom de l’entreprise", "Fournil du clavier")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Boulanger F/H")
        press_enter_on(tab, "Voir mon offre")
        tab.wait_for_url("**/relire")
        write(tab, "Votre adresse e-mail", email)
        tab.keyboard.press("Enter")
        # The field of the code has the focus already.
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Recopiez le code")
        expect(field(tab, "Code à six chiffres")).to_be_focused()
        tab.keyboard.type(site.code_sent_to(email))
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
        press_enter_on(tab, "Voir l’offre")
        tab.wait_for_url("**/offres/*")
        expect(tab.locator("main")).to_contain_text("Fournil du clavier")


def test_a_job_is_found_without_a_mouse(site: Site, browser: Browser, world: object) -> None:
    with visiting(browser, viewport=DESK) as tab:
        tab.goto("http://alpha.test/")
        skip_to_content(tab)
        write(tab, "Métier ou mot-clé", "boulangère")
        write(tab, "Autour de", "bergues")
        tab.keyboard.press("Escape")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile(r"/offres\?"))
        press_enter_on(tab, "Boulanger F/H")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Boulanger F/H")
        tab_to(tab, "Postuler")
