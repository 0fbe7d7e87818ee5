"""Queueing messages: rendered and written with the caller's data, sent after the commit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.look import look_of
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.numbers import NotAMobile, parse_mobile
from tenants.messaging.sms_text import measure, to_gsm
from tenants.messaging.wake import wake_after_commit
from tenants.models import Tenant

SUBJECT_MARK = "Objet :"
BATCH = 500
LONGEST_NUMBER = 16


@dataclass(frozen=True)
class Letter:
    """One e-mail to write.

    `template` names `<app>/email/<name>` without its ending: the `.txt` starts with a line «Objet : …», the `.html`
    beside it is optional. `unsubscribe_url` takes a POST without a cookie (RFC 8058).
    """

    to: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    subject_ref: str = ""
    purpose: Purpose = Purpose.SERVICE
    unsubscribe_url: str = ""
    # Whom a mail reader shows as sender; where an answer goes; Message-IDs of what it follows, oldest first.
    from_name: str = ""
    reply_to: str = ""
    references: tuple[str, ...] = ()
    # An appointment as iCalendar (RFC 5545, with its METHOD): goes along as a file that a telephone understands.
    calendar: str = ""


@dataclass(frozen=True)
class Text:
    """One SMS to send. to: a mobile as people write it; text: French, brought to the GSM alphabet where it can be."""

    to: str
    text: str
    purpose: Purpose
    subject_ref: str = ""


def queue_email(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    subject_ref: str = "",
    purpose: Purpose = Purpose.SERVICE,
    unsubscribe_url: str = "",
) -> EmailDelivery:
    """Write one e-mail into the queue, in the caller's transaction.

    Raises:
        ValueError: a template whose first line is not its subject.
    """
    letter = Letter(to, template, context, subject_ref, purpose, unsubscribe_url)
    return queue_emails([letter])[0]


@transaction.atomic
def queue_emails(letters: Sequence[Letter]) -> list[EmailDelivery]:
    """Write many e-mails into the queue, in the caller's transaction: a statement for every 500.

    Raises:
        ValueError: a template whose first line is not its subject.
    """
    tenant = current_tenant()
    # Links come from the stored domain, never from the Host header of whoever asked for the mail.
    about = {"tenant": tenant, "base_url": tenant.base_url, **look_of(tenant)}
    made = EmailDelivery.objects.bulk_create([_written(letter, about) for letter in letters], batch_size=BATCH)
    if made:
        wake_after_commit(Channel.EMAIL)
    return made


def _written(letter: Letter, about: dict[str, Any]) -> EmailDelivery:
    context = {**about, "unsubscribe_url": letter.unsubscribe_url, **letter.context}
    first, _, text = render_to_string(f"{letter.template}.txt", context).strip().partition("\n")
    if not first.startswith(SUBJECT_MARK):
        raise ValueError(f"{letter.template}.txt must start with «{SUBJECT_MARK} …».")
    try:
        html = str(render_to_string(f"{letter.template}.html", context))
    except TemplateDoesNotExist:
        html = ""
    return EmailDelivery(
        to=letter.to,
        # One line, whatever separators of lines came in with a name.
        subject=" ".join(first.removeprefix(SUBJECT_MARK).splitlines()).strip()[:200],
        text=text.strip() + "\n",
        html=html,
        template=letter.template,
        subject_ref=letter.subject_ref,
        purpose=letter.purpose,
        unsubscribe_url=letter.unsubscribe_url,
        from_name=one_line(letter.from_name)[:150],
        reply_to=letter.reply_to,
        references=" ".join(letter.references),
        calendar=letter.calendar,
    )


def one_line(text: str) -> str:
    """Whatever separators of lines came in with a name: a header is one line."""
    return " ".join(text.split())


def queue_sms(*, to: str, text: str, purpose: Purpose, subject_ref: str = "") -> SmsDelivery:
    """Write one SMS into the queue, in the caller's transaction.

    Raises:
        NotAMobile: a number that is no French mobile.
    """
    return queue_texts([Text(parse_mobile(to), text, purpose, subject_ref)])[0]


@transaction.atomic
def queue_texts(texts: Sequence[Text]) -> list[SmsDelivery]:
    """Write many SMS into the queue, in the caller's transaction.

    A number that is no French mobile (any more) raises nothing, because it must silence nobody else: its row is
    written as failed, and says why.
    """
    current_tenant()
    made = SmsDelivery.objects.bulk_create([_measured(text) for text in texts], batch_size=BATCH)
    if made:
        wake_after_commit(Channel.SMS)
    return made


def price_of(segments: int) -> Decimal:
    """What so many segments cost, in euros, until the provider says."""
    return segments * Decimal(str(settings.SMS_SEGMENT_PRICE))


def _measured(text: Text) -> SmsDelivery:
    words = to_gsm(text.text)
    measured = measure(words)
    number, why = _number(text.to)
    return SmsDelivery(
        to=number,
        state=DeliveryState.FAILED if why else DeliveryState.QUEUED,
        error=why,
        text=words,
        encoding=measured.encoding,
        segments=measured.segments,
        cost=Decimal(0) if why else price_of(measured.segments),
        purpose=text.purpose,
        subject_ref=text.subject_ref,
    )


def _number(to: str) -> tuple[str, str]:
    """The number, and why nothing can be sent to it: its range was taken back, or it was stored by other rules."""
    try:
        return parse_mobile(to), ""
    except NotAMobile as problem:
        return to.strip()[:LONGEST_NUMBER], str(problem)


def sender_of(tenant: Tenant) -> str:
    """Whom a phone shows as the sender of this tenant's SMS; '' leaves it to the provider."""
    return tenant.sms_sender or str(settings.SMS_SENDER)


def can_be_answered(tenant: Tenant) -> bool:
    """Whether «STOP» reaches somebody: the sender is a number, or the text names one (settings.SMS_STOP_TEXT).

    Nobody can answer a name. Where this is False an SMS has to say another way: its link.
    """
    return not is_name(sender_of(tenant)) or names_a_number(str(settings.SMS_STOP_TEXT))


def is_name(sender: str) -> bool:
    """Whether a phone shows letters as the sender."""
    return any(sign.isalpha() for sign in sender)


def names_a_number(text: str) -> bool:
    """Whether a text says to which number one answers: «STOP au 36111»."""
    return bool(re.search(r"\d[\d ]{2,}\d", text))
