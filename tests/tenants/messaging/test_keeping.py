"""How long messages are kept, and what wakes the drains."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging import consent, retention, tasks
from tenants.messaging.enums import Purpose
from tenants.messaging.models import CapAlarm, Consent, EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.tenants.messaging.conftest import letters, texts


def age(model: Any, pk: object, days: int, **changes: Any) -> None:
    then = timezone.now() - timedelta(days=days)
    model.objects.filter(pk=pk).update(created_at=then, **{k: then if v == "then" else v for k, v in changes.items()})


def test_ninety_days_after_sending(in_alpha: Tenant) -> None:
    rows = letters(5)
    for row, days, changes in zip(
        rows,
        (91, 89, 200, 91, 91),
        (
            {"state": "sent", "sent_at": "then"},
            {"state": "sent", "sent_at": "then"},
            {"state": "sent", "sent_at": timezone.now() - timedelta(days=10)},
            {"state": "failed"},
            {},
        ),
        strict=True,
    ):
        age(EmailDelivery, row.pk, days, **changes)
    age(SmsDelivery, texts(1)[0].pk, 91, state="unknown")
    CapAlarm.objects.create(channel="sms", day=timezone.localdate() - timedelta(days=92), used=1, cap=1)
    kept = consent.record(
        channel=Channel.SMS, address="+33612345678", purpose=Purpose.ALERT, how="code", wording="Oui."
    )
    assert retention.purge() == 3
    assert set(EmailDelivery.objects.values_list("pk", flat=True)) == {rows[1].pk, rows[2].pk, rows[4].pk}
    assert not SmsDelivery.objects.exists()
    assert not CapAlarm.objects.exists()
    assert Consent.objects.get() == kept


def test_the_sweep_wakes_only_who_has_something_to_do(alpha: Tenant, beta: Tenant, gamma: Tenant) -> None:
    now = timezone.now()
    with entering(alpha):
        letters(1)
    with entering(beta):
        SmsDelivery.objects.filter(pk=texts(1)[0].pk).update(next_try_at=now + timedelta(hours=1))
        EmailDelivery.objects.filter(pk=letters(1)[0].pk).update(
            state="claimed", claimed_by="beta.dead", claimed_at=now - timedelta(minutes=2)
        )
    with entering(gamma):
        EmailDelivery.objects.filter(pk=letters(1)[0].pk).update(state="sent", sent_at=now)
    connection.set_schema_to_public()
    for _ in range(2):
        tasks.sweep.func(timestamp=0)
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="messaging.drain")
    assert sorted((job.task_name, job.args["schema"]) for job in jobs) == [
        ("messaging.drain_emails", "alpha"),
        ("messaging.drain_emails", "beta"),
    ]


def test_a_job_of_the_old_kind_wakes_the_drain(alpha: Tenant) -> None:
    tasks.send_email(schema="alpha", delivery_id="gone")
    assert ProcrastinateJob.objects.get(task_name="messaging.drain_emails").args == {"schema": "alpha"}
