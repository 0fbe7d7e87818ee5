"""Sending what was queued. The rows are the queue: a job only says that there is something in it."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from tenants.across import schemas_where
from tenants.enums import Channel
from tenants.guard import current_schema
from tenants.messaging import retention
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.sending.emails import drain_emails as send_emails
from tenants.messaging.sending.texts import drain_texts as send_texts
from tenants.messaging.wake import DRAINS, QUEUES, wake
from tenants.tasks import tenant_task

# Due, or held by a drain that may have died.
_TO_DO = "(state = 'queued' AND next_try_at <= %(now)s) OR (state = 'claimed' AND claimed_at < %(young)s)"
CLAIM_IS_YOUNG = timedelta(minutes=1)


@tenant_task(name=DRAINS[Channel.EMAIL], queue=QUEUES[Channel.EMAIL])
def drain_emails() -> None:
    """Send this tenant's e-mails."""
    send_emails()


@tenant_task(name=DRAINS[Channel.SMS], queue=QUEUES[Channel.SMS])
def drain_texts() -> None:
    """Send this tenant's SMS."""
    send_texts()


@tenant_task(name="messaging.send_email", queue="mail")
def send_email(*, delivery_id: str) -> None:
    """A job that waited since before the rows were the queue: whatever it was about, it is in the rows."""
    wake(current_schema(), Channel.EMAIL)


@app.periodic(cron="* * * * *")
@app.task(name="messaging.sweep", queueing_lock="messaging.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Each minute: wake the drains of tenants that have something due, or something that a dead drain holds."""
    now = timezone.now()
    when = {"now": now, "young": now - CLAIM_IS_YOUNG}
    for channel, model in ((Channel.EMAIL, EmailDelivery), (Channel.SMS, SmsDelivery)):
        for schema in schemas_where(table=model._meta.db_table, condition=_TO_DO, arguments=when):
            wake(schema, channel)


@tenant_task(name="messaging.purge")
def purge() -> None:
    """Delete what this tenant sent more than 90 days ago."""
    retention.purge()


@app.periodic(cron="25 3 * * *")
@app.task(name="messaging.purge_all", queueing_lock="messaging.purge_all", pass_context=False)
def purge_all(timestamp: int) -> None:
    """Every night: one job a tenant, so that one that fails doesn't hold up the others."""
    purge.defer_once_in_each_live()
