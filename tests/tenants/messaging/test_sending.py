"""What is queued leaves once, in the right order, and says what became of it."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tenants.audit.models import AuditEntry
from tenants.enums import Channel
from tenants.messaging import caps, queue
from tenants.messaging.enums import DeliveryState, Purpose, RefusalReason
from tenants.messaging.models import CapAlarm, EmailDelivery, Refusal, SmsDelivery
from tenants.messaging.numbers import NotAMobile
from tenants.messaging.refusals import refuse
from tenants.messaging.sending.emails import drain_emails
from tenants.messaging.sending.texts import drain_texts
from tenants.messaging.services import Letter, Text, queue_emails, queue_sms, queue_texts
from tenants.models import Tenant
from tests.tenants.messaging.conftest import NOON, letters, texts

CODE = "publishing/email/code"


def states(model: Any = SmsDelivery) -> list[str]:
    return list(model.objects.order_by("created_at", "pk").values_list("state", flat=True))


def test_letters_leave_in_the_tenants_name_with_the_headers_of_their_kind(sent: Tenant) -> None:
    Tenant.objects.filter(pk=sent.pk).update(sender_email="emploi@ccfl.example")
    sent.refresh_from_db()
    first, second = queue_emails(
        [
            Letter("a@example.org", CODE, {"code": "123456"}, purpose=Purpose.CODE),
            Letter(
                "b@example.org", CODE, {"code": "1"}, purpose=Purpose.ALERT, unsubscribe_url="https://alpha.test/x/y"
            ),
        ]
    )
    assert drain_emails() == 2
    by_to = {message.to[0]: message for message in mail.outbox}
    code, alert = by_to["a@example.org"], by_to["b@example.org"]
    assert code.from_email == "Hauts de Flandre <emploi@ccfl.example>"
    assert code.reply_to == ["emploi@alpha.example"]
    assert code.extra_headers["Message-ID"] == f"<{first.pk}@alpha.test>"
    assert "List-Unsubscribe" not in code.extra_headers
    assert alert.extra_headers["List-Unsubscribe"] == "<https://alpha.test/x/y>"
    assert alert.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert alert.extra_headers["List-Id"].endswith("<alertes.alpha.test>")
    assert "https://alpha.test/x/y" in str(alert.alternatives[0][0])
    second.refresh_from_db()
    assert (second.state, second.attempts, second.claimed_by) == (DeliveryState.SENT, 1, "")
    assert second.sent_at is not None
    assert drain_emails() == 0


def test_one_wake_up_a_transaction_and_channel_after_the_commit(sent: Tenant) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="messaging.drain")
    with transaction.atomic():
        queue_emails([Letter("a@example.org", CODE, {"code": "1"})] * 3)
        queue_emails([Letter("b@example.org", CODE, {"code": "1"})])
        queue_sms(to="06 12 34 56 78", text="Code 1", purpose=Purpose.CODE)
        assert not jobs.exists()
    found = {job.task_name: (job.queueing_lock, job.args) for job in jobs}
    assert found == {
        "messaging.drain_emails": ("messaging.drain_emails:alpha", {"schema": "alpha"}),
        "messaging.drain_texts": ("messaging.drain_texts:alpha", {"schema": "alpha"}),
    }
    queue_sms(to="06 12 34 56 78", text="Code 2", purpose=Purpose.CODE)
    assert jobs.count() == 2


@time_machine.travel(NOON, tick=True)
def test_texts_leave_codes_first_and_cost_what_they_measure(sent: Tenant, folders: Path) -> None:
    alert, code = queue_texts(
        [
            Text("0612345678", "« Boulanger·ère » à Bergues – " + "a" * 140, Purpose.ALERT),
            Text("0612345678", "Votre code : 123456", Purpose.CODE),
        ]
    )
    assert (alert.segments, alert.cost) == (2, Decimal("0.14"))
    assert drain_texts() == 2
    code.refresh_from_db()
    alert.refresh_from_db()
    assert code.sent_at < alert.sent_at  # type: ignore[operator]
    assert (alert.provider, alert.provider_ref) == ("local", str(alert.pk))
    assert "A : " not in (file := (folders / "outbox" / f"{alert.pk}.sms.txt").read_text())
    assert '"Boulanger.ère" à Bergues - ' in file


def test_an_alert_by_sms_waits_for_the_morning_and_a_code_does_not(sent: Tenant) -> None:
    with time_machine.travel("2026-11-28T21:00:00+01:00", tick=True):  # a Saturday evening
        alert, code = texts(1)[0], texts(1, purpose=Purpose.CODE, to="+33698000001")[0]
        assert drain_texts() == 1
        alert.refresh_from_db()
        code.refresh_from_db()
    assert code.state == DeliveryState.SENT
    assert alert.state == DeliveryState.QUEUED
    assert alert.first_tried_at is None
    assert timezone.localtime(alert.next_try_at).isoformat() == "2026-11-30T08:00:00+01:00"
    with time_machine.travel("2026-11-30T08:00:01+01:00", tick=True):
        assert drain_texts() == 1


@time_machine.travel(NOON, tick=True)
def test_who_said_stop_gets_nothing_but_the_code_they_ask_for(sent: Tenant) -> None:
    texts(2, to="+33612345678")
    refuse(channel=Channel.SMS, address="+33612345678", reason=RefusalReason.STOP)
    assert states() == ["cancelled", "cancelled"]
    texts(1, to="+33612345678")
    texts(1, to="+33612345678", purpose=Purpose.SERVICE)
    code = texts(1, to="+33612345678", purpose=Purpose.CODE)[0]
    assert drain_texts() == 1
    code.refresh_from_db()
    assert code.state == DeliveryState.SENT
    assert states().count("cancelled") == 4


def test_a_refusal_of_an_address_is_for_however_it_is_written(sent: Tenant) -> None:
    refuse(channel=Channel.EMAIL, address="Person@Example.org", reason=RefusalReason.COMPLAINT)
    alert = letters(1, to="person@EXAMPLE.org")[0]
    about_their_offer = letters(1, to="person@example.org", purpose=Purpose.SERVICE)[0]
    assert drain_emails() == 1
    alert.refresh_from_db()
    about_their_offer.refresh_from_db()
    assert (alert.state, about_their_offer.state) == (DeliveryState.CANCELLED, DeliveryState.SENT)
    assert Refusal.objects.count() == 1


@time_machine.travel(NOON, tick=True)
def test_three_alerts_a_number_and_day(sent: Tenant) -> None:
    texts(5, to="+33612345678")
    assert caps.sms_left(["+33612345678", "+33612345679"]) == {"+33612345678": 0, "+33612345679": 3}
    assert drain_texts() == 3
    assert drain_texts() == 0
    with time_machine.travel("2026-11-26T08:00:01+01:00", tick=True):
        assert drain_texts() == 2
        assert caps.sms_left(["+33612345678"]) == {"+33612345678": 1}


def test_six_alerts_an_address_and_day_service_mails_beside(sent: Tenant) -> None:
    letters(8, to="p@example.org")
    letters(9, to="p@example.org", purpose=Purpose.SERVICE)
    assert drain_emails() == 15
    assert caps.emails_left(["p@example.org"]) == {"p@example.org": 0}


@time_machine.travel(NOON, tick=True)
def test_the_tenants_caps_and_one_alarm(sent: Tenant) -> None:
    Tenant.objects.filter(pk=sent.pk).update(sms_daily_cap=10, email_daily_cap=10)
    sent.refresh_from_db()
    texts(9)
    texts(4, purpose=Purpose.CODE, to="+33698000001")
    letters(20)
    assert caps.tenant_left(Channel.SMS) == 0
    assert drain_texts() == 10  # four codes first, six alerts
    assert drain_texts() == 0
    texts(1, purpose=Purpose.CODE, to="+33698000002")
    assert drain_texts() == 0
    assert SmsDelivery.objects.get(to="+33698000002").state == DeliveryState.FAILED
    assert drain_emails() == 10 + 2  # and both alarms' mails
    assert drain_emails() == 0
    assert set(CapAlarm.objects.values_list("channel", flat=True)) == {"sms", "email"}
    alarms = [message for message in mail.outbox if message.to == ["emploi@alpha.example"]]
    assert sorted(message.subject for message in alarms) == [
        "Vos SMS du jour approchent de leur plafond", "Vos e-mails d’alerte du jour approchent de leur plafond",
    ]  # fmt: skip
    assert AuditEntry.objects.filter(kind="cap_near").count() == 2


@time_machine.travel(NOON, tick=True)
def test_a_hostile_list_of_numbers_stays_within_the_caps(sent: Tenant, folders: Path) -> None:
    Tenant.objects.filter(pk=sent.pk).update(sms_daily_cap=30)
    sent.refresh_from_db()
    asked = [
        "+32470123456",
        "0899123456",
        "+979123456789",
        "0328651234",
        "0612345678",
        "06 12 34 56 78",
        "+33612345678",
    ]
    asked += [f"06120000{n:02d}" for n in range(60)]
    for number in asked * 4:
        with suppress(NotAMobile):
            queue_sms(to=number, text="x", purpose=Purpose.ALERT)
            queue_sms(to=number, text="x", purpose=Purpose.CODE)
    drain_texts()
    left = Counter(SmsDelivery.objects.filter(state="sent").values_list("to", "purpose"))
    assert sum(left.values()) == 30 == len(list((folders / "outbox").iterdir()))
    assert max(left.values()) <= caps.CODE_SMS_A_NUMBER
    assert all(number.startswith("+3361") for number, _ in left)


def test_a_long_queue_is_drained_in_turns(sent: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.messaging.sending.emails.DRAIN_SECONDS", 0)
    letters(1)
    assert drain_emails() == 0
    assert ProcrastinateJob.objects.filter(task_name="messaging.drain_emails").exists()


@time_machine.travel(NOON, tick=True)
def test_a_tenant_without_sms_sends_none(sent: Tenant) -> None:
    Tenant.objects.filter(pk=sent.pk).update(sms_enabled=False)
    sent.refresh_from_db()
    texts(1)
    texts(1, purpose=Purpose.CODE)
    assert drain_texts() == 0
    assert states() == ["failed", "failed"]
    assert caps.tenant_left(Channel.SMS) == 0


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
def test_without_a_server_it_is_tried_for_four_hours_and_then_fails_visibly(sent: Tenant) -> None:
    start, tries = timezone.now() + timedelta(seconds=1), []
    row = letters(1)[0]
    moment = start
    while moment < start + timedelta(hours=6):
        with time_machine.travel(moment, tick=False):
            before = EmailDelivery.objects.get().attempts
            drain_emails()
            row.refresh_from_db()
            if row.attempts > before:
                tries.append(moment - start)
        moment += timedelta(minutes=1)
    minutes = [round(t.total_seconds() / 60) for t in tries]
    assert minutes[:6] == [0, 1, 3, 7, 15, 31]
    assert all(later - one <= 31 for one, later in pairwise(minutes))
    assert 200 <= minutes[-1] <= 240
    assert row.state == DeliveryState.FAILED
    assert "refused" in row.error.lower()
    assert AuditEntry.objects.get(kind="message_failed").target_id == str(row.pk)


def test_what_a_letter_costs_in_statements(sent: Tenant, django_assert_max_num_queries: Any) -> None:
    many = 600
    with django_assert_max_num_queries(12) as asked:
        queue_emails([Letter(f"p{n}@example.org", CODE, {"code": "1"}, purpose=Purpose.ALERT) for n in range(many)])
    queueing = len(asked)
    with django_assert_max_num_queries(many // 10) as asked:
        assert drain_emails() == many
    print(f"{queueing} + {len(asked)} statements for {many} letters")


def test_a_claim_takes_no_more_than_its_batch_and_nothing_twice(sent: Tenant) -> None:
    letters(30)
    first = queue.claim_emails("alpha.one", batch=20)
    second = queue.claim_emails("alpha.two", batch=20)
    assert (len(first), len(second)) == (20, 10)
    assert not {row.pk for row in first} & {row.pk for row in second}
    outcome = [queue.Outcome(row.pk, DeliveryState.SENT) for row in first]
    assert queue.record(EmailDelivery, outcome, holder="alpha.two") == set()
    assert len(queue.record(EmailDelivery, outcome, holder="alpha.one")) == 20


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "sent"}, {"state": "delivered", "sent_at": timezone.now()}, {"sent_at": timezone.now()},
        {"state": "claimed"}, {"claimed_by": "x"}, {"delivered_at": timezone.now()}, {"claimed_at": timezone.now()},
    ],
)  # fmt: skip
def test_dates_follow_states(in_alpha: Tenant, wrong: dict[str, Any]) -> None:
    with pytest.raises(Exception, match="violates check constraint"), transaction.atomic():
        EmailDelivery.objects.create(to="a@example.org", subject="x", text="x", template="x", **wrong)
    assert connection.is_usable()
