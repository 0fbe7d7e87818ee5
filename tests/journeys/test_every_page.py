"""Every page under its own strict policy: silent, ours alone, legible at twice the size, walked by the Tab key."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import DESK
from tests.journeys.looking import SIDEWAYS, on, open_page, wear
from tests.journeys.pages import Page, existing
from tests.journeys.site import Site
from tests.journeys.world import World

pytestmark = pytest.mark.browser

# Text at 200 %, as browsers enlarge it.
ENLARGE = "document.documentElement.style.fontSize = '200%'"
# The ring may be drawn around the row or the label of which the focused element is a part.
FOCUS = """() => { const at = document.activeElement; if (!at || at === document.body) return null;
  const ringed = (one) => { const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0
      && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
  return { html: at.outerHTML.slice(0, 120),
    seen: [at, at.closest('li'), at.closest('label')].some(one => one && ringed(one)) } }"""
TABS = 12


@pytest.mark.parametrize("page", existing(), ids=str)
def test_silent_ours_alone_and_the_tab_key_shows_where_it_is(
    page: Page, site: Site, world: World, browser: Browser
) -> None:
    wear(site, "elan")
    with on(page, world, browser, viewport=DESK) as tab:
        open_page(tab, page, world)
        tab.wait_for_load_state("networkidle")
        places = []
        for _ in range(TABS):
            tab.keyboard.press("Tab")
            places.append(tab.evaluate(FOCUS))
        reached = [place for place in places if place]
        assert reached, "nothing can be reached"
        assert [place["html"] for place in reached if not place["seen"]] == []


@pytest.mark.parametrize("page", existing(), ids=str)
def test_text_twice_as_large_still_fits(page: Page, site: Site, world: World, browser: Browser) -> None:
    wear(site, "cime")
    with on(page, world, browser, viewport={"width": 640, "height": 800}) as tab:
        open_page(tab, page, world)
        tab.evaluate(ENLARGE)
        assert tab.evaluate(SIDEWAYS) == []
