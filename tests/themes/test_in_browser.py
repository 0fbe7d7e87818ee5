"""The sample pages in Chromium, without a server: axe, narrow screens, fonts arriving late, the keyboard."""

import mimetypes
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright

import themes
from tests.journeys.browser import AXE, CHROMIUM, FLAGS, require_chromium
from themes import views
from themes.tokens import PRESETS

pytestmark = pytest.mark.browser

STATIC = Path(themes.__file__).parent / "static"
STRICT = {"Content-Security-Policy": "default-src 'self'; style-src 'self'; script-src 'self'; object-src 'none'"}
# Every component at both widths in both schemes; the two frames around them once at each width.
VIEWS = [
    *product([""], (320, 1280), ("light", "dark")),
    *(view for name in ("accueil", "espace") for view in ((name, 320, "dark"), (name, 1280, "light"))),
]
WATCH_SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value })
  .observe({ type: "layout-shift", buffered: true })"""
FONTS_THERE = "[...document.fonts].filter(font => font.status === 'loaded').length"
SMALL_TARGETS = """[...document.querySelectorAll("a, button, input, select, summary")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height < 43.5 && !element.closest(".prose, .notice, .offer, td")
    && !element.matches(".skip, [type=checkbox], [type=radio]");
}).map((element) => element.outerHTML.slice(0, 90))"""


def _answer(route: Route) -> None:
    url = urlsplit(route.request.url)
    if url.path.startswith("/static/"):
        file = STATIC / url.path.removeprefix("/static/")
        kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
        route.fulfill(body=file.read_bytes(), content_type=kind or "application/octet-stream", headers={})
        return
    request = RequestFactory().get(f"{url.path}?{url.query}")
    answer: HttpResponse = views.style_page(request)
    if url.path.endswith("suggestions"):
        answer = views.style_suggestions(request)
    route.fulfill(
        body=answer.content,
        content_type=answer["Content-Type"],
        headers=STRICT | {"Content-Type": answer["Content-Type"]},
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all: starting it takes longer than most of what it is asked here."""
    require_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def browsing(browser: Browser, **options: Any) -> Iterator[Page]:
    """A fresh visitor's page on a made-up host."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.route("**/*", _answer)
    yield page
    context.close()


def visit(page: Page, preset: str, name: str = "") -> None:
    page.goto(f"http://style.test/apparence/?preset={preset}&page={name}")


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait for what is to come, however slow the machine."""
    late = time.monotonic() + 10
    while not true():
        assert time.monotonic() < late, "it never came"
        page.wait_for_timeout(20)


@pytest.mark.parametrize("preset", PRESETS)
def test_axe_finds_nothing_at_two_widths_in_two_schemes(browser: Browser, preset: str) -> None:
    with browsing(browser, bypass_csp=True) as page:
        for name, width, scheme in VIEWS:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 800})
            visit(page, preset, name)
            page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
            page.evaluate(AXE.read_text())
            found = page.evaluate("axe.run()")["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], (name, width, scheme)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_sideways_scroll_at_320_and_every_target_is_44_pixels_high(browser: Browser, preset: str) -> None:
    with browsing(browser, viewport={"width": 320, "height": 800}) as page:
        for name in views.PAGES:
            visit(page, preset, name)
            assert page.evaluate("document.documentElement.scrollWidth") == 320, name
            assert page.evaluate(SMALL_TARGETS) == [], name


@pytest.mark.parametrize("preset", PRESETS)
def test_nothing_jumps_when_the_fonts_arrive_late_and_the_policy_is_never_broken(browser: Browser, preset: str) -> None:
    complaints: list[str] = []
    with browsing(browser, viewport={"width": 390, "height": 800}) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.add_init_script(WATCH_SHIFTS)
        late: list[Route] = []
        page.route("**/*.woff2", lambda route: late.append(route))
        page.goto(f"http://style.test/apparence/?preset={preset}&page=accueil", wait_until="domcontentloaded")
        until(page, lambda: len(late) >= 2)
        page.wait_for_timeout(300)  # first painted with the fall-backs
        assert len(late) == 2
        for route in late:
            _answer(route)
        page.evaluate("document.fonts.ready")
        until(page, lambda: page.evaluate(FONTS_THERE) >= 2)
        page.wait_for_timeout(200)
        assert page.evaluate("window.shift") < 0.01
    assert complaints == []


def test_the_menu_of_a_phone_opens_and_closes_without_script(browser: Browser) -> None:
    with browsing(browser, viewport={"width": 360, "height": 700}, java_script_enabled=False) as page:
        visit(page, "plaine")
        link = page.get_by_role("link", name="Formations")
        assert not link.is_visible()
        page.get_by_role("button", name="Menu").click()
        assert link.is_visible()
        page.keyboard.press("Escape")
        assert not link.is_visible()


def test_the_combobox_obeys_the_keyboard_and_announces_its_count(browser: Browser) -> None:
    with browsing(browser) as page:
        visit(page, "cime", "accueil")
        field = page.get_by_role("combobox", name="Autour de")
        field.fill("be")
        page.locator(".combo-list li").first.wait_for()
        assert page.get_by_role("status").filter(has_text="2 suggestions").count() == 1
        field.press("ArrowDown")
        field.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
        field.press("Enter")
        assert field.input_value() == "Bray-Dunes (59123)"
        assert field.get_attribute("aria-expanded") == "false"
        field.press("ArrowDown")
        page.locator(".combo-list li").first.wait_for()
        field.press("Escape")
        assert not page.locator(".combo-list li").first.is_visible()


def test_a_second_click_does_not_send_a_form_twice_and_coming_back_frees_it(browser: Browser) -> None:
    with browsing(browser) as page:
        visit(page, "plaine")
        posts: list[str] = []
        page.route("**/recu", lambda route: (posts.append(route.request.method), route.fulfill(status=204))[1])
        form = page.locator("form[method=post]:has(textarea)").first
        form.evaluate("form => form.action = '/recu'")
        button = form.get_by_role("button", name="Continuer")
        button.evaluate("button => { button.click(); button.click() }")
        until(page, lambda: len(posts) >= 1)
        page.wait_for_timeout(200)  # and no more
        assert posts == ["POST"]
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
        button.click()
        until(page, lambda: len(posts) >= 2)
        page.wait_for_timeout(200)
        assert posts == ["POST", "POST"]
