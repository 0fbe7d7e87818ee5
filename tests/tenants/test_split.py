"""Hazards 2, 3, 6, 9, 14–17: settings that a later hand could change, each refused at start-up or seen here."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.test import override_settings
from django.urls import get_resolver
from wagtail.admin.utils import get_admin_base_url

from boards.accounts.models import User
from tenants.context import entering
from tenants.models import Tenant
from tests.isolation.urls import named_patterns

SHARED, TENANT = settings.SHARED_APPS, settings.TENANT_APPS

MISTAKES: list[tuple[str, dict[str, Any]]] = [
    ("tenants.E001", {"SHARED_APPS": [*SHARED, "tenants.audit"]}),
    ("tenants.E001", {"TENANT_APPS": [*TENANT, "tenants.apps.TenantsConfig"]}),
    ("tenants.E002", {"TENANT_APPS": [app for app in TENANT if app != "cms"]}),
    ("tenants.E003", {"TENANT_APPS": [app for app in TENANT if app != "django.contrib.sessions"]}),
    ("tenants.E004", {"TENANT_LIMIT_SET_CALLS": True}),
    (
        "tenants.E005",
        {"CACHES": {**settings.CACHES, "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}},
    ),
    ("tenants.E006", {"SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies"}),
    ("tenants.E006", {"SESSION_ENGINE": "django.contrib.sessions.backends.cache"}),
    ("tenants.E007", {"SESSION_COOKIE_DOMAIN": ".bassin.test"}),
    ("tenants.E007", {"CSRF_COOKIE_DOMAIN": ".bassin.test"}),
]


def found(prefix: str = "tenants.") -> set[str]:
    return {str(message.id) for message in checks.run_checks() if str(message.id).startswith(prefix)}


def test_the_settings_as_they_are_pass() -> None:
    assert found() == set()


@pytest.mark.parametrize(("expected", "changed"), MISTAKES, ids=[f"{e}-{next(iter(c))}" for e, c in MISTAKES])
def test_each_mistake_is_refused_at_start_up(expected: str, changed: dict[str, Any]) -> None:
    with override_settings(**changed):
        assert expected in found()


def test_there_is_no_django_admin() -> None:
    assert not apps.is_installed("django.contrib.admin")
    for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
        assert not [name for name, _ in named_patterns(get_resolver(urlconf)) if name.startswith("admin:")]


def test_wagtail_searches_in_the_schema_and_works_at_once() -> None:
    assert {b["BACKEND"] for b in settings.WAGTAILSEARCH_BACKENDS.values()} == {"wagtail.search.backends.database"}
    assert {b["BACKEND"] for b in settings.TASKS.values()} == {"django_tasks.backends.immediate.ImmediateBackend"}


def test_wagtail_has_no_address_of_one_tenant_for_all() -> None:
    assert not get_admin_base_url()


def test_there_is_no_asynchronous_door() -> None:
    """An async view would keep `public` as the connection's schema."""
    assert not getattr(settings, "ASGI_APPLICATION", None)


def test_a_missing_table_is_answered_from_public_in_silence(alpha: Tenant) -> None:
    """Hazard 2 is real; that is why the split is checked above, and every schema by `tenant check`."""
    from django.db import connection

    operator = User.objects.create_user("operator@bassin.example")
    with entering(alpha):
        assert not User.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE alpha.accounts_user CASCADE")
        assert User.objects.get().email == operator.email
