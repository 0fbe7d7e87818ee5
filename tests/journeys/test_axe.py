"""Every page in the three looks, two widths and two schemes: axe finds nothing, and a narrow phone shows it all."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import AXE, DESK, PHONE
from tests.journeys.looking import SIDEWAYS, on, open_page, wear
from tests.journeys.pages import Page, existing
from tests.journeys.site import Site
from tests.journeys.world import World
from themes.tokens import PRESETS

pytestmark = pytest.mark.browser

RUN_AXE = """only => axe.run({ resultTypes: ["violations"], ...(only && { runOnly: only }) })
  .then(found => found.violations.map(
    one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160), one.nodes[0].failureSummary.slice(0, 300)]))"""
FIRST = next(iter(PRESETS))
#: What a look can change; a page's structure is the same in all three.
OF_THE_LOOK = ["color-contrast", "link-in-text-block"]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.mark.parametrize("page", existing(), ids=str)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    page: Page, site: Site, world: World, browser: Browser
) -> None:
    found = []
    with on(page, world, browser, bypass_csp=True) as tab:
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
                # Only colours differ between the schemes, and only what a look can change between the looks.
                of_the_look = None if preset == FIRST else OF_THE_LOOK
                only = ["color-contrast"] if scheme == "dark" else of_the_look
                found += [(preset, size["width"], scheme, *one) for one in tab.evaluate(RUN_AXE, only)]
    assert found == []
