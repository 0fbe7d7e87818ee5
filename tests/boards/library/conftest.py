"""A firm in Bergues that hires, and people around it."""

import pytest
from django.test import Client

from boards.accounts.enums import Role
from tenants.context import entering
from tests.boards import making as boards


@pytest.fixture
def here(alpha):
    with entering(alpha):
        yield alpha


@pytest.fixture
def firm(here):
    offer = boards.live()
    offer.employer.commune_insee = boards.BERGUES
    offer.employer.save()
    return offer.employer


@pytest.fixture
def baker(firm):
    """Who acts for the firm."""
    return boards.person()


@pytest.fixture
def desk(here):
    return boards.person("conseil@alpha.example", role=Role.ADVISER)


@pytest.fixture
def browse():
    """A browser at alpha, signed in as somebody or nobody."""

    def open_one(person=None):
        browser = Client(HTTP_HOST="alpha.test")
        if person is not None:
            browser.force_login(person)
        return browser

    return open_one
