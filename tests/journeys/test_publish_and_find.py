"""The journey the project is for: a baker publishes in Bergues, a neighbour finds it from Cassel."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import PHONE, visiting
from tests.journeys.site import Site
from tests.journeys.steps import Advert, field, publish, row_of, search

pytestmark = pytest.mark.browser

# 19.7 km as the crow flies (tests/search/contract.py), in whole kilometres.
RIGHT_DISTANCE = "20 km"


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_a_baker_publishes_on_a_phone_and_the_neighbour_finds_it(
    site: Site, browser: Browser, scripted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "scripté" if scripted else "nu"
    advert = Advert(employer=f"Fournil {name}", email=f"fournil-{scripted}@beffroi.example".lower())
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        done = publish(tab, site, advert)
    with capsys.disabled():
        print(f"\npublished {name}: {done.seconds:.1f} s of machine, {done.fields} fields, {done.pages} pages")
    assert done.fields <= 6
    assert done.seconds < 30
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        search(tab, host="beta.test", text="boulangère", place="Cassel")
        found_by_the_neighbour(tab, advert, done.url)


def found_by_the_neighbour(tab: Page, advert: Advert, url: str) -> None:
    """In the list, how far, whose, and its one address at the origin."""
    expect(tab.get_by_role("heading", level=1)).to_contain_text("à moins de 20 km de Cassel")
    row = row_of(tab, advert.employer)
    expect(row).to_contain_text("Boulanger F/H")
    expect(row).to_contain_text(re.compile(rf"\b{RIGHT_DISTANCE.replace(' ', chr(92) + 's')}\b"))
    expect(row).to_contain_text("Publiée par Hauts de Flandre")
    row.get_by_role("link").click()
    tab.wait_for_url(re.compile(re.escape(url)))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Boulanger F/H")
    expect(tab.locator("main")).to_contain_text(re.compile(r"20\s*km de Cassel"))
    assert tab.locator("link[rel=canonical]").get_attribute("href") == url


def test_a_suggestion_is_chosen_with_a_finger(site: Site, browser: Browser) -> None:
    with visiting(browser, viewport=PHONE, has_touch=True) as tab:
        tab.goto("http://beta.test/")
        place = field(tab, "Autour de")
        place.press_sequentially("casse", delay=30)
        tab.get_by_role("option", name="Cassel (59670)", exact=True).tap()
        expect(place).to_have_value("Cassel (59670)")
        tab.get_by_role("search").get_by_role("button", name="Chercher").tap()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("de Cassel")
