"""Old codes go every night, from the tenants that have some."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.codes import tasks
from boards.codes.models import Code
from tenants.context import entering
from tests.boards.codes.making import Sent


@pytest.fixture
def codes(alpha, beta):
    """A code of yesterday's in alpha, one that still counts in both."""
    with entering(alpha), time_machine.travel(timezone.now() - timedelta(hours=25)):
        Sent().sms()
    for tenant in (alpha, beta):
        with entering(tenant), time_machine.travel(timezone.now() - timedelta(hours=23)):
            Sent().mail()


def test_what_still_limits_is_kept(alpha, codes):
    tasks.purge(schema="alpha")
    with entering(alpha):
        assert Code.objects.get().channel == "email"


def test_only_tenants_with_old_codes_get_a_job(codes):
    tasks.purge_all(0)
    jobs = ProcrastinateJob.objects.filter(task_name="codes.purge")
    assert [job.args for job in jobs] == [{"schema": "alpha"}]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        tasks.purge_all(0)
    assert {job.args["schema"] for job in jobs.all()} == {"alpha", "beta"}
