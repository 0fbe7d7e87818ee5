"""Reminders by the clock, tenant by tenant."""

from procrastinate.contrib.django import app

from boards.followup.services import appointments
from tenants.across import schemas_where
from tenants.tasks import tenant_task

_SOON = (
    "state IN ('asked', 'confirmed') AND reminded_at IS NULL AND starts_at BETWEEN now() AND now() + interval '8 days'"
)


@tenant_task(name="followup.remind", queue="alerts")
def remind() -> None:
    """Remind people of their appointments of tomorrow."""
    appointments.remind_due()


@app.periodic(cron="10 * * * *")
@app.task(name="followup.remind_all", queueing_lock="followup.remind_all", pass_context=False)
def remind_all(timestamp: int) -> None:
    """Each hour, for it is ten o'clock somewhere: the tenants where somebody has an appointment soon."""
    for schema in schemas_where(table="followup_appointment", condition=_SOON):
        remind.defer_once_in(schema=schema)
