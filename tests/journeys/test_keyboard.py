"""Publishing and searching with the keyboard alone: Tab, Space, Enter, arrows."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import DESK, visiting
from tests.journeys.site import Site
from tests.journeys.steps import forget_limits

pytestmark = pytest.mark.browser

NAME_OF_FOCUS = """() => { const at = document.activeElement;
  return at ? [at.labels?.[0]?.textContent, at.textContent, at.ariaLabel].find(Boolean)?.trim() ?? '' : '' }"""
FARTHEST = 40


def tab_to(tab: Page, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    met = []
    for _ in range(FARTHEST):
        tab.keyboard.press("Tab")
        met.append(tab.evaluate(NAME_OF_FOCUS))
        if met[-1].startswith(name):
            return
    raise AssertionError(f"«{name}» is not reached: {met}")


def write(tab: Page, name: str, text: str) -> None:
    tab_to(tab, name)
    tab.keyboard.type(text)


def test_an_offer_is_published_without_a_mouse(site: Site, browser: Browser) -> None:
    email = "clavier@beffroi.example"
    forget_limits(site)
    with visiting(browser, viewport=DESK) as tab:
        tab.goto("http://alpha.test/")
        tab_to(tab, "Publier une offre")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/publier")
        write(tab, "Quel poste", "Boulanger")
        write(tab, "Commune du lieu de travail", "berg")
        tab.get_by_role("option", name="Bergues (59380)").wait_for()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        write(tab, "Nom de l’entreprise", "Fournil du clavier")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Boulanger F/H")
        tab_to(tab, "Voir mon offre")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/relire")
        write(tab, "Votre adresse e-mail", email)
        tab.keyboard.press("Enter")
        # The field of the code has the focus already.
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Recopiez le code")
        assert tab.evaluate(NAME_OF_FOCUS).startswith("Code à six chiffres")
        tab.keyboard.type(site.code_sent_to(email))
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
        tab_to(tab, "Voir l’offre")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/offres/*")
        expect(tab.locator("main")).to_contain_text("Fournil du clavier")


def test_a_job_is_found_without_a_mouse(site: Site, browser: Browser, world: object) -> None:
    with visiting(browser, viewport=DESK) as tab:
        tab.goto("http://alpha.test/")
        tab.keyboard.press("Tab")
        assert tab.evaluate(NAME_OF_FOCUS) == "Aller au contenu"
        tab.keyboard.press("Enter")
        write(tab, "Métier ou mot-clé", "boulangère")
        write(tab, "Autour de", "bergues")
        tab.keyboard.press("Escape")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile(r"/offres\?"))
        tab_to(tab, "Boulanger F/H")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Boulanger F/H")
        tab_to(tab, "Postuler")
