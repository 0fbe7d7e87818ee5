"""What happens to offers by the calendar, tenant by tenant."""

from django.utils import timezone
from procrastinate.contrib.django import app

from boards.offers.services import freshness
from tenants.tasks import tenant_task


@tenant_task(name="offers.keep_fresh")
def keep_fresh() -> None:
    """Remind and withdraw in one tenant, by the date at its own place."""
    today = timezone.localdate()
    freshness.remind_stale(on=today)
    freshness.withdraw_stale(on=today)


@app.periodic(cron="15 4 * * *")
@app.task(name="offers.keep_all_fresh", queueing_lock="offers.keep_all_fresh", pass_context=False)
def keep_all_fresh(timestamp: int) -> None:
    """Every night: one job a tenant, so that one that fails doesn't hold up the others."""
    keep_fresh.defer_once_in_each_live()
