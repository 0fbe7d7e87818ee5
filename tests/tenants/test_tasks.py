"""Background work knows whose it is, and is enqueued with the data it is about."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tenants.audit.models import AuditEntry
from tenants.context import NoTenant, current_tenant, entering
from tenants.guard import current_schema
from tenants.models import Tenant
from tenants.tasks import NoSchema, tenant_task

seen: list[str] = []


@tenant_task(name="tests.look")
def look(*, what: str = "") -> None:
    seen.append(f"{current_schema()} {current_tenant().name} {what}".strip())
    AuditEntry.objects.create(kind="looked", target_type="x", target_id="1")


@tenant_task(name="tests.fail")
def fail() -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    seen.clear()


def test_it_runs_inside_the_schema_it_was_given_and_comes_back(alpha: Tenant, beta: Tenant) -> None:
    with entering(beta):
        look(schema="alpha", what="now")
        assert current_schema() == "beta"
    assert seen == ["alpha CC des Hauts de Flandre now"]
    with entering(alpha):
        assert AuditEntry.objects.get().kind == "looked"


def test_a_failing_one_comes_back_too(alpha: Tenant) -> None:
    with pytest.raises(ZeroDivisionError):
        fail(schema="alpha")
    assert current_schema() == "public"


def test_for_many_tenants_it_is_enqueued_in_one_statement(alpha: Tenant, beta: Tenant) -> None:
    with CaptureQueriesContext(connection) as captured:
        look.defer_in_each(schemas=["alpha", "beta"], what="soon")
    assert sum("search_path" not in query["sql"] for query in captured) == 1
    look.defer_in_each(schemas=[])
    waiting = ProcrastinateJob.objects.order_by("pk").values_list("task_name", "args")
    assert list(waiting) == [("tests.look", {"schema": schema, "what": "soon"}) for schema in ("alpha", "beta")]
    with suppress(ZeroDivisionError), transaction.atomic():
        look.defer_in_each(schemas=["alpha"])
        raise ZeroDivisionError
    assert len(waiting.all()) == 2


@pytest.mark.parametrize("state", ["archived", "live", "seeded"])
def test_for_a_closed_territory_nothing_is_done_any_more(alpha: Tenant, state: str) -> None:
    look.defer_in(schema="alpha")
    closed = timezone.now() if state == "archived" else None
    Tenant.objects.filter(pk=alpha.pk).update(state=state, archived_at=closed)
    look.task.func(schema="alpha")
    look(schema="alpha")
    assert len(seen) == (0 if closed else 2)


@pytest.mark.parametrize("schema", ["", "public"])
def test_without_a_tenant_it_neither_waits_nor_runs(db: None, schema: str) -> None:
    before = ProcrastinateJob.objects.count()
    attempts = (
        lambda: look.defer_in(schema=schema),
        lambda: look.defer_in_each(schemas=["alpha", schema]),
        lambda: look.defer_once_in(schema=schema),
        lambda: look(schema=schema),
    )
    for attempt in attempts:
        with pytest.raises(NoSchema):
            attempt()
    with pytest.raises(TypeError):
        look.defer_in()  # type: ignore[call-arg]
    assert ProcrastinateJob.objects.count() == before
    assert seen == []


def test_what_a_worker_runs_refuses_too(db: None) -> None:
    """Whatever put a bare job into the queue: the function that the worker calls asks for its schema."""
    with pytest.raises(NoSchema):
        look.task.func(what="bare")
    assert seen == []


def test_it_waits_with_the_callers_data(alpha: Tenant) -> None:
    waiting = ProcrastinateJob.objects.filter(task_name="tests.look")
    with entering(alpha):
        with transaction.atomic():
            look.defer_in(schema="alpha", what="undone")
            transaction.set_rollback(True)
        assert not waiting.exists()
        look.defer_in(schema="alpha", what="kept")
    assert waiting.get().args == {"schema": "alpha", "what": "kept"}


def test_once_is_enough_for_a_tenant(alpha: Tenant) -> None:
    waiting = ProcrastinateJob.objects.filter(task_name="tests.look").order_by("pk").values_list("args", flat=True)
    for schema in ("alpha", "alpha", "beta"):
        with transaction.atomic():
            look.defer_once_in(schema=schema, what="soon")
    assert list(waiting) == [{"schema": schema, "what": "soon"} for schema in ("alpha", "beta")]
    waiting.filter(args__schema="alpha").update(status="doing")
    look.defer_once_in(schema="alpha", what="after it")
    assert waiting.all().count() == 3


def test_every_task_of_a_tenant_says_whose_it_is() -> None:
    """Tasks of our rooms are tenant tasks, or sweep over all tenants by themselves and touch nobody's rows directly."""
    from tests.architecture.rooms import room_of

    app.perform_import_paths()
    bare = []
    for name, task in app.tasks.items():
        function: Any = getattr(task.func, "args", [task.func])[0]
        is_ours = room_of(getattr(function, "__module__", "") or "") not in {None, "tests", "search"}
        if is_ours and not _is_tenants(task.func) and name not in SWEEPS:
            bare.append(name)
    assert bare == [], "Use @tenant_task, or name a sweep over all tenants in SWEEPS."


# Run by the clock for the whole platform; each enqueues a tenant task for each tenant.
SWEEPS = {
    "accounts.purge_all",
    "alerts.keep_all",
    "alerts.tell_all",
    "alerts.tidy_all",
    "applications.keep_all_promises",
    "applications.tidy_all",
    "candidates.keep_all",
    "codes.purge_all",
    "followup.remind_all",
    "files.scan_all",
    "files.sweep_all",
    "employers.purge_all",
    "library.keep_all",
    "messaging.purge_all",
    "messaging.sweep",
    "offers.keep_all_fresh",
    "placements.ask_all",
    "publishing.purge_all_drafts",
    "rights.sweep_all",
    "tenants.rescue_stalled",
    "threads.tell_all",
}


def _is_tenants(function: Any) -> bool:
    return getattr(getattr(function, "func", None), "__name__", "") == "_run_in_schema"


def test_public_has_no_current_tenant(db: None) -> None:
    with pytest.raises(NoTenant):
        current_tenant()


def test_a_schema_entered_by_name_finds_its_tenant_once(alpha: Tenant, django_assert_num_queries: Any) -> None:
    connection.set_schema("alpha")
    assert current_tenant() == alpha
    with django_assert_num_queries(0):
        assert current_tenant() == alpha
