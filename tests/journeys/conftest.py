"""One site and one browser for all journeys of a process; closed with them, for their loop forbids queries."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests import database
from tests.journeys import world as making
from tests.journeys.browser import WAIT_MILLISECONDS, chromium, require_chromium
from tests.journeys.site import Site, running
from tests.journeys.world import World


@contextmanager
def committing_clone(blocker: DjangoDbBlocker, name: str) -> Iterator[str]:
    """A database for other processes; this thread's connection stays where it was."""
    before = connection.settings_dict["NAME"]

    def clone() -> str:
        with blocker.unblock():
            made = database.clone(name)
            database.use(before)
            return made

    def drop() -> None:
        with blocker.unblock():
            database.drop(made)

    # Another thread has no loop beside it and a connection of its own.
    with ThreadPoolExecutor(max_workers=1) as thread:
        made = thread.submit(clone).result()
        try:
            yield made
        finally:
            thread.submit(drop).result()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    require_chromium()
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def site(playwright: Playwright, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The site, searching in PostgreSQL."""
    with (
        committing_clone(django_db_blocker, "journeys") as name,
        running(name, allowed=django_db_blocker.unblock) as up,
    ):
        yield up


@pytest.fixture(scope="package")
def world(site: Site) -> World:
    """People and offers in every state."""
    return making.make(site)


@pytest.fixture(scope="package")
def browser(playwright: Playwright, site: Site) -> Iterator[Browser]:
    with chromium(playwright, site.port) as browser:
        yield browser
