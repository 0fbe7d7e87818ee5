"""Opening a thread, speaking in it, closing it. Who may is for `policies` and the views; what is said is said here."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.models import User
from boards.employers.models import Employer
from boards.threads.enums import Hold, Side, Via
from boards.threads.models import Attachment, Message, Party, Telling, Thread
from boards.threads.models.message import LONGEST_MAIL, LONGEST_TEXT
from boards.threads.models.telling import BURST
from boards.threads.models.thread import LONGEST_TITLE
from boards.threads.names import name_of
from boards.threads.redacting import without_keys
from tenants.audit import services as audit
from tenants.files.models import NAME_LENGTH
from tenants.files.refusals import FileRefused
from tenants.files.services import keep
from tenants.messaging.numbers import NotAMobile, parse_mobile

#: What the files of threads are kept for.
PURPOSE = "thread"
#: What one side says in an hour; a quarrel or a machine stops there.
MOST_AN_HOUR = 30
#: The same words by the same person within this, with nothing in between, were sent twice and said once.
SAME_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Contact:
    """The candidate as a thread knows them. name: what the other sides read; email, phone: what none of them does."""

    name: str
    email: str = ""
    phone: str = ""
    user: User | None = None


@dataclass(frozen=True)
class FromElsewhere:
    """A message that came by mail from another address than the one we know: it waits. address: that one."""

    address: str


@transaction.atomic
def open_thread(
    *,
    subject_ref: str,
    employer: Employer | None,
    candidate: Contact,
    adviser: User | None = None,
    by: User | None,
    title: str,
) -> Thread:
    """Open the conversation about one thing; the one that exists when it was opened before.

    subject_ref: e.g. "application:<uuid>"; title: the same in words, «Boulanger F/H», which mails carry as subject;
    adviser: whom messages are told to on the tenant's side, None until one joins; by: None for a visitor.
    """
    made = Thread(
        subject_ref=subject_ref,
        title=" ".join(title.split())[:LONGEST_TITLE],
        employer=employer,
        candidate_user=candidate.user,
        candidate_name=" ".join(candidate.name.split())[:120],
        candidate_email=candidate.email.strip(),
        candidate_phone=_number(candidate.phone),
        adviser=adviser,
    )
    Thread.objects.bulk_create([made], ignore_conflicts=True)
    thread = Thread.objects.get(subject_ref=subject_ref)
    if thread.pk == made.pk:
        audit.record("thread.opened", target=thread, by=by, detail={"about": subject_ref})
    return thread


def _number(phone: str) -> str:
    """As messages are sent to it; '' for a number that no SMS reaches."""
    try:
        return parse_mobile(phone) if phone else ""
    except NotAMobile:
        return ""


@transaction.atomic
def post(
    *,
    thread: Thread,
    side: Side,
    text: str,
    by: User | None,
    files: "Sequence[UploadedFile[Any]]" = (),
    via: Via = Via.PAGE,
    nonce: str = "",
    inbound_id: str = "",
    elsewhere: FromElsewhere | None = None,
) -> Message:
    """Say something; the others are told within minutes, of a burst once.

    by: None for a candidate without an account. nonce: of the form, so that a second click is no second message.
    inbound_id: of the mail it came in. elsewhere: it waits until somebody answers for it.

    Raises:
        ValidationError: closed, empty, too long, or a file that can't be kept (then nothing is said).
    """
    thread = held(thread)
    if thread.is_closed:
        raise ValidationError(_("Cette conversation est close : on ne peut plus y écrire."), code="closed")
    said = without_keys(_tidy(text))
    limit = LONGEST_MAIL if via == Via.EMAIL else LONGEST_TEXT
    if not said and not files:
        raise ValidationError(_("Écrivez votre message, ou joignez un fichier."), code="empty")
    if len(said) > limit:
        raise ValidationError(
            _("Votre message compte %(n)s signes ; %(most)s au plus. Raccourcissez-le, ou envoyez-le en deux fois.")
            % {"n": len(said), "most": limit},
            code="long",
        )
    digest = _digest(nonce, said) if nonce else None
    if digest and (sent := thread.messages.filter(nonce=digest).first()):
        return sent
    if via == Via.PAGE and not files and (said_before := _just_said(thread, side, said, by)):
        return said_before
    lately = thread.messages.filter(side=side, at__gt=timezone.now() - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        raise ValidationError(
            _("Vous avez beaucoup écrit en peu de temps : reprenez dans une heure, ou appelez."), code="too_many"
        )
    if side == Side.ADVISER and by is not None:
        _join(thread, by)
    message = _say(
        thread,
        side,
        said,
        by=by,
        via=via,
        nonce=digest,
        inbound_id=inbound_id or None,
        hold=Hold.WAITING if elsewhere else Hold.NONE,
        sent_from=elsewhere.address[:254] if elsewhere else "",
    )
    _attach(message, files, by=by)
    party = party_of(thread=thread, side=side, user=by)
    if via == Via.PAGE:
        # Whoever answers here has read what was here.
        Party.objects.filter(pk=party.pk).update(seen_at=message.at)
    if message.hold == Hold.NONE:
        heard_by_all(message)
    return message


def _just_said(thread: Thread, side: Side, text: str, by: User | None) -> Message | None:
    """The last message, when it is the same by the same person, a moment ago: they went back and sent it again."""
    last = Message.objects.filter(thread=thread).order_by("-at", "-created_at").first()
    is_same = last is not None and (last.side, last.author_id, last.text) == (side, by.pk if by else None, text)
    return last if is_same and last is not None and timezone.now() - last.at < SAME_AGAIN else None


def held(thread: Thread) -> Thread:
    """The thread as it is now, and held until the transaction ends: one after another they speak, tell and close.

    Always the first lock that is taken: rows that hang on it come after, and the application that it is about.
    """
    return Thread.objects.select_for_update(of=("self",), no_key=True).get(pk=thread.pk)


def hold(*, threads: QuerySet[Thread]) -> list[Thread]:
    """The same for several, all of them in one order."""
    return list(threads.select_for_update(of=("self",), no_key=True).order_by("pk"))


def party_of(*, thread: Thread, side: Side, user: User | None) -> Party:
    """Somebody's row in a thread, made when they first have one. The candidate has one, with or without an account."""
    if side == Side.CANDIDATE:
        found = Party.objects.get_or_create(thread=thread, side=side, defaults={"user": thread.candidate_user})
    else:
        found = Party.objects.get_or_create(thread=thread, user=user, defaults={"side": side})
    return found[0]


