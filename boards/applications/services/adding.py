"""What a stranger types under a known address waits; the owner of the address adds it, or it is erased in a week."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.applications import policies
from boards.applications.models import Addition, Application
from boards.applications.models.application import MOST_WORDS
from boards.applications.services.following import prove
from boards.applications.services.merging import is_new_message, merge, new_answers, new_ticks
from boards.applications.values import ApplicationValues
from tenants.audit import services as audit
from tenants.files import services as files
from tenants.personal_data import Person


@transaction.atomic
def hold_back(*, known: Application, typed: ApplicationValues) -> Addition | None:
    """Keep apart what would be new in an application; None for nothing new (a double click, a lost link).

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
    if not has_new_cv and not any(kept.values()):
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
def add(*, addition: Addition) -> Application:
    """It was they: what waited is theirs, and is added. The link came to their address, which is proved by that.

    Raises:
        ValidationError: the offer is over.
        Addition.DoesNotExist: added, refused or lapsed meanwhile.
    """
    row = Addition.objects.waiting().select_for_update(of=("self",)).get(pk=addition.pk)
    known = Application.objects.select_for_update(of=("self",)).select_related("offer", "cv").get(pk=row.application_id)
    policies.require_somebody(application=known)
    policies.require_applicable(offer=known.offer)
    answers = {question.pk: row.answers[str(question.pk)] for question in known.offer.questions.all()
               if str(question.pk) in row.answers}  # fmt: skip
    typed = ApplicationValues(
        name=row.name, phone=row.phone, message=row.message, ticks=tuple(row.ticks), answers=answers
    )
    cv = row.cv
    _settle(row)
    changed = merge(known=known, typed=typed, cv=cv)
    prove(application=known)
    audit.record("application.added_to", target=known, by=None, detail={"fields": changed})
    return known


@transaction.atomic
def refuse(*, addition: Addition) -> None:
    """It wasn't they: it is erased at once. Whoever says so has the address, too.

    Raises:
        Addition.DoesNotExist: added, refused or lapsed meanwhile.
    """
    row = Addition.objects.waiting().select_for_update(of=("self",)).select_related("application").get(pk=addition.pk)
    prove(application=row.application)
    cv = row.cv
    _settle(row)
    if cv is not None:
        files.remove(file=cv, by=None)


def _settle(row: Addition) -> None:
    row.name = row.phone = row.message = ""
    row.ticks, row.answers, row.cv, row.settled_at = [], {}, None, timezone.now()
    row.save()


@transaction.atomic
def forget(*, rows: QuerySet[Addition], person: Person) -> None:
    """Erase what waited, with the files: when its week is over, and when its person has everything erased."""
    for row in list(rows.select_related("cv")):
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
