"""The answer guarantee: after fifteen days the employer is asked, after sixty the site answers in their place.

Days are the tenant's own. What was done is in the rows, so a sweep that runs twice, late or never the day before does
the same in the end.
"""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from boards.applications import presenting, replies
from boards.applications.days import day_of, end_of
from boards.applications.enums import ApplicationState, ReplyKind
from boards.applications.links import answer_url
from boards.applications.models import Application
from boards.applications.models.application import ANSWER_AFTER, REMIND_AFTER, ApplicationQuerySet
from boards.applications.services.answering import answer_for_employer
from boards.applications.services.notifying import people_of
from tenants.messaging.services import Letter, queue_emails

#: A mail lists so many; the board has all of them.
MOST_IN_A_MAIL = 30


def remind_unanswered(*, on: date) -> int:
    """One mail to each person of an employer some of whose applications have waited fifteen days and weren't asked
    about: with all that wait so long, and a link for each that leads to a button. Returns how many employers.
    """
    due = _waiting_since(on - REMIND_AFTER).filter(reminded_at__isnull=True)
    employers = sorted(set(due.values_list("offer__employer", flat=True)))
    return sum(_remind(employer, on=on) for employer in employers)


@transaction.atomic
def _remind(employer: UUID, *, on: date) -> bool:
    waiting = _waiting_since(on - REMIND_AFTER).filter(offer__employer=employer)
    rows = list(
        waiting.select_for_update(of=("self",), skip_locked=True)
        .select_related("offer__employer", "offer__published_by", "profile")
        .order_by("created_at")
    )
    if not any(one.reminded_at is None for one in rows):
        return False
    letters = []
    with override(settings.LANGUAGE_CODE):
        for user in people_of(rows[0].offer):
            by_offer: defaultdict[object, list[dict[str, object]]] = defaultdict(list)
            for one in rows[:MOST_IN_A_MAIL]:
                line = {
                    "name": presenting.first_name(one),
                    "days": (on - day_of(one.created_at)).days,
                    "url": answer_url(one, user),
                }
                by_offer[one.offer].append(line)
            context = {
                "employer": rows[0].offer.employer,
                "offers": [{"offer": offer, "lines": lines} for offer, lines in by_offer.items()],
                "total": len(rows),
                "left": max(0, len(rows) - MOST_IN_A_MAIL),
            }
            letters.append(Letter(user.email, "applications/email/remind", context, f"employer:{employer}"))
        queue_emails(letters)
    Application.objects.filter(pk__in=[one.pk for one in rows], reminded_at__isnull=True).update(
        reminded_at=timezone.now(), updated_at=timezone.now()
    )
    return True


def answer_for_them(*, on: date) -> int:
    """Tell those who have waited sixty days that no answer will come, politely, and mark it so. Returns how many."""
    due = _waiting_since(on - ANSWER_AFTER)
    keys = list(due.order_by("created_at").values_list("pk", flat=True))
    if not keys:
        return 0
    text = replies.texts()[ReplyKind.UNANSWERED]
    return sum(_answer(key, text=text) for key in keys)


@transaction.atomic
def _answer(key: UUID, *, text: str) -> bool:
    rows = Application.objects.unanswered().select_for_update(of=("self",), skip_locked=True)
    application = rows.select_related("offer__employer", "profile").filter(pk=key).first()
    if application is None or not ApplicationState(application.state).may_become(ApplicationState.REFUSED):
        return False
    answer_for_employer(application=application, text=text)
    return True


def _waiting_since(day: date) -> ApplicationQuerySet:
    """Those of people who had applied by the end of a day of the tenant's and have heard nothing."""
    return Application.objects.unanswered().of_people().filter(created_at__lt=end_of(day))
