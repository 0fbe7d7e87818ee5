"""What the clock runs for all tenants: each gets its job, whatever was left in the queue for another."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.accounts import limits
from boards.accounts.enums import AttemptKind
from boards.alerts.models import Found
from boards.employers.models import EmployerInvitation
from boards.threads.enums import Side
from boards.threads.models import Telling
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.alerts.people import crowd
from tests.boards.codes.making import Sent
from tests.boards.followup.making import adviser, appointment, profile
from tests.boards.making import employer
from tests.boards.threads.making import thread
from tests.tenants.files.making import kept
from tests.tenants.messaging.conftest import letters
from tests.tenants.test_tasks import SWEEPS


@pytest.fixture
def busy(alpha: Tenant, beta: Tenant, gamma: Tenant) -> list[str]:
    """Tenants in which every sweep finds something to do."""
    now = timezone.now()
    for tenant in (alpha, beta, gamma):
        (alert,) = crowd(tenant, 1)
        with entering(tenant):
            Found.objects.create(alert=alert, offer_schema=tenant.schema_name, offer_id=uuid4())
            with time_machine.travel(now - timedelta(hours=25)):
                Sent().mail()
                limits.take_for(AttemptKind.LETTER, about="lea@exemple.example")
                kept(scan=False)
            letters(1)
            with time_machine.travel(now - timedelta(days=100)):
                EmployerInvitation.objects.create(employer=employer(), email="paul@vandaele.example", lapses_at=now)
            Telling.objects.create(thread=thread(), side=Side.CANDIDATE, due_at=now)
            appointment(profile(), adviser(), now + timedelta(days=2))
    connection.set_schema_to_public()
    # What the making has woken is no sweep's.
    ProcrastinateJob.objects.all().delete()
    return ["alpha", "beta", "gamma"]


@pytest.mark.parametrize("sweep", sorted(SWEEPS - {"tenants.rescue_stalled"}))
def test_a_job_left_from_last_night_holds_up_no_other_tenant(busy: list[str], sweep: str) -> None:
    app.perform_import_paths()
    run, jobs = app.tasks[sweep].func, ProcrastinateJob.objects.order_by("args__schema")
    run(timestamp=0)
    assert [job.args["schema"] for job in jobs.all()] == busy
    for left in busy:
        kept = jobs.get(args__schema=left)
        ProcrastinateJob.objects.exclude(pk=kept.pk).delete()
        run(timestamp=0)
        assert [job.args["schema"] for job in jobs.all()] == busy
        assert kept in jobs.all()
