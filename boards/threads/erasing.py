"""A candidate is forgotten; what others said to them stays theirs."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.threads.enums import Hold, Side
from boards.threads.models import Attachment, Message, Party, Thread
from boards.threads.models.thread import NOBODY
from tenants.files.services import remove
from tenants.messaging.erasure import erase_about
from tenants.personal_data import Person


@transaction.atomic
def erase_candidate(*, threads: Iterable[Thread]) -> None:
    """Forget who the candidate was and what they said; what others said stays theirs."""
    for thread in threads:
        Thread.objects.filter(pk=thread.pk).update(
            candidate_user=None,
            candidate_name=NOBODY,
            candidate_email="",
            candidate_phone="",
            closed_at=thread.closed_at or timezone.now(),
            updated_at=timezone.now(),
        )
        own = Message.objects.filter(thread=thread, side=Side.CANDIDATE)
        _remove(Attachment.objects.filter(message__in=own))
        _empty(own)
        Party.objects.filter(thread=thread, side=Side.CANDIDATE).delete()
        # Their words stand in the mails that told the others, too.
        erase_about(subject_ref=f"thread:{thread.pk}")


@transaction.atomic
def forget(*, rows: QuerySet[Thread], person: Person) -> None:
    """A candidate's conversations, when they have everything erased, or when nobody has written for two years."""
    erase_candidate(threads=rows)


@transaction.atomic
def forget_messages(*, rows: QuerySet[Message], person: Person) -> None:
    """Empty what a candidate wrote. Of what was written to one, by a member of an employer for instance, the name goes:
    the words are the candidate's, who has read them.
    """
    _empty(rows.filter(side=Side.CANDIDATE))
    if person.user is not None:
        others = rows.filter(author=person.user).exclude(side=Side.CANDIDATE)
        # Nobody is left to vouch for it.
        _empty(others.exclude(hold__in=Hold.shown_to_all()))
        others.update(author_name=NOBODY, author=None, sent_from="", hold=Hold.NONE, updated_at=timezone.now())


@transaction.atomic
def forget_attachments(*, rows: QuerySet[Attachment], person: Person) -> None:
    """Remove what a candidate attached, with its files; what others sent to them stays where it is."""
    _remove(rows.filter(message__side=Side.CANDIDATE))


def candidate_of(person: Person) -> Q:
    """Which parties are somebody's who has no account, by the address of their conversation."""
    theirs = Q(pk__in=[])
    for email in person.emails:
        theirs |= Q(thread__candidate_email__iexact=email)
    if person.phones:
        theirs |= Q(thread__candidate_phone__in=person.phones)
    return theirs & Q(side=Side.CANDIDATE, user=None, thread__candidate_user=None)


def _empty(messages: QuerySet[Message]) -> None:
    messages.update(text="", author_name=NOBODY, author=None, sent_from="", hold=Hold.NONE, updated_at=timezone.now())


def _remove(attachments: QuerySet[Attachment]) -> None:
    for attachment in attachments.select_related("file"):
        attachment.delete()
        if attachment.file is not None:
            remove(file=attachment.file, by=None)


@transaction.atomic
def unname_candidate(*, thread: Thread) -> None:
    """The other sides read no name of the candidate any more, nor are they reached; what was said stays."""
    with override(settings.LANGUAGE_CODE):
        somebody = _("Une personne qui a refermé le contact")
    now = timezone.now()
    Thread.objects.filter(pk=thread.pk).update(
        candidate_name=somebody, candidate_email="", candidate_phone="", updated_at=now
    )
    Message.objects.filter(thread=thread, side=Side.CANDIDATE).update(author_name=somebody, updated_at=now)
