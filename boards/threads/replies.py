"""Answers by e-mail (settings.REPLY_LISTENERS): whose they are, and whether it was they who wrote.

The address they wrote to says who (a Party); that alone would let whoever a mail was forwarded to speak in their name.
So the sender is compared too, and what came from elsewhere waits until the person, or staff, say that it is theirs
(ADR 0016).
"""

import hashlib
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from boards.threads import services
from boards.threads.enums import Side, Via
from boards.threads.models import Attachment, Message, Party
from boards.threads.models.message import LONGEST_MAIL
from boards.threads.services import FromElsewhere
from boards.threads.telling import subject_of, url_for
from tenants.messaging.enums import InboundOutcome
from tenants.messaging.ports import Heard, ReceivedMail
from tenants.messaging.services import queue_email

_OUTCOMES = {
    "closed": InboundOutcome.CLOSED,
    "empty": InboundOutcome.EMPTY,
    "too_many": InboundOutcome.TOO_MANY,
}
NOBODY = "?"


def heard(*, ref: UUID, mail: ReceivedMail | None, sender: str) -> Heard | None:
    """One answer. mail: None for one that can't be read; None is returned for an address that is nobody's any more."""
    found = Party.objects.select_related("thread__employer", "thread__candidate_user", "thread__adviser", "user")
    party = found.filter(pk=ref).first()
    if party is None or not _still_belongs(party):
        return None
    known = _address(party)
    is_known = bool(known) and sender == known
    if mail is None:
        words = _("Votre e-mail est trop lourd ou trop compliqué pour être lu. Écrivez un message simple.")
        return Heard(InboundOutcome.UNREADABLE, is_known=is_known, answer=_for(party, words, is_known=is_known))
    elsewhere = None if is_known and not mail.is_forged else FromElsewhere(sender or NOBODY)
    try:
        message = services.post(
            thread=party.thread,
            side=Side(party.side),
            text=mail.text,
            by=party.user,
            files=mail.files,
            via=Via.EMAIL,
            inbound_id=_named(party, mail),
            elsewhere=elsewhere,
        )
    except ValidationError as refused:
        outcome = _OUTCOMES.get(getattr(refused, "code", ""), InboundOutcome.UNREADABLE)
        words = _for(party, " ".join(refused.messages), is_known=elsewhere is None)
        return Heard(outcome, is_known=elsewhere is None, answer=words)
    if elsewhere is not None:
        _ask_whether_it_was_they(party, known, elsewhere.address)
        return Heard(InboundOutcome.HELD, is_known=False)
    party.remember_mail(mail.message_id)
    return Heard(InboundOutcome.TAKEN, is_known=True, answer=_what_is_missing(message, mail))


def _named(party: Party, mail: ReceivedMail) -> str:
    """One mail may answer two conversations: in each it is a message of its own."""
    return hashlib.sha256(f"{party.pk} {mail.digest}".encode()).hexdigest()


def _still_belongs(party: Party) -> bool:
    """Whoever left the firm, or the service, speaks for it no more, though they still have its mails."""
    if party.side == Side.CANDIDATE:
        return True
    user = party.user
    return user is not None and user.is_active and party.thread.side_of(user) == party.side


def _address(party: Party) -> str:
    if party.side == Side.CANDIDATE:
        return party.thread.candidate_address.strip().lower()
    return party.user.email.strip().lower() if party.user else ""


def _what_is_missing(message: Message, mail: ReceivedMail) -> str:
    """A sentence for each file that wasn't kept, and for a text that went on too long; '' when all is there."""
    missing = [f"{one.name} : {one.refused}" for one in Attachment.objects.filter(message=message).exclude(refused="")]
    if mail.was_cut:
        missing.append(_("Votre texte dépasse %(most)s signes : la fin n’est pas gardée.") % {"most": LONGEST_MAIL})
    return "\n".join(missing)


def _ask_whether_it_was_they(party: Party, known: str, address: str) -> None:
    """To the address that we know, never to the one that it came from."""
    if not known:
        return
    queue_email(
        to=known,
        template="threads/email/elsewhere",
        context={
            "subject": subject_of(party.thread),
            "address": _("une adresse illisible") if address == NOBODY else address,
            "url": url_for(party.thread, party),
        },
        subject_ref=f"thread:{party.thread_id}",
    )


def _for(party: Party, words: str, *, is_known: bool) -> str:
    """The sentence, and for whom we know the page as well: it may be their own link, and nobody else's."""
    return f"{words}\n{url_for(party.thread, party)}" if is_known else words
