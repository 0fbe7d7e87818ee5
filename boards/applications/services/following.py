"""What a person does with their own application after they sent it; `by` is None for a visitor with the link."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.applications import notices, policies, presenting
from boards.applications.enums import AgreedHow, ApplicationState, Hand
from boards.applications.models import Application
from boards.applications.models.application import MOST_WORDS
from boards.applications.services.conversing import hold_conversations
from boards.applications.services.moving import MOVED, set_state
from boards.threads.models import Thread
from tenants.audit import services as audit
from tenants.files import services as files


@transaction.atomic
def prove(*, application: Application) -> None:
    """Somebody came by the message that we sent: the address or number is theirs."""
    now = timezone.now()
    Application.objects.filter(pk=application.pk, proved_at__isnull=True).update(proved_at=now, updated_at=now)


@transaction.atomic
def add(
    *,
    application: Application,
    by: User | None,
    cv: "UploadedFile[Any] | None" = None,
    words: str = "",
    phone: str = "",
) -> list[str]:
    """Add a CV (in the place of the one before), some words, a number. Returns what changed.

    Raises:
        ValidationError: the file can't be kept, or the person was erased.
    """
    row = Application.objects.select_for_update(of=("self",)).select_related("cv").get(pk=application.pk)
    policies.require_somebody(application=row)
    changed: list[str] = []
    old = None
    if cv is not None:
        old, row.cv = row.cv, files.keep(upload=cv, by=by, purpose="cv")
        changed.append("cv")
    if words and words not in row.message:
        row.message = "\n\n".join(part for part in (row.message, words) if part)[:MOST_WORDS]
        changed.append("message")
    if phone and phone != row.phone:
        row.phone = phone
        changed.append("phone")
    if changed:
        row.last_contact_at = timezone.now()
        row.full_clean()
        row.save(update_fields=[*changed, "last_contact_at", "updated_at"])
        audit.record("application.added_to", target=row, by=by, detail={"fields": changed})
    if old is not None:
        files.remove(file=old, by=by)
    return changed


@transaction.atomic
def agree(*, application: Application, how: AgreedHow, by: User | None) -> Application:
    """The employer may know who this is, and how to reach them; said by the person, or to an adviser who notes it."""
    hold_conversations([application.pk])
    row = Application.objects.select_for_update(of=("self",)).select_related("profile").get(pk=application.pk)
    policies.require_somebody(application=row)
    if row.agreed_at is None:
        row.agreed_at, row.agreed_how = timezone.now(), how
        row.last_contact_at = row.agreed_at
        row.save(update_fields=["agreed_at", "agreed_how", "last_contact_at", "updated_at"])
        if row.thread_id is not None:
            Thread.objects.filter(pk=row.thread_id).update(candidate_name=presenting.called(row, known=True)[:120])
        audit.record("application.agreed", target=row, by=by, detail={"how": how})
    return row


@transaction.atomic
def contest(*, application: Application, by: User | None) -> bool:
    """«Personne ne m’a contacté»: what an employer only says they did is no answer when the person says otherwise.

    The guarantee goes on as before. Returns whether there was something to contest.
    """
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not (row.was_only_said and row.state in (ApplicationState.CONTACTED, ApplicationState.MET)):
        return False
    set_state(row, ApplicationState.NEW, hand=Hand.CANDIDATE, by=by, now=timezone.now())
    row.answered_at, row.answered_how, row.reminded_at = None, "", None
    row.save(update_fields=[*MOVED, "reminded_at"])
    audit.record("application.contested", target=row, by=by)
    return True


@transaction.atomic
def send_link_again(*, application: Application) -> None:
    """The link once more, to the address that is theirs."""
    notices.acknowledge(application, again=True)
