"""One row that can't be sent, or that says more than a row should, silences nobody else."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import override_settings

from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.numbers import NotAMobile
from tenants.messaging.sending.emails import drain_emails
from tenants.messaging.sending.texts import drain_texts
from tenants.messaging.services import Letter, Text, queue_email, queue_emails, queue_sms, queue_texts
from tenants.models import Tenant
from tests.tenants.messaging.conftest import NOON

CODE = "publishing/email/code"
# Of fiction, a landline, a foreign one, and what somebody imported.
BAD = ("+33639980101", "+33328651234", "+32470123456", "06", "", "appelez-moi le soir, merci")


@time_machine.travel(NOON, tick=True)
def test_numbers_that_get_no_sms_silence_nobody_else(sent: Tenant) -> None:
    with override_settings(SMS_PROVIDER="brevo"):
        queue_texts([Text(number, "Une offre", Purpose.ALERT) for number in (*BAD, "+33612345678", "06 98 00 00 01")])
    assert drain_texts() == 2
    failed = SmsDelivery.objects.filter(state=DeliveryState.FAILED)
    assert {row.to for row in failed} == {number[:16] for number in BAD}
    assert all("Écrivez un numéro" in row.error and not row.cost and not row.attempts for row in failed)
    assert SmsDelivery.objects.filter(state=DeliveryState.SENT).count() == 2


def test_who_types_a_number_is_still_told_at_once(in_alpha: Tenant) -> None:
    with pytest.raises(NotAMobile):
        queue_sms(to="03 28 65 12 34", text="x", purpose=Purpose.CODE)


def test_a_long_address_to_unsubscribe_is_whole(sent: Tenant) -> None:
    url = f"https://alpha.test/x/{'y' * 2_000}"
    queue_emails([Letter("a@example.org", CODE, {"code": "1"}, purpose=Purpose.ALERT, unsubscribe_url=url)])
    assert drain_emails() == 1
    assert mail.outbox[-1].extra_headers["List-Unsubscribe"] == f"<{url}>"


@pytest.mark.parametrize("sign", ["\n", "\r", "\x0b", "\x0c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_a_subject_is_one_line(sent: Tenant, sign: str, tmp_path: Path) -> None:
    (tmp_path / "said.txt").write_text("Objet : {{ said }}\nBonjour.")
    with override_settings(TEMPLATES=[{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]):
        queue_email(to="a@example.org", template="said", context={"said": f"Bergues{sign}Bcc: all@example.org"})
    assert drain_emails() == 1
    assert len(EmailDelivery.objects.get().subject.splitlines()) == 1
    assert len(mail.outbox[-1].message()["Subject"].splitlines()) == 1
