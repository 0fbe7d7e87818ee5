"""The library by the clock, tenant by tenant."""

from procrastinate.contrib.django import app

from boards.library import entries
from boards.library.services import requesting, saving
from tenants.tasks import tenant_task


@tenant_task(name="library.keep")
def keep() -> None:
    """Requests that nobody answered, words of cards that changed, searches whose time has come."""
    while requesting.lapse():
        pass
    while entries.catch_up():
        pass
    saving.tell_due()


@app.periodic(cron="15 7-19 * * *")
@app.task(name="library.keep_all", queueing_lock="library.keep_all", pass_context=False)
def keep_all(timestamp: int) -> None:
    """Each hour of the day: one job a tenant."""
    keep.defer_once_in_each_live()
