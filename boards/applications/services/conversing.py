"""Writing to each other about an application: the thread is opened by whoever writes first."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.applications import policies, presenting
from boards.applications.enums import AnsweredHow, ApplicationState
from boards.applications.models import Application
from boards.applications.notices import address_of, number_of
from boards.applications.services.moving import answered
from boards.threads import services as threads
from boards.threads.enums import Side
from boards.threads.models import Message, Thread
from boards.threads.services import Contact


@transaction.atomic
def thread_of(*, application: Application, by: User | None) -> Thread:
    """The application's conversation, opened the first time."""
    application = Application.objects.select_related("offer__employer", "profile", "thread", "user").get(
        pk=application.pk
    )
    if application.thread is not None:
        return application.thread
    thread = threads.open_thread(
        subject_ref=application.ref,
        employer=application.offer.employer,
        candidate=Contact(
            # What the employer reads: no name before the person agreed.
            name=presenting.called(application, known=application.may_be_known),
            email=address_of(application),
            phone=number_of(application),
            user=application.user,
        ),
        adviser=application.added_by,
        by=by,
        title=application.offer.title,
    )
    Application.objects.filter(pk=application.pk, thread=None).update(thread=thread, updated_at=timezone.now())
    return thread


@transaction.atomic
def say(
    *,
    application: Application,
    side: Side,
    text: str,
    by: User | None,
    files: "Sequence[UploadedFile[Any]]" = (),
    nonce: str = "",
) -> Message:
    """Write in it. An employer's first words are an answer (listening.message_said hears of them).

    Raises:
        ValidationError: as threads.services.post, or the person was erased.
    """
    policies.require_somebody(application=application)
    thread = thread_of(application=application, by=by)
    return threads.post(thread=thread, side=side, text=text, by=by, files=files, nonce=nonce)


def hold_conversations(applications: Collection[UUID]) -> None:
    """Before the applications themselves are locked, as whoever writes in one does."""
    about = Application.objects.filter(pk__in=applications).values("thread")
    threads.hold(threads=Thread.objects.filter(pk__in=about))


@transaction.atomic
def note_said(*, application: Application, side: Side) -> None:
    """Somebody wrote, here or by mail: the clock of retention, and whether the person has been answered."""
    now = timezone.now()
    row = Application.objects.select_for_update().get(pk=application.pk)
    row.last_contact_at = now
    if side == Side.EMPLOYER and row.state != ApplicationState.WITHDRAWN:
        answered(row, AnsweredHow.MESSAGE, now=now)
    row.save(update_fields=["last_contact_at", "answered_at", "answered_how", "updated_at"])
