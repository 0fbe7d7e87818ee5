"""Background work that knows whose it is."""

import functools
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_tenants.utils import schema_context
from procrastinate.contrib.django import app

from tenants import jobs
from tenants.enums import TenantState
from tenants.models import Tenant


class NoSchema(RuntimeError):
    """A task of a tenant was enqueued or run without saying which."""


class TenantTask:
    """A task that runs inside one schema; `defer_in` enqueues it with the current transaction."""

    def __init__(self, function: Callable[..., None], **options: Any) -> None:
        self.function = function
        self.task = app.task(**options)(functools.partial(_run_in_schema, function))

    def defer_in(self, *, schema: str, **arguments: Any) -> int:
        """Enqueue for one tenant. Raises NoSchema for '' and for public, where no tenant's data are."""
        self._check(schema)
        return int(self.task.defer(schema=schema, **arguments))

    def defer_later_in(self, *, schema: str, after: timedelta, **arguments: Any) -> int:
        """The same, to be run no sooner than so long from now."""
        self._check(schema)
        return int(
            self.task.configure(schedule_in={"seconds": after.total_seconds()}).defer(schema=schema, **arguments)
        )

    def defer_once_in(self, *, schema: str, **arguments: Any) -> None:
        """Enqueue for one tenant unless one waits for it already, from a minute or a night ago."""
        self._check(schema)
        jobs.defer_once(self.task.configure(queueing_lock=f"{self.task.name}:{schema}"), schema=schema, **arguments)

    def defer_once_in_each_live(self) -> None:
        """What a sweep by the clock does: one job a live tenant, so that one that fails holds up no other."""
        for schema in Tenant.objects.live().values_list("schema_name", flat=True):
            self.defer_once_in(schema=schema)

    def defer_in_each(self, *, schemas: Iterable[str], **arguments: Any) -> None:
        """Enqueue for each of these tenants, in one statement however many they are."""
        each = [{"schema": schema, **arguments} for schema in schemas]
        for one in each:
            self._check(one["schema"])
        if each:
            self.task.batch_defer(*each)

    def _check(self, schema: str) -> None:
        if not schema or schema == "public":
            raise NoSchema(f"{self.task.name} needs the schema of a tenant.")

    def __call__(self, *, schema: str, **arguments: Any) -> None:
        _run_in_schema(self.function, schema=schema, **arguments)


def _run_in_schema(function: Callable[..., None], *, schema: str = "", **arguments: Any) -> None:
    if not schema or schema == "public":
        raise NoSchema("A task of a tenant was run without its schema.")
    # Enqueued before it was closed: nobody is written to in the name of a territory that is no more.
    zones = (
        Tenant.objects.filter(schema_name=schema)
        .exclude(state=TenantState.ARCHIVED)
        .values_list("time_zone", flat=True)
    )
    zone = zones.first()
    if zone is None:
        return
    with schema_context(schema), timezone.override(ZoneInfo(zone)):
        function(**arguments)


def tenant_task(**options: Any) -> Callable[[Callable[..., None]], TenantTask]:
    """Declare a task of a tenant: `@tenant_task(name="messaging.send")`."""

    def declare(function: Callable[..., None]) -> TenantTask:
        return TenantTask(function, **options)

    return declare


@app.periodic(cron="* * * * *")
@app.task(name="tenants.rescue_stalled", queueing_lock="tenants.rescue_stalled", pass_context=False)
def rescue_stalled(timestamp: int) -> None:
    """Each minute: put back the jobs of workers that died."""
    jobs.rescue_stalled()