def heard_by_all(message: Message) -> None:
    """Tell the rooms above that others read something now (settings.THREAD_LISTENERS), in its transaction."""
    for path in settings.THREAD_LISTENERS:
        import_string(path)(message=message)


def _attach(message: Message, uploads: "Sequence[UploadedFile[Any]]", *, by: User | None) -> None:
    """Keep what came with a message. From a page all or nothing; of a mail what can be, and why the rest can't."""
    for upload in uploads:
        try:
            # Of a mail one bad file must not take the others, nor the text, with it.
            with transaction.atomic():
                file = keep(upload=upload, by=by, purpose=PURPOSE)
        except FileRefused as refused:
            if message.via == Via.PAGE:
                raise
            name = _printable(upload.name or _("sans nom"))[:NAME_LENGTH]
            Attachment.objects.create(message=message, name=name, refused=" ".join(refused.messages)[:300])
        else:
            Attachment.objects.create(message=message, file=file, name=file.name)


def _say(thread: Thread, side: Side, text: str, *, by: User | None, tell: bool = True, **fields: object) -> Message:
    now = timezone.now()
    message = Message(thread=thread, side=side, text=text, author=by, at=now, **fields)
    message.author_name = name_of(thread=thread, side=side, by=by)[:120]
    if tell and message.hold == Hold.NONE:
        message.telling = telling_of(thread, side, now)
    message.save(force_insert=True)
    Thread.objects.filter(pk=thread.pk).update(last_message_at=now, updated_at=now)
    return message


def telling_of(thread: Thread, side: Side, now: datetime) -> Telling:
    """The burst that a message belongs to. Its row is held: it can't be told between our look and our message."""
    waiting = Telling.objects.select_for_update().filter(thread=thread, side=side, told_at=None).first()
    return waiting or Telling.objects.create(thread=thread, side=side, due_at=now + BURST)


@transaction.atomic
def join(*, thread: Thread, by: User) -> None:
    """An adviser enters a conversation, which says so; the first is its adviser from then on."""
    thread = held(thread)
    _join(thread, by)


def _join(thread: Thread, by: User) -> None:
    is_new = not Party.objects.filter(thread=thread, user=by).exists()
    party_of(thread=thread, side=Side.ADVISER, user=by)
    is_known = thread.adviser_id == by.pk
    if thread.adviser_id is None:
        Thread.objects.filter(pk=thread.pk).update(adviser=by, updated_at=timezone.now())
    if is_new and not is_known:
        name = name_of(thread=thread, side=Side.ADVISER, by=by)
        with override(settings.LANGUAGE_CODE):
            words = _("%(name)s rejoint la conversation.") % {"name": name}
        _say(thread, Side.PLATFORM, words, by=by, tell=False)


@transaction.atomic
def close(*, thread: Thread, by: User | None, why: str = "") -> None:
    """Nothing is said any more, and the thread says so. why: a sentence for everybody, in French."""
    thread = held(thread)
    if thread.is_closed:
        return
    with override(settings.LANGUAGE_CODE):
        _say(thread, Side.PLATFORM, why or _("La conversation est close."), by=by, tell=False)
    Thread.objects.filter(pk=thread.pk).update(closed_at=timezone.now(), updated_at=timezone.now())
    audit.record("thread.closed", target=thread, by=by)


@transaction.atomic
def reopen(*, thread: Thread, by: User) -> None:
    """Staff open a closed conversation again."""
    thread = held(thread)
    if not thread.is_closed:
        return
    Thread.objects.filter(pk=thread.pk).update(closed_at=None, updated_at=timezone.now())
    with override(settings.LANGUAGE_CODE):
        _say(thread, Side.PLATFORM, _("La conversation est rouverte."), by=by, tell=False)
    audit.record("thread.reopened", target=thread, by=by)


def _tidy(text: str) -> str:
    """One kind of line break, nothing that no table holds, no blank at the ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def _printable(name: str) -> str:
    """A name that somebody's mail gave a file, without what turns letters round or breaks a line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name.rpartition("/")[2]).split())


def _digest(nonce: str, text: str) -> str:
    """The same form with other words (somebody went back and wrote on) is another message."""
    return hashlib.sha256(f"{nonce}\n{text}".encode()).hexdigest()


def new_nonce() -> str:
    """For a form that is about to be shown."""
    return uuid.uuid4().hex
