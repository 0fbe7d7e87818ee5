"""Hazards 3, 4, 8, 12, 13, 18: which schema a connection, a thread and a test really are in."""

import re
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import get_resolver
from django.views import View

from boards.accounts.models import User
from deploy.settings.environment import ROOT
from tenants.context import NoTenant, current_tenant, entering
from tenants.models import Domain, Tenant
from tests import conftest
from tests.isolation.urls import named_patterns
from tests.tenants.conftest import Pair


def schema_in_postgres() -> str:
    """The schema that PostgreSQL itself writes to, asked without Django's cursor, which would set it first."""
    with connection.connection.cursor() as cursor:
        return str(cursor.execute("SELECT current_schema()").fetchone()[0])


def after_a_raw_rollback(pair: Pair) -> str:
    """The name on the row that the other tenant reads after a raw ROLLBACK TO SAVEPOINT crossed the switch."""
    with entering(pair.one), transaction.atomic():
        User.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT here")
        with entering(pair.other):
            User.objects.count()
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK TO SAVEPOINT here")
            return User.objects.get(email="same@example.org").name


def test_a_raw_rollback_does_not_take_the_schema_back(pair: Pair) -> None:
    assert after_a_raw_rollback(pair) == "beta"


@override_settings(TENANT_LIMIT_SET_CALLS=True)
def test_with_limited_set_calls_it_would(pair: Pair) -> None:
    """The hazard is real: this is what tenants.E004 refuses."""
    assert after_a_raw_rollback(pair) == "alpha"


def test_a_new_thread_is_in_public(in_alpha: Tenant) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.append(connection.schema_name)
        with pytest.raises(NoTenant):
            current_tenant()
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == ["public"]
    assert connection.schema_name == "alpha"


def test_with_tenant_is_refused(alpha: Tenant) -> None:
    with pytest.raises(TypeError, match="entering"), alpha:
        pass
    assert connection.schema_name == "public"


def test_leaving_a_tenant_by_an_exception_leaves_it(alpha: Tenant, beta: Tenant) -> None:
    with entering(alpha):
        with pytest.raises(ZeroDivisionError), entering(beta):
            _ = 1 / 0
        assert connection.schema_name == "alpha"
        assert current_tenant() == alpha


def test_content_types_are_forgotten_at_each_change_of_schema(pair: Pair) -> None:
    """Hazard 8: the same model has another id in another schema."""
    with entering(pair.other):
        Permission.objects.filter(content_type__app_label="accounts").delete()
        ContentType.objects.filter(model="user", app_label="accounts").update(id=987_654)
    with entering(pair.one):
        one = ContentType.objects.get_for_model(User).pk
        with entering(pair.other):
            assert ContentType.objects.get_for_model(User).pk == 987_654
        assert ContentType.objects.get_for_model(User).pk == one


def test_every_way_to_serve_has_one_thread_a_process() -> None:
    """Hazard 8 again: that cache is per process, so two threads in two tenants would read each other's."""
    found = 0
    for path in [*ROOT.glob("deploy/**/*.py"), *ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "Makefile"]:
        for started in re.finditer(
            r"gunicorn.{0,20}deploy\.wsgi:application.{0,200}", path.read_text(), flags=re.DOTALL
        ):
            found += 1
            assert re.search(r"--threads\W+1\b", started[0]), path
    assert found


def is_asynchronous(view: Any) -> bool:
    return iscoroutinefunction(view) or bool(getattr(getattr(view, "view_class", None), "view_is_async", False))


def test_every_view_is_synchronous() -> None:
    """Hazard 18."""
    views = {
        name: pattern.callback
        for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF)
        for name, pattern in named_patterns(get_resolver(urlconf))
    }
    assert [name for name, view in views.items() if is_asynchronous(view)] == []


def test_an_asynchronous_view_is_found() -> None:
    class Planted(View):
        async def get(self, request: HttpRequest) -> HttpResponse:
            return HttpResponse()

    async def planted(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert is_asynchronous(Planted.as_view())
    assert is_asynchronous(planted)


def test_a_client_leaves_the_connection_where_it_called_and_the_next_test_starts_in_public(
    alpha: Tenant, visit: Any
) -> None:
    visit(alpha).get("/compte/connexion")
    assert connection.schema_name == "alpha"
    fixture = conftest._public_and_clean.__wrapped__()
    next(fixture)
    assert connection.schema_name == "public"
    fixture.close()


def test_transactional_tests_are_refused_when_they_are_collected() -> None:
    for marker in ({"transaction": True}, {"reset_sequences": True}):
        item = SimpleNamespace(nodeid="x", iter_markers=lambda name, found=marker: [SimpleNamespace(kwargs=found)])
        with pytest.raises(pytest.UsageError, match="committing"):
            conftest.pytest_collection_modifyitems([item])  # type: ignore[list-item]


def schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize(
    "delete",
    [lambda t: t.delete(), lambda t: Tenant.objects.filter(pk=t.pk).delete()],
    ids=["instance", "queryset"],
)
def test_deleting_a_tenants_row_never_drops_its_schema(gamma: Tenant, delete: Any) -> None:
    """Hazard 13."""
    delete(gamma)
    assert not Tenant.objects.filter(schema_name="gamma").exists()
    assert "gamma" in schemas()


def test_a_removed_domain_dies_at_once(alpha: Tenant, visit: Any) -> None:
    client = visit(alpha)
    assert client.get("/compte/connexion").status_code == 200
    Domain.objects.filter(tenant=alpha).delete()
    assert client.get("/compte/connexion").status_code == 404


def test_a_request_asks_postgres_for_its_own_schema(alpha: Tenant, beta: Tenant, visit: Any) -> None:
    for tenant in (alpha, beta, alpha):
        visit(tenant).get("/compte/connexion")
        assert User.objects.count() == 0
        assert schema_in_postgres() == tenant.schema_name
