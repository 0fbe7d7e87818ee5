"""Old invitations are forgotten every night, tenant by tenant."""

from django.utils import timezone
from procrastinate.contrib.django import app

from boards.employers.models import EmployerInvitation
from boards.employers.services import members
from tenants.across import schemas_where
from tenants.tasks import tenant_task


@tenant_task(name="employers.purge")
def purge() -> None:
    """Delete invitations that ended three months ago."""
    members.forget_invitations()


@app.periodic(cron="55 3 * * *")
@app.task(name="employers.purge_all", queueing_lock="employers.purge_all", pass_context=False)
def purge_all(timestamp: int) -> None:
    """Every night: one job for each tenant that has something to delete."""
    table, before = EmployerInvitation._meta.db_table, {"before": timezone.now() - members.KEPT_FOR}
    for schema in schemas_where(table=table, condition="updated_at < %(before)s", arguments=before):
        # One that still waits since yesterday does the work of both, and doesn't hold up the other tenants.
        purge.defer_once_in(schema=schema)
