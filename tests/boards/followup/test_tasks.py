"""By the clock: the tenants where somebody has an appointment soon get one job each, and the job reminds."""

from datetime import timedelta

import time_machine
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.followup import tasks
from boards.followup.hours import remind_from
from boards.followup.models import Appointment
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards.followup.making import adviser, appointment, profile


def test_who_has_an_appointment_soon_is_reminded(alpha: Tenant, beta: Tenant) -> None:
    now = timezone.now()
    with entering(alpha):
        soon = appointment(profile(), adviser(), now + timedelta(days=6))
        Appointment.objects.filter(pk=soon.pk).update(told_at=now - timedelta(days=30))
        moment = remind_from(soon.starts_at)
    with entering(beta):
        appointment(profile(), adviser(), now + timedelta(days=60))
    connection.set_schema_to_public()
    ProcrastinateJob.objects.all().delete()
    tasks.remind_all.func(timestamp=0)
    tasks.remind_all.func(timestamp=0)
    (job,) = ProcrastinateJob.objects.all()
    assert (job.task_name, job.args) == ("followup.remind", {"schema": "alpha"})
    with time_machine.travel(moment + timedelta(minutes=1)):
        tasks.remind.task.func(**job.args)
    with entering(alpha):
        assert EmailDelivery.objects.filter(template="followup/email/reminder").count() == 1
        soon.refresh_from_db()
        assert soon.reminded_at is not None
