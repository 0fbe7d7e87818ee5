"""What happens to drafts by the calendar, tenant by tenant."""

from procrastinate.contrib.django import app

from boards.publishing.services import drafts
from tenants.tasks import tenant_task


@tenant_task(name="publishing.purge_drafts")
def purge_drafts() -> None:
    """Delete what nobody finished within seven days, with the addresses in it."""
    drafts.purge()


@app.periodic(cron="45 3 * * *")
@app.task(name="publishing.purge_all_drafts", queueing_lock="publishing.purge_all_drafts", pass_context=False)
def purge_all_drafts(timestamp: int) -> None:
    """Every night: one job a tenant, so that one that fails doesn't hold up the others."""
    purge_drafts.defer_once_in_each_live()
