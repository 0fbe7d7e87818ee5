"""Every page in the three looks: axe, a narrow phone, large text, and a focus that can be seen."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from tenants.models import Tenant
from tests.journeys.browser import AXE, DESK, PHONE, Watch, visiting
from tests.journeys.pages import Page, existing
from tests.journeys.site import Site
from tests.journeys.world import World
from themes.tokens import PRESETS

pytestmark = pytest.mark.browser

RUN_AXE = """only => axe.run({ resultTypes: ["violations"], ...(only && { runOnly: only }) })
  .then(found => found.violations.map(
  one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160), one.nodes[0].failureSummary.slice(0, 300)]))"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
SIDEWAYS = """() => { const wide = document.documentElement.scrollWidth - innerWidth;
  return wide <= 0 ? [] : [wide, ...[...document.querySelectorAll('main *, header *, footer *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
    .map(one => one.outerHTML.slice(0, 120))] }"""
# Text at 200 %, as browsers enlarge it; inline styles are refused by the pages' own policy, the CSSOM is not.
ENLARGE = "document.documentElement.style.fontSize = '200%'"
# The ring may be drawn around the row or the label of which the focused element is a part.
FOCUS = """() => { const at = document.activeElement; if (!at || at === document.body) return null;
  const ringed = (one) => { const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0
      && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
  return { html: at.outerHTML.slice(0, 120),
    seen: [at, at.closest('li'), at.closest('label')].some(one => one && ringed(one)) } }"""


@pytest.fixture(params=existing(), ids=str)
def page(request: pytest.FixtureRequest) -> Page:
    return request.param


@contextmanager
def on(page: Page, world: World, browser: Browser) -> Iterator[BrowserPage]:
    watch = Watch(expected={page.status})
    with visiting(browser, watch=watch, bypass_csp=True, reduced_motion="reduce") as tab:
        tab.context.add_cookies(world.cookies(page.who))  # type: ignore[arg-type]
        yield tab


def open_page(tab: BrowserPage, page: Page, world: World) -> None:
    url = page.url(world)
    answer = tab.goto(url)
    assert answer is not None
    assert answer.status == page.status, (url, tab.locator("main").inner_text()[:500])
    assert tab.url.split("?")[0] == url.split("?")[0], "was led elsewhere"


def wear(site: Site, preset: str) -> None:
    site.do(lambda: Tenant.objects.update(preset=preset))


def test_axe_finds_nothing_in_three_looks_two_widths_two_schemes(
    page: Page, site: Site, world: World, browser: Browser
) -> None:
    found = []
    with on(page, world, browser) as tab:
        for preset in PRESETS:
            wear(site, preset)
            tab.emulate_media(color_scheme="light")
            tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
            open_page(tab, page, world)
            tab.evaluate(OPEN_ALL)
            tab.evaluate(AXE.read_text())
            sideways = tab.evaluate(SIDEWAYS)
            if sideways:
                found.append((preset, "sideways at 320", *sideways))
            for size, scheme in ((PHONE, "light"), (PHONE, "dark"), (DESK, "dark"), (DESK, "light")):
                tab.set_viewport_size(size)  # type: ignore[arg-type]
                tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                # Only colours differ between the schemes.
                only = ["color-contrast"] if scheme == "dark" else None
                found += [(preset, size["width"], scheme, *one) for one in tab.evaluate(RUN_AXE, only)]
    assert found == []


def test_text_twice_as_large_still_fits_a_small_screen(page: Page, site: Site, world: World, browser: Browser) -> None:
    wear(site, "cime")
    with on(page, world, browser) as tab:
        tab.set_viewport_size({"width": 640, "height": 800})
        open_page(tab, page, world)
        tab.evaluate(ENLARGE)
        assert tab.evaluate(SIDEWAYS) == []


def test_the_tab_key_always_shows_where_it_is(page: Page, site: Site, world: World, browser: Browser) -> None:
    wear(site, "elan")
    with on(page, world, browser) as tab:
        tab.set_viewport_size(DESK)  # type: ignore[arg-type]
        open_page(tab, page, world)
        places = []
        for _ in range(12):
            tab.keyboard.press("Tab")
            places.append(tab.evaluate(FOCUS))
        reached = [place for place in places if place]
        assert reached, "nothing can be reached"
        assert [place["html"] for place in reached if not place["seen"]] == []
