"""Taking in one mail: whose answer it is, whether somebody wrote it, once; and what is written back.

Nothing is kept of a mail to an address that we never gave out. Of the others a row (InboundEmail) in the transaction of
whatever the mail brings about: should anything fail, nothing has happened and the server brings it again.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from email.message import Message
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from tenants import tallies
from tenants.context import entering
from tenants.messaging.enums import InboundOutcome
from tenants.messaging.incoming import reading
from tenants.messaging.incoming.heads import recipients_of, sender_of
from tenants.messaging.incoming.kinds import why_automatic
from tenants.messaging.models import InboundEmail
from tenants.messaging.ports import Heard
from tenants.messaging.reply_addresses import ReplyAddress, UnknownAddress, read
from tenants.messaging.services import queue_email

logger = logging.getLogger(__name__)

#: Of one person to one conversation; a machine that answers a machine stops there.
MOST_AN_HOUR = 20
#: Addresses of ours that one mail may name: who answers two mails at once, and no more.
MOST_ADDRESSES = 3


class Taken(Enum):
    """What a mail server is told, by sysexits(3)."""

    YES = 0
    UNKNOWN = 67  # EX_NOUSER
    REFUSED = 65  # EX_DATAERR


def receive(raw: bytes, *, recipients: Sequence[str] = ()) -> Taken:
    """Take in one mail. recipients: whom the mail server brought it to; without, what the mail says itself.

    Whatever is raised means: nothing has happened, bring it again.
    """
    try:
        message, is_whole = reading.parsed(raw), True
    except reading.Unreadable:
        message, is_whole = reading.only_head(raw), False
    # Some providers name a mailbox of theirs as the recipient: then the mail says for whom it was.
    addresses = _ours(recipients) or _ours(recipients_of(message))
    if not addresses:
        # Counted, and not kept: neither what it says nor who sent it is any business of ours.
        tallies.take("inbound.unknown", "all", most=30_000)
        logger.info("A mail to no address of ours was refused.")
        return Taken.UNKNOWN if is_whole else Taken.REFUSED
    taken = [_take(message, raw, address, is_whole=is_whole) for address in addresses]
    return Taken.YES if any(taken) else Taken.UNKNOWN


def _ours(recipients: Sequence[str]) -> list[ReplyAddress]:
    found: dict[tuple[str, object], ReplyAddress] = {}
    for recipient in recipients:
        try:
            address = read(recipient)
        except UnknownAddress:
            continue
        found[address.kind, address.ref] = address
    return list(found.values())[:MOST_ADDRESSES]


def _take(message: Message, raw: bytes, address: ReplyAddress, *, is_whole: bool) -> bool:
    """Whether somebody here knows the address."""
    path = settings.REPLY_LISTENERS.get(address.kind)
    if path is None:
        return False
    with entering(address.tenant), transaction.atomic(), override(settings.LANGUAGE_CODE):
        ref, digest = f"{address.kind}:{address.ref}", reading.digest_of(message, raw)
        row = InboundEmail(ref=ref, digest=digest, sender=sender_of(message)[:254], outcome=InboundOutcome.TAKEN)
        # Two servers that bring it at once: the second waits here, and finds it taken.
        if not InboundEmail.objects.bulk_create([row], ignore_conflicts=True) or not _is_written(row):
            return True
        lately = InboundEmail.objects.filter(ref=ref, created_at__gt=timezone.now() - timedelta(hours=1)).count()
        if lately > MOST_AN_HOUR + 1:
            # The one before is written down; a flood leaves no more behind than that.
            transaction.set_rollback(True)
            return True
        if lately > MOST_AN_HOUR:
            heard: Heard | None = Heard(InboundOutcome.TOO_MANY, is_known=False, answer=_too_many())
        else:
            heard = _heard(message, raw, address, row, listener=path, is_whole=is_whole)
        if heard is None:
            transaction.set_rollback(True)
            return False
        InboundEmail.objects.filter(pk=row.pk).update(outcome=heard.outcome)
        if heard.answer and (heard.is_known or reading.is_vouched_for(message)):
            _answer(row.sender, heard)
        return True


def _is_written(row: InboundEmail) -> bool:
    return InboundEmail.objects.filter(pk=row.pk).exists()


def _heard(
    message: Message, raw: bytes, address: ReplyAddress, row: InboundEmail, *, listener: str, is_whole: bool
) -> Heard | None:
    """What became of it; None: nobody knows the address (any more)."""
    if why_automatic(message):
        return Heard(InboundOutcome.AUTOMATIC, is_known=False)
    hears = import_string(listener)
    try:
        mail = reading.received(message, raw) if is_whole else None
    except reading.Unreadable:
        mail = None
    heard: Heard | None = hears(ref=address.ref, mail=mail, sender=row.sender)
    return heard


def _answer(sender: str, heard: Heard) -> None:
    """Write back, once a sender and day over all tenants: whoever's machine answers us is answered no more."""
    if not sender or not tallies.take("inbound.answer", sender, most=1):
        return
    queue_email(
        to=sender,
        template="messaging/email/not_taken",
        context={"why": heard.answer, "was_taken": heard.outcome in _PARTLY, "subject": _subject(heard)},
        subject_ref="inbound",
    )


def _too_many() -> str:
    return _("Beaucoup de messages sont arrivés en une heure. Reprenez plus tard, ou écrivez sur la page.")


_PARTLY = frozenset({InboundOutcome.TAKEN})


def _subject(heard: Heard) -> str:
    if heard.outcome in _PARTLY:
        return _("Votre réponse est transmise, sauf une partie")
    return _("Votre réponse n’a pas été transmise")
