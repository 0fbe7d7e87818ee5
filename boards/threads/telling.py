"""Telling the other sides: one mail a burst to each person, an SMS to a candidate who has no mail.

Rows first (models.Telling): what is due is found by the clock, and its letters are written in the transaction that
says it is told. Nobody reads here how somebody else is reached.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.models import EmployerMember
from boards.threads.enums import Hold, Side
from boards.threads.links import candidate_url, member_path, short_url
from boards.threads.models import Message, Party, Telling, Thread
from boards.threads.names import short_name
from boards.threads.services import held, party_of
from boards.threads.veiling import Veil, is_veiled, text_for, veil_of, words_for
from tenants.context import current_tenant
from tenants.messaging.enums import Purpose
from tenants.messaging.letters import message_id_of
from tenants.messaging.reply_addresses import reply_address
from tenants.messaging.services import Letter, queue_emails, queue_sms

#: How our listener is known in a reply address (settings.REPLY_LISTENERS).
KIND = "t"
#: A candidate with a telephone only is told again once they have looked, or after a day.
NEXT_SMS = timedelta(days=1)


@dataclass(frozen=True)
class Reader:
    """Somebody to tell. address: their e-mail; phone: where there is none."""

    party: Party
    address: str
    phone: str = ""


@dataclass(frozen=True)
class Told:
    """One message as a mail has it. files: their names; kept_back: how many this reader doesn't get yet."""

    author_name: str
    text: str
    files: list[str]
    kept_back: int = 0


def tell_due() -> int:
    """Tell what is due in the current tenant. Returns how many bursts."""
    told = 0
    for key in Telling.objects.filter(told_at=None, due_at__lte=timezone.now()).values_list("pk", flat=True):
        told += tell(key)
    return told


@transaction.atomic
def tell(key: UUID) -> bool:
    """One burst, once: whoever comes second finds it told."""
    found = Telling.objects.select_related("thread").filter(pk=key, told_at=None).first()
    if found is None:
        return False
    held(found.thread)
    telling = Telling.objects.select_for_update().filter(pk=key, told_at=None).first()
    if telling is None:
        return False
    Telling.objects.filter(pk=telling.pk).update(told_at=timezone.now(), updated_at=timezone.now())
    said = list(
        Message.objects.filter(telling=telling, hold__in=Hold.shown_to_all()).prefetch_related("attachments__file")
    )
    if said:
        thread = Thread.objects.select_related("employer", "adviser", "candidate_user").get(pk=telling.thread_id)
        veil = veil_of(thread)
        with override(settings.LANGUAGE_CODE):
            for reader in readers(thread, besides=Side(telling.side)):
                _tell(thread, reader, said, veil)
    return True


def readers(thread: Thread, *, besides: Side) -> Iterator[Reader]:
    """Everybody on the other sides who can be reached. An employer's members all; of staff those who follow."""
    if besides != Side.CANDIDATE:
        party = party_of(thread=thread, side=Side.CANDIDATE, user=None)
        yield Reader(party, thread.candidate_address, thread.candidate_phone)
    if besides != Side.EMPLOYER and thread.employer_id:
        for user in User.objects.filter(
            memberships__in=EmployerMember.objects.speaking(), memberships__employer=thread.employer_id
        ):
            yield Reader(party_of(thread=thread, side=Side.EMPLOYER, user=user), user.email)
    if besides != Side.ADVISER:
        follows = Q(pk=thread.adviser_id) | Q(pk__in=thread.parties.filter(side=Side.ADVISER).values("user"))
        for user in User.objects.filter(follows, is_active=True, role__in=Role.staff()):
            yield Reader(party_of(thread=thread, side=Side.ADVISER, user=user), user.email)


def _tell(thread: Thread, reader: Reader, said: list[Message], veil: Veil | None) -> None:
    party = reader.party
    # Only of somebody with an account it is known that it was they who looked: links in mails are opened by machines.
    if party.user_id and party.seen_at and party.seen_at >= said[-1].at:
        return
    if reader.address:
        _mail(thread, reader, said, veil)
    elif reader.phone:
        _text(thread, reader, said)


def _mail(thread: Thread, reader: Reader, said: list[Message], veil: Veil | None) -> None:
    tenant, party = current_tenant(), reader.party
    side = Side(party.side)
    answers = reply_address(kind=KIND, ref=party.pk)
    root = f"<{thread.pk}.conversation@{tenant.primary_domain}>"
    letter = Letter(
        to=reader.address,
        template="threads/email/message",
        context={
            "thread": thread,
            "subject": subject_of(thread),
            "said": [_told(one, reader=side, veil=veil) for one in said],
            "veil_words": words_for(side) if veil is not None else "",
            "url": url_for(thread, party),
            "can_answer": bool(answers),
        },
        subject_ref=f"thread:{thread.pk}",
        purpose=Purpose.SERVICE,
        from_name=_("%(name)s via %(site)s") % {"name": short_name(said[-1].author_name), "site": tenant.short_name},
        reply_to=answers,
        references=(root, *party.mail_ids.split()),
    )
    (delivery,) = queue_emails([letter])
    party.remember_mail(message_id_of(delivery, domain=tenant.primary_domain))


def _told(message: Message, *, reader: Side, veil: Veil | None) -> Told:
    files = [one.name for one in message.attachments.all() if one.file]  # type: ignore[attr-defined]
    keeps_back = veil is not None and is_veiled(message.side, reader=reader)
    return Told(
        author_name=message.author_name,
        text=text_for(message, reader=reader, veil=veil),
        files=[] if keeps_back else files,
        kept_back=len(files) if keeps_back else 0,
    )


def _text(thread: Thread, reader: Reader, said: list[Message]) -> None:
    party = reader.party
    is_waiting = party.texted_at and not (party.seen_at and party.seen_at > party.texted_at)
    if is_waiting and party.texted_at and timezone.now() - party.texted_at < NEXT_SMS:
        return
    words = _("%(site)s : nouveau message de %(name)s au sujet de « %(title)s ». Lire et répondre : %(url)s") % {
        "site": current_tenant().short_name,
        "name": said[-1].author_name.partition(" (")[0][:40],
        "title": thread.title[:50],
        "url": short_url(thread),
    }
    queue_sms(to=reader.phone, text=words, purpose=Purpose.SERVICE, subject_ref=f"thread:{thread.pk}")
    Party.objects.filter(pk=party.pk).update(texted_at=timezone.now())


def subject_of(thread: Thread) -> str:
    """The same for every mail of a thread: some mail readers put together only what is called alike."""
    return f"{thread.title} – {thread.employer.name}" if thread.employer else thread.title


def url_for(thread: Thread, party: Party) -> str:
    """Where somebody reads and answers: their own link, or the page behind their account."""
    if party.side == Side.CANDIDATE and not thread.candidate_user_id:
        return candidate_url(thread)
    return f"{current_tenant().base_url}{member_path(thread)}"
