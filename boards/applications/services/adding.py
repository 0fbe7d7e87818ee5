"""What a stranger types under a known address waits; the owner of the address adds it, or it is erased in a week.

Whom no message reaches says so to an adviser, who adds it for them.
"""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.accounts.models import User
from boards.applications import policies
from boards.applications.enums import ApplicationState
from boards.applications.models import Addition, Application
from boards.applications.models.application import MOST_WORDS
from boards.applications.services.following import prove
from boards.applications.services.merging import is_new_message, merge, new_answers, new_ticks
from boards.applications.values import ApplicationValues
from tenants.audit import services as audit
from tenants.files import services as files
from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.personal_data import Person


@transaction.atomic
def hold_back(*, known: Application, typed: ApplicationValues) -> Addition | None:
    """Keep apart what would be new in an application; None for nothing new (a double click, a lost link).

    To have applied again is new by itself where the first one was withdrawn: added, it stands again.

    Raises:
        ValidationError: the file can't be kept.
    """
    questions = new_answers(known, typed)
    kept: dict[str, Any] = {
        "phone": typed.phone if not known.phone else "",
        "message": typed.message[:MOST_WORDS] if is_new_message(known, typed.message) else "",
        "ticks": new_ticks(known, typed.ticks),
        "answers": {str(question.pk): typed.answers[question.pk] for question in questions},
    }
    digest = _digest(typed.cv)
    has_new_cv = bool(digest) and (known.cv is None or known.cv.sha256 != digest)
    is_back = known.state == ApplicationState.WITHDRAWN
    if not has_new_cv and not any(kept.values()) and not is_back:
        return None
    waiting = Addition.objects.waiting().filter(application=known, name=typed.name, **kept)
    same = waiting.filter(cv__sha256=digest) if has_new_cv else waiting.filter(cv__isnull=True)
    if (found := same.first()) is not None:
        found.application = known
        return found
    addition = Addition(application=known, name=typed.name, **kept)
    if has_new_cv and typed.cv is not None:
        addition.cv = files.keep(upload=typed.cv, by=None, purpose="cv")
    addition.full_clean()
    addition.save(force_insert=True)
    return addition


@transaction.atomic
def add(*, addition: Addition, by: User | None) -> Application:
    """It was they: what waited is theirs, and is added.

    by: None for whoever came by the link, who has the address: it is proved by that. An adviser to whom the person
    said so proves nothing of the kind. A CV whose verdict was bad meanwhile is dropped: the one before stays.

    Raises:
        ValidationError: the offer is over.
        Addition.DoesNotExist: added, refused or lapsed meanwhile.
    """
    known, row = _locked(addition)
    policies.require_somebody(application=known)
    policies.require_applicable(offer=known.offer)
    answers = {question.pk: row.answers[str(question.pk)] for question in known.offer.questions.all()
               if str(question.pk) in row.answers}  # fmt: skip
    typed = ApplicationValues(
        name=row.name, phone=row.phone, message=row.message, ticks=tuple(row.ticks), answers=answers
    )
    # Locked: no verdict falls between the look at it and the CV's new place.
    cv = StoredFile.objects.select_for_update().filter(pk=row.cv_id).first() if row.cv_id else None
    _settle(row)
    if cv is not None and cv.state in FileState.without_content():
        files.remove(file=cv, by=by)
        cv = None
    changed = merge(known=known, typed=typed, cv=cv, by=by)
    if by is None:
        prove(application=known)
    audit.record("application.added_to", target=known, by=by, detail={"fields": changed})
    return known


@transaction.atomic
def refuse(*, addition: Addition, by: User | None) -> None:
    """It wasn't they: it is erased at once. by: as in `add`.

    Raises:
        Addition.DoesNotExist: added, refused or lapsed meanwhile.
    """
    known, row = _locked(addition)
    if by is None:
        prove(application=known)
    cv = row.cv
    _settle(row)
    if cv is not None:
        files.remove(file=cv, by=by)
    audit.record("application.addition_refused", target=known, by=by)


def _locked(addition: Addition) -> tuple[Application, Addition]:
    """First the application, then what waits for it: the order of whoever erases both (keeping, forget)."""
    known = Application.objects.select_for_update(of=("self",)).select_related("offer", "cv", "user")
    application = known.get(pk=addition.application_id)
    return application, Addition.objects.waiting().select_for_update(of=("self",)).get(pk=addition.pk)


def _settle(row: Addition) -> None:
    row.name = row.phone = row.message = ""
    row.ticks, row.answers, row.cv, row.settled_at = [], {}, None, timezone.now()
    row.save()


@transaction.atomic
def forget(*, rows: QuerySet[Addition], person: Person) -> None:
    """Erase what waited, with the files: when its week is over, and when its person has everything erased."""
    keys = dict(rows.order_by().values_list("pk", "application"))
    known = Application.objects.select_for_update().filter(pk__in=set(keys.values())).order_by("pk")
    list(known.values_list("pk", flat=True))
    # Whoever added or refused one meanwhile has emptied it: no file is theirs to lose here.
    for row in Addition.objects.select_for_update(of=("self",)).select_related("cv").filter(pk__in=keys):
        row.delete()
        if row.cv is not None:
            files.remove(file=row.cv, by=None)


def _digest(upload: "UploadedFile[Any] | None") -> str:
    """As tenants.files names content; '' for no file."""
    if upload is None:
        return ""
    upload.seek(0)
    digest = hashlib.sha256(upload.read()).hexdigest()
    upload.seek(0)
    return digest
