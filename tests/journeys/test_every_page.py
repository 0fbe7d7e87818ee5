"""Every page under its own strict policy, in the three looks, two widths and two schemes.

axe finds nothing, a narrow phone shows it all, text twice as large and a long name still fit, the Tab key shows where
it is, and the page is silent and asks nobody else. A browser's window is dear and so is loading a page: one window a
page, one load a look, and every question is put to what was loaded. What is found says in which look, at which width.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

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
# Text at 200 %, as browsers enlarge it.
ENLARGE = "percent => { document.documentElement.style.fontSize = percent }"
HALF = {"width": 640, "height": 800}
# The ring may be drawn around the row or the label of which the focused element is a part.
FOCUS = """() => { const at = document.activeElement; if (!at || at === document.body) return null;
  const ringed = (one) => { const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0
      && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
  return { html: at.outerHTML.slice(0, 120),
    seen: [at, at.closest('li'), at.closest('label')].some(one => one && ringed(one)) } }"""
TABS = 12
# Names and titles are people's own: in every text of the page, a word that is wider than a phone.
LONG_WORDS = """() => { const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) { const style = getComputedStyle(node.parentElement);
    const ours = node.parentElement.closest('nav, .button, .tag, .chips, option, svg');
    if (node.data.trim() && style.whiteSpace !== 'nowrap' && !ours)
      node.data = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch' } }"""
WALKED, ENLARGED = "elan", "cime"

Finding = tuple[Any, ...]


@pytest.mark.parametrize("page", existing(), ids=str)
def test_every_look_at_every_size(page: Page, site: Site, world: World, browser: Browser) -> None:
    found: list[Finding] = []
    with on(page, world, browser) as tab:
        for preset in PRESETS:
            wear(site, preset)
            tab.emulate_media(color_scheme="light")
            tab.set_viewport_size(DESK if preset == WALKED else PHONE)  # type: ignore[arg-type]
            open_page(tab, page, world)
            here = [
                *(walk(tab) if preset == WALKED else ()),
                *(enlarge(tab) if preset == ENLARGED else ()),
                *look(tab, structure=preset == FIRST),
                *(stretch(tab) if preset == ENLARGED else ()),
            ]
            found += [(preset, *one) for one in here]
    assert not found, "\n".join(map(str, found))


def walk(tab: BrowserPage) -> Iterator[Finding]:
    """What the Tab key reaches and doesn't show, on a page that was just opened."""
    tab.wait_for_load_state("networkidle")
    places = []
    for _ in range(TABS):
        tab.keyboard.press("Tab")
        places.append(tab.evaluate(FOCUS))
    reached = [place for place in places if place]
    if not reached:
        yield "Tab", "nothing can be reached"
    yield from (("Tab", "no ring", place["html"]) for place in reached if not place["seen"])
    tab.evaluate("document.activeElement.blur()")


def enlarge(tab: BrowserPage) -> Iterator[Finding]:
    """What doesn't fit when text is twice as large."""
    tab.set_viewport_size(HALF)  # type: ignore[arg-type]
    tab.evaluate(ENLARGE, "200%")
    yield from sideways(tab, "text at 200 %")
    tab.evaluate(ENLARGE, "")


def look(tab: BrowserPage, *, structure: bool) -> Iterator[Finding]:
    """What axe finds at both widths in both schemes, with all there is to open open."""
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tab.evaluate(OPEN_ALL)
    yield from sideways(tab, "at 320")
    # Nothing that the page's policy would have to allow: the debugger's door is not the page's.
    tab.evaluate(AXE.read_text())
    for size, scheme in ((PHONE, "light"), (PHONE, "dark"), (DESK, "dark"), (DESK, "light")):
        tab.set_viewport_size(size)  # type: ignore[arg-type]
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        # Only colours differ between the schemes, and only what a look can change between the looks.
        of_the_look = None if structure else OF_THE_LOOK
        only = ["color-contrast"] if scheme == "dark" else of_the_look
        yield from ((size["width"], scheme, *one) for one in tab.evaluate(RUN_AXE, only))


def stretch(tab: BrowserPage) -> Iterator[Finding]:
    """What a long name pushes out of a phone; of a page that nobody looks at any more."""
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tab.evaluate(LONG_WORDS)
    yield from sideways(tab, "a long name at 320")


def sideways(tab: BrowserPage, where: str) -> Iterator[Finding]:
    wide = tab.evaluate(SIDEWAYS)
    if wide:
        yield ("sideways", where, *wide)
