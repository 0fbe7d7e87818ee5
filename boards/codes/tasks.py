"""Old codes are forgotten every night, tenant by tenant."""

from django.utils import timezone
from procrastinate.contrib.django import app

from boards.codes import services
from boards.codes.models import CODE_KEPT_FOR, Code
from tenants import tallies
from tenants.across import schemas_where
from tenants.tasks import tenant_task


@tenant_task(name="codes.purge")
def purge() -> None:
    """Delete what is older than a day, with the addresses in it."""
    services.purge()


@app.periodic(cron="40 3 * * *")
@app.task(name="codes.purge_all", queueing_lock="codes.purge_all", pass_context=False)
def purge_all(timestamp: int) -> None:
    """Every night: one job for each tenant that has something to delete; and what was counted over all of them."""
    tallies.purge()
    lapsed = {"before": timezone.now() - CODE_KEPT_FOR}
    for schema in schemas_where(table=Code._meta.db_table, condition="created_at < %(before)s", arguments=lapsed):
        purge.defer_once_in(schema=schema)
