"""Who looked at an application and its CV: kept, and where the person has a profile shown to them."""

from django.db import transaction

from boards.accounts.models import User
from boards.applications import policies
from boards.applications.enums import Hand
from boards.applications.models import Application
from boards.candidates.enums import LookAt
from boards.candidates.services import looks
from tenants.audit import services as audit


@transaction.atomic
def note_look(*, application: Application, by: User) -> None:
    """Somebody has the application before them: the whole person, or the card without a name."""
    if application.profile is not None:
        is_card = not by.is_tenant_staff and not application.may_be_known
        _record(application, by, LookAt.CARD if is_card else LookAt.FULL)


@transaction.atomic
def note_cv(*, application: Application, by: User) -> None:
    """Somebody took the CV away: a line of the audit trail each time, with or without a profile."""
    audit.record("application.cv_read", target=application, by=by)
    if application.profile is not None:
        _record(application, by, LookAt.CV)


def _record(application: Application, by: User, what: LookAt) -> None:
    for_employer = policies.hand_of(employer=application.offer.employer, by=by) == Hand.EMPLOYER
    employer = application.offer.employer if for_employer else None
    looks.record(profiles=[application.profile], by=by, employer=employer, what=what)  # type: ignore[list-item]
