"""What every test may ask for: the tenants, a client for each, one transaction a test."""

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from search import demand
from search.matching import index
from tenants.context import entering
from tenants.models import Tenant
from tenants.reference import occupations
from tests import database

#: The words of the template's occupations, as read once: reading them is a twentieth of a second, and most tests ask.
_shipped: occupations._Words | None = None

# Both cores are shared with a database and a browser: a slow example says nothing about the code.
settings.register_profile("bassin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("bassin")


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A clone of the template database instead of Django's own creation."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        name = database.clone(worker)
        global _shipped
        _shipped = occupations._loaded()
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        database.drop(name)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse `transaction=True`: its flush empties public, the registry of tenants with it."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            if mark.kwargs.get("transaction") or mark.kwargs.get("reset_sequences"):
                raise pytest.UsageError(
                    f"{item.nodeid}: transaction=True flushes public; use the `committing` fixture."
                )


@pytest.fixture(autouse=True)
def _public_and_clean() -> Iterator[None]:
    """Start and end in public, with empty caches: the test client leaves the connection where it called."""
    connection.set_schema_to_public()
    cache.clear()
    # Checked before they are believed: a test that changes words reads its own.
    occupations._words = _shipped and replace(_shipped, checked_at=-math.inf)
    demand.forget()
    index.forget()
    yield
    connection.set_schema_to_public()


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """A throw-away database where commits are real, for tests whose point is the commit. Yields its name."""
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        name = database.clone("committing")
        yield name
        database.drop(name)
        database.use(before)


@pytest.fixture
def alpha(db: None) -> Tenant:
    return Tenant.objects.get(schema_name="alpha")


@pytest.fixture
def beta(db: None) -> Tenant:
    return Tenant.objects.get(schema_name="beta")


@pytest.fixture
def gamma(db: None) -> Tenant:
    return Tenant.objects.get(schema_name="gamma")


@pytest.fixture
def in_alpha(alpha: Tenant) -> Iterator[Tenant]:
    with entering(alpha):
        yield alpha


@pytest.fixture
def visit() -> "type[TenantClient]":
    """`visit(alpha)`: a browser on that tenant's site."""
    return TenantClient


class TenantClient(Client):
    """A client whose requests go to one tenant's domain."""

    def __init__(self, tenant: Tenant | str, **kwargs: object) -> None:
        host = tenant if isinstance(tenant, str) else tenant.primary_domain
        super().__init__(**{"HTTP_HOST": host, **kwargs})  # type: ignore[arg-type]
