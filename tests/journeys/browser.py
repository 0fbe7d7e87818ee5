"""Debian's Chromium, looking at one site, and everything a page may not do while nobody watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

from deploy.settings import environment

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js"
HOSTS = ("alpha.test", "beta.test", "gamma.test", "bassin.test", "nulle-part.test")
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
# Long: it is waited for less whatever comes sooner, and a machine may be busy.
WAIT_MILLISECONDS = 30_000


def require_chromium() -> None:
    """Leave the test out, saying what to install; in CI leaving out is a failure."""
    if CHROMIUM.exists():
        return
    reason = f"Browser tests left out: {CHROMIUM} is missing (apt-get install chromium)"
    if environment.in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@contextmanager
def chromium(playwright: Playwright, port: int) -> Iterator[Browser]:
    """A browser for which every host under .test is the site at this port."""
    hosts = [
        f"--host-resolver-rules=MAP *.test 127.0.0.1:{port}",
        # What a territory has from TLS: sharing, the clipboard, headers that need a trusted origin.
        "--unsafely-treat-insecure-origin-as-secure=" + ",".join(f"http://{host}" for host in HOSTS),
    ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *hosts])
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Watch:
    """What pages did that they must not: asked strangers, broke the policy, erred in the console."""

    complaints: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)  # statuses that a test means to meet

    def on(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        if not host.endswith(".test") and not request.url.startswith(("data:", "blob:")):
            self.complaints.append(f"third party: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        # The status line of a page that is meant to be 404 is no complaint of the page's.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")


@contextmanager
def visiting(browser: Browser, *, watch: Watch | None = None, **options: Any) -> Iterator[Page]:
    """A fresh visitor's page: no cookies, French, the clock of Paris; complaints are an error at the end."""
    watch = watch or Watch()
    context = browser.new_context(**{"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": PHONE, **options})
    context.set_default_timeout(WAIT_MILLISECONDS)
    watch.on(context)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not watch.complaints, "\n".join(watch.complaints)
