"""Hires by the clock, tenant by tenant."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from procrastinate.contrib.django import app

from boards.placements.services import asking
from tenants.context import current_tenant
from tenants.tasks import tenant_task

#: Of the tenant's own morning: a question about one's work isn't put at night.
ASKING_HOUR = 9


@tenant_task(name="placements.ask")
def ask() -> None:
    """What was found is taken up; whoever is due today is asked. Before nine o'clock nothing happens."""
    here = timezone.now().astimezone(ZoneInfo(current_tenant().time_zone))
    if here.hour < ASKING_HOUR:
        return
    asking.take_what_was_found()
    while asking.ask_due(on=here.date()) == asking.MOST:
        pass


@app.periodic(cron="35 * * * *")
@app.task(name="placements.ask_all", queueing_lock="placements.ask_all", pass_context=False)
def ask_all(timestamp: int) -> None:
    """Each hour, for it is morning somewhere: one job a tenant."""
    ask.defer_once_in_each_live()
