"""Copies when they are asked for, the clock every night, tenant by tenant."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from boards.rights.services import accounts, copies, reapplying, sweeping
from boards.rights.wake import MAKE
from tenants.models import Erased
from tenants.tasks import tenant_task

#: No backup is kept for so long.
TOMBSTONES_KEPT_FOR = timedelta(days=400)


@tenant_task(name=MAKE, retry=2)
def make_copy(*, pk: str) -> None:
    """Make the copy that somebody asked for."""
    copies.make(pk=UUID(pk))


@tenant_task(name="rights.sweep")
def sweep() -> None:
    """Do what the declarations say of time, in one tenant."""
    copies.expire()
    accounts.keep_clock()
    sweeping.sweep()
    reapplying.reapply(lately=True)


@app.periodic(cron="10 4 * * *")
@app.task(name="rights.sweep_all", queueing_lock="rights.sweep_all", pass_context=False)
def sweep_all(timestamp: int) -> None:
    """Every night, after the rooms' own sweeps: one job a tenant."""
    Erased.objects.filter(at__lt=timezone.now() - TOMBSTONES_KEPT_FOR).delete()
    sweep.defer_once_in_each_live()
