"""Opening one page of the list as whoever may see it, in one of the looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from tenants.models import Tenant
from tests.journeys.browser import Watch, visiting
from tests.journeys.pages import Page
from tests.journeys.site import Site
from tests.journeys.world import World

SIDEWAYS = """() => { const wide = document.documentElement.scrollWidth - innerWidth;
  return wide <= 0 ? [] : [wide, ...[...document.querySelectorAll('main *, header *, footer *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
    .map(one => one.outerHTML.slice(0, 120))] }"""


@contextmanager
def on(page: Page, world: World, browser: Browser, **options: Any) -> Iterator[BrowserPage]:
    """A browser signed in as the page wants; complaints of the page are an error at the end."""
    watch = Watch(expected={page.status})
    with visiting(browser, watch=watch, reduced_motion="reduce", **options) as tab:
        tab.context.add_cookies(world.cookies(page.who))  # type: ignore[arg-type]
        yield tab


def open_page(tab: BrowserPage, page: Page, world: World) -> None:
    url = page.url(world)
    answer = tab.goto(url)
    assert answer is not None
    assert answer.status == page.status, (url, tab.locator("main").inner_text()[:500])
    assert tab.url.split("?")[0] == url.split("?")[0], "was led elsewhere"


def wear(site: Site, preset: str) -> None:
    """Give every territory one look."""
    site.do(lambda: Tenant.objects.update(preset=preset))
