"""What was tried at the doors is forgotten every night, tenant by tenant."""

from django.utils import timezone
from procrastinate.contrib.django import app

from boards.accounts import limits
from boards.accounts.models import Attempt
from boards.accounts.models.attempt import ATTEMPT_KEPT_FOR
from tenants.across import schemas_where
from tenants.tasks import tenant_task


@tenant_task(name="accounts.purge")
def purge() -> None:
    """Delete what is older than a day."""
    limits.purge()


@app.periodic(cron="50 3 * * *")
@app.task(name="accounts.purge_all", queueing_lock="accounts.purge_all", pass_context=False)
def purge_all(timestamp: int) -> None:
    """Every night: one job for each tenant that has something to delete."""
    lapsed = {"before": timezone.now() - ATTEMPT_KEPT_FOR}
    for schema in schemas_where(table=Attempt._meta.db_table, condition="created_at < %(before)s", arguments=lapsed):
        # One that still waits since yesterday does the work of both, and doesn't hold up the other tenants.
        purge.defer_once_in(schema=schema)
