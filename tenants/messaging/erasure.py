"""Forgetting an address: its messages lose everything that names somebody; that they were sent stays counted."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import caps, refusals
from tenants.messaging.enums import DeliveryState, Purpose, RefusalReason
from tenants.messaging.models import Consent, EmailDelivery, InboundEmail, Refusal, SmsDelivery
from tenants.personal_data import Person

ERASED_EMAIL, ERASED_NUMBER = "efface@invalid.example", "+33000000000"
#: What a mail says besides its text: whom it comes from and the hour of an appointment name people, too.
_OF_A_MAIL = ("subject", "html", "unsubscribe_url", "from_name", "reply_to", "references", "calendar")


@transaction.atomic
def erase(*, channel: Channel, address: str, purposes: frozenset[Purpose] | None = None) -> None:
    """Cancel what waits for an address and empty what was written to it, its consents and its refusal included.

    purposes: of these only, None for all: who ends their alerts may be an employer too, and hears of their offer.
    A stop holds on without the address (refusals.forget_address), and so do today's caps.
    """
    among = frozenset(Purpose) if purposes is None else purposes
    refusals.cancel_waiting(channel=channel, address=address, reason=RefusalReason.ERASED, among=among)
    # What a drain has in its hands leaves now; its texts go with the next purge.
    settled = ~Q(state__in=DeliveryState.waiting()) & Q(purpose__in=among)
    today = caps.today_of(current_tenant())
    alias = caps.alias_of(channel, address, day=today)
    if channel == Channel.EMAIL:
        letters = EmailDelivery.objects.filter(settled, to__iexact=address)
        for rows, to in ((letters.filter(counted_on=today), alias), (letters, ERASED_EMAIL)):
            rows.update(to=to, **_blank(EmailDelivery))
        InboundEmail.objects.filter(sender__iexact=address).update(sender="")
    else:
        texts = SmsDelivery.objects.filter(settled, to=address)
        for texted, to in ((texts.filter(counted_on=today), alias), (texts, ERASED_NUMBER)):
            texted.update(to=to, **_blank(SmsDelivery))
    Consent.objects.filter(channel=channel, address__iexact=address, purpose__in=among).delete()
    refusals.forget_address(channel=channel, address=address)


@transaction.atomic
def erase_about(*, subject_ref: str) -> None:
    """Cancel what waits about one thing and empty what was written about it, whoever it was written to.

    For words of one person in messages to others, a conversation's for instance.
    """
    for model in (EmailDelivery, SmsDelivery):
        _silence(model.objects.filter(subject_ref=subject_ref))  # type: ignore[attr-defined]  # both have the manager


@transaction.atomic
def forget(*, rows: QuerySet[Any], person: Person) -> None:
    """Forget these rows of one of our models, when their person has everything erased (boards.rights).

    By row and not by address: a restored backup is forgotten again, and what somebody began since then is theirs.
    """
    if rows.model is Consent:
        rows.delete()
    elif rows.model is Refusal:
        for channel, address in list(rows.order_by().values_list("channel", "address")):
            refusals.forget_address(channel=Channel(channel), address=address)
    else:
        _cancel(rows)
        _empty(rows.exclude(state__in=DeliveryState.waiting()))


@transaction.atomic
def empty_letters(*, rows: QuerySet[Any], person: Person) -> None:
    """Empty what was written to others about somebody, and keep back what has not left yet."""
    _silence(rows, subject_ref="")


def _silence(rows: QuerySet[Any], **more: str) -> None:
    """Keep back what has not left, and empty the rest; `more`: other fields to empty with it."""
    _cancel(rows)
    # What a drain has in its hands leaves now; its texts go with the next purge.
    rows.exclude(state__in=DeliveryState.waiting()).update(**_blank(rows.model), **more)


def _blank(model: type[Any]) -> dict[str, str]:
    """The fields in which a message says something, empty; a provider's error may repeat the address."""
    return dict.fromkeys(("text", "error", *(_OF_A_MAIL if model is EmailDelivery else ())), "")


def _cancel(rows: QuerySet[Any]) -> None:
    """Nothing leaves any more, codes included: what they open is gone."""
    queued = rows.filter(state=DeliveryState.QUEUED)
    queued.update(state=DeliveryState.CANCELLED, error=str(RefusalReason.ERASED), updated_at=timezone.now())


def _empty(rows: QuerySet[Any]) -> None:
    """That a message left stays, without an address; of today's, an alias that its caps still count."""
    by_mail = rows.model is EmailDelivery
    channel, nobody = (Channel.EMAIL, ERASED_EMAIL) if by_mail else (Channel.SMS, ERASED_NUMBER)
    today = caps.today_of(current_tenant())
    blank = {**_blank(rows.model), "subject_ref": ""}
    for address in set(rows.filter(counted_on=today).order_by().values_list("to", flat=True)):
        alias = caps.alias_of(channel, address, day=today)
        rows.filter(counted_on=today, to=address).update(to=alias, **blank)
    rows.exclude(counted_on=today).update(to=nobody, **blank)
