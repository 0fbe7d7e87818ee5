"""One site and one browser for all journeys of a process; closed with them, for their loop forbids Django's queries."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from tests import database
from tests.journeys import world as making
from tests.journeys.browser import chromium, require_chromium
from tests.journeys.site import Site, running
from tests.journeys.world import World


@contextmanager
def committing_clone(blocker: DjangoDbBlocker, name: str) -> Iterator[str]:
    """A database for other processes; this one's connection stays where it was."""
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        made = database.clone(name)
        database.use(before)
    try:
        yield made
    finally:
        with blocker.unblock():
            database.drop(made)
            database.use(before)


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The site, searching in PostgreSQL."""
    require_chromium()
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
def browser(site: Site) -> Iterator[Browser]:
    with chromium(site.port) as browser:
        yield browser
