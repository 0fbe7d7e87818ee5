"""Telling by the clock: each minute the bursts that are two minutes old."""

from django.utils import timezone
from procrastinate.contrib.django import app

from boards.threads.telling import tell_due
from tenants.across import schemas_where
from tenants.tasks import tenant_task


@tenant_task(name="threads.tell", queue="mail")
def tell() -> None:
    """Tell what is due in this tenant."""
    tell_due()


@app.periodic(cron="* * * * *")
@app.task(name="threads.tell_all", queueing_lock="threads.tell_all", pass_context=False)
def tell_all(timestamp: int) -> None:
    """Each minute: the tenants where something is due."""
    due = schemas_where(
        table="threads_telling", condition="told_at IS NULL AND due_at <= %(now)s", arguments={"now": timezone.now()}
    )
    for schema in due:
        tell.defer_once_in(schema=schema)
