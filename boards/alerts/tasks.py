"""Alerts by the clock and by the matcher's word, tenant by tenant."""

from procrastinate.contrib.django import app

from boards.alerts.services import digests, keeping, taking
from search.matching import outbox
from tenants.across import schemas_where
from tenants.guard import current_schema
from tenants.models import Tenant
from tenants.tasks import tenant_task


@tenant_task(name="alerts.tell", queue="alerts")
def tell() -> None:
    """Take what was matched for this tenant, then tell everybody whose turn it is; nobody once its site has closed."""
    if not Tenant.objects.live().filter(schema_name=current_schema()).exists():
        return
    taking.take_all()
    digests.tell_all()


def matches_waiting(*, schemas: list[str]) -> None:
    """A listener of the matcher (settings.MATCH_LISTENERS): one job a tenant and batch, in the batch's transaction.

    Without a lock: a job that waits for another batch may begin before this one commits, and find nothing of it.
    """
    tell.defer_in_each(schemas=schemas)


@app.periodic(cron="* * * * *")
@app.task(name="alerts.tell_all", queueing_lock="alerts.tell_all", pass_context=False)
def tell_all_due(timestamp: int) -> None:
    """Each minute: the tenants where something waits. Who isn't due yet costs a look and no message."""
    waiting = schemas_where(table="alerts_found", condition="state = 'waiting'")
    for schema in sorted({*waiting, *outbox.waiting_schemas()}):
        tell.defer_once_in(schema=schema)


@tenant_task(name="alerts.keep", queue="alerts")
def keep() -> None:
    """Ask, say, end and forget in one tenant."""
    keeping.ask_the_silent()
    keeping.tell_of_silence()
    keeping.end_the_silent()


@app.periodic(cron="20 * * * *")
@app.task(name="alerts.keep_all", queueing_lock="alerts.keep_all", pass_context=False)
def keep_all(timestamp: int) -> None:
    """Each hour, for it is day somewhere: a batch of questions at a time, to those whose day it is."""
    keep.defer_once_in_each_live()


@tenant_task(name="alerts.tidy", queue="alerts")
def tidy() -> None:
    """Understand searches anew and forget what is old in one tenant."""
    keeping.understand_anew()
    keeping.forget()


@app.periodic(cron="30 3 * * *")
@app.task(name="alerts.tidy_all", queueing_lock="alerts.tidy_all", pass_context=False)
def tidy_all(timestamp: int) -> None:
    """Every night: one job a tenant, so that one that fails doesn't hold up the others."""
    tidy.defer_once_in_each_live()
