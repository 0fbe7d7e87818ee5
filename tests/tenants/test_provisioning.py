"""Hazard 10, TRUST 12: a tenant in the making may die anywhere; afterwards it is finished or never was."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from wagtail.models import Page, Site

from cms.models import HomePage
from deploy.settings import environment
from tenants.context import entering
from tenants.enums import TenantKind, TenantState
from tenants.models import SchemaTemplate, Tenant
from tenants.provisioning import health, services, template
from tenants.provisioning.services import TenantRequest

STATES = [TenantState.REQUESTED, TenantState.SCHEMA, TenantState.SEEDED, TenantState.LIVE]


def wanted(schema: str = "delta") -> TenantRequest:
    return TenantRequest(
        schema_name=schema,
        name="Territoire Delta",
        kind=TenantKind.CLUSTER,
        domain=f"{schema}.test",
        insees=[],
        funders=[("Région", "https://region.example")],
    )


class Killed(Exception):
    """What stops the process in these tests."""


def killing(at: int) -> Callable[[str], None]:
    """A `say` that dies at its n-th line; a step says its line after its work, inside its transaction."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if len(said) == at:
            raise Killed(line)

    return say


def schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'")
        return {name for (name,) in cursor.fetchall()} - {"information_schema"}


@pytest.fixture
def delta(db: None) -> Tenant:
    return services.request_tenant(request=wanted())


@pytest.mark.parametrize("at", [1, 2, 3])
def test_dying_in_a_step_leaves_the_state_before_it_and_resuming_ends_live(delta: Tenant, at: int) -> None:
    with pytest.raises(Killed):
        services.resume(tenant=delta, say=killing(at))
    delta.refresh_from_db()
    assert delta.state == STATES[at - 1]
    assert ("delta" in schemas()) == (at > 1)
    services.resume(tenant=delta)
    assert delta.state == TenantState.LIVE
    assert [p for p in health.problems() if p.schema == "delta"] == []


def test_dying_at_every_step_in_turn_still_ends_live(delta: Tenant) -> None:
    for state in STATES[:3]:
        with pytest.raises(Killed):
            services.resume(tenant=delta, say=killing(1))
        delta.refresh_from_db()
        assert delta.state == state
        # Now let exactly this step through.
        with pytest.raises(Killed):
            services.resume(tenant=delta, say=killing(2)) if state != TenantState.SEEDED else _stop()
    services.resume(tenant=delta)
    assert delta.state == TenantState.LIVE


def _stop() -> None:
    raise Killed


def broken_seeder(*, tenant: Tenant) -> None:
    HomePage.objects.all().delete()
    raise Killed


@override_settings(TENANT_SEEDERS=["cms.seed.seed_pages", "tests.tenants.test_provisioning.broken_seeder"])
def test_a_seeder_that_breaks_takes_back_what_the_others_sowed(delta: Tenant) -> None:
    with pytest.raises(Killed):
        services.resume(tenant=delta)
    delta.refresh_from_db()
    assert delta.state == TenantState.SCHEMA
    with entering(delta):
        assert HomePage.objects.count() == 0
        # Wagtail's own welcome page is back too.
        assert Page.objects.filter(slug="home").exists()


def test_seeding_twice_sows_once(delta: Tenant) -> None:
    services.resume(tenant=delta)
    services.sow(tenant=delta)
    with entering(delta):
        assert HomePage.objects.count() == 1
        assert Site.objects.get().hostname == "delta.test"


def test_resuming_a_live_tenant_changes_nothing(delta: Tenant) -> None:
    services.resume(tenant=delta)
    services.resume(tenant=delta, say=killing(1))


def test_a_row_that_cannot_be_written_leaves_nothing(db: None) -> None:
    with pytest.raises(Exception, match="hôte"):
        services.request_tenant(request=TenantRequest("delta", "D", TenantKind.CLUSTER, "http://delta.test/", []))
    assert not Tenant.objects.filter(schema_name="delta").exists()


def test_a_stale_template_is_refused_and_current_makes_another(db: None) -> None:
    stale = SchemaTemplate(migrations_digest="of-last-year", placeholder="x", sql="")
    with pytest.raises(template.StaleTemplate):
        template.replay(stale, schema_name="delta")
    assert "delta" not in schemas()
    assert template.current().migrations_digest == template.migrations_digest()


def test_a_template_holds_no_people(db: None) -> None:
    """A password hash cloned into every tenant would make one's reset links good in all."""
    sql = template.current().sql
    for table in ("accounts_user", "account_emailaddress", "django_session", "audit_auditentry"):
        assert f".{table} " in sql
        assert f"INSERT INTO {template.PLACEHOLDER}.{table} " not in sql


RUN_AND_DIE = """
import os, signal, sys, django
django.setup()
from tenants.provisioning import services
from tenants.models import Tenant
said = []
def say(line):
    said.append(line)
    if len(said) == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
tenant = Tenant.objects.filter(schema_name="delta").first()
if tenant is None:
    from tests.tenants.test_provisioning import wanted
    tenant = services.request_tenant(request=wanted())
services.resume(tenant=tenant, say=say)
"""


def test_kill_nine_in_each_step_then_resume(committing: str) -> None:
    """A process that is killed for good, three times over, on a database where commits are real."""
    url = urlsplit(environment.database_url())
    for at, left in ((1, TenantState.REQUESTED), (2, TenantState.SCHEMA), (2, TenantState.SEEDED)):
        result = subprocess.run(
            [sys.executable, "-c", RUN_AND_DIE, str(at)],
            cwd=environment.ROOT,
            env=environment.child(
                DATABASE_URL=urlunsplit(url._replace(path=f"/{committing}")),
                DJANGO_SETTINGS_MODULE="deploy.settings.test",
            ),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert result.returncode == -signal.SIGKILL, result.stderr
        tenant = Tenant.objects.get(schema_name="delta")
        assert tenant.state == left
        assert ("delta" in schemas()) == (left != TenantState.REQUESTED)
        assert [p.schema for p in health.problems()] == ["delta"]
    services.resume(tenant=tenant)
    assert tenant.state == TenantState.LIVE
    assert health.problems() == []


def test_a_replayed_schema_and_a_migrated_one_are_the_same(committing: str) -> None:
    """P4's other half: every name, every constraint, every row that a migration writes."""
    template.replay(template.current(), schema_name="replayed")
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA migrated")
    call_command("migrate_schemas", schema_name="migrated", interactive=False, verbosity=0)
    connection.set_schema_to_public()
    assert comparable("replayed") == comparable("migrated")


def comparable(schema: str) -> list[str]:
    """A dump without its schema's name, and without what no two runs share: the times and keys that migrations draw.

    In CHECK and WHERE clauses casts and brackets are left out: PostgreSQL writes `x IN ('a')` as an array cast
    as a whole, and after a reload the same array cast item by item.
    """
    text = template.statements(template.dump(schema)).replace(f"{schema}.", "S.")
    text = re.sub(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+\d\d'", "'T'", text)
    text = re.sub(r"'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'", "'U'", text)
    return sorted(_without_casts(line) for line in text.splitlines())


def _without_casts(line: str) -> str:
    if " CHECK (" not in line and " WHERE (" not in line:
        return line
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", line)


def test_two_at_once_make_one(delta: Tenant) -> None:
    """Somebody else finished a step meanwhile: the state is read again under the row's lock."""
    services.resume(tenant=delta)
    stale = Tenant(pk=delta.pk, schema_name="delta", state=TenantState.REQUESTED)
    assert services.resume(tenant=stale).state == TenantState.LIVE
