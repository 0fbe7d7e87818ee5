"""Profiles by the calendar, tenant by tenant."""

from procrastinate.contrib.django import app

from boards.candidates.services import freshness, handover, looks, retention
from tenants.tasks import tenant_task


@tenant_task(name="candidates.keep")
def keep() -> None:
    """Ask, pause, warn, empty and forget in one tenant."""
    freshness.ask()
    freshness.pause_the_silent()
    retention.warn()
    retention.anonymise_silent()
    handover.forget()
    looks.forget()


@app.periodic(cron="35 * * * *")
@app.task(name="candidates.keep_all", queueing_lock="candidates.keep_all", pass_context=False)
def keep_all(timestamp: int) -> None:
    """Each hour, for it is day somewhere: one job a tenant, so that one that fails doesn't hold up the others."""
    keep.defer_once_in_each_live()
