"""Scans after the commit, again while the scanner is away, and a sweep every night."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from tenants.across import schemas_where
from tenants.files import scanning, sweeping
from tenants.files.models import StoredFile
from tenants.files.wake import SCAN
from tenants.tasks import tenant_task

#: A file that has just come has its own job.
_WAITS = "state = 'waiting' AND created_at < %(before)s"
_A_MINUTE = timedelta(minutes=1)


@tenant_task(name=SCAN)
def scan(*, file_id: str) -> None:
    """Scan one file that has just come."""
    scanning.scan(file_id)


@tenant_task(name="files.scan_waiting")
def scan_waiting() -> None:
    """Scan what still waits."""
    scanning.scan_waiting()


@app.periodic(cron="*/5 * * * *")
@app.task(name="files.scan_all", queueing_lock="files.scan_all", pass_context=False)
def scan_all(timestamp: int) -> None:
    """Every five minutes: one job for each tenant whose files wait."""
    before = {"before": timezone.now() - _A_MINUTE}
    for schema in schemas_where(table=StoredFile._meta.db_table, condition=_WAITS, arguments=before):
        scan_waiting.defer_once_in(schema=schema)


@tenant_task(name="files.sweep")
def sweep() -> None:
    """Compare this tenant's rows with its folder."""
    sweeping.sweep()


@app.periodic(cron="10 4 * * *")
@app.task(name="files.sweep_all", queueing_lock="files.sweep_all", pass_context=False)
def sweep_all(timestamp: int) -> None:
    """Every night: one job a tenant, so that one that fails doesn't hold up the others."""
    sweep.defer_once_in_each_live()
