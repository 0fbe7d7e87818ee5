"""Answering those who applied: politely, one or many at once, and everybody when an offer closes."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.models import User
from boards.applications import listeners, notices, policies, replies
from boards.applications.enums import AnsweredHow, ApplicationState, Hand
from boards.applications.models import Application
from boards.applications.services.conversing import say
from boards.applications.services.moving import MOVED, answered, locked, set_state
from boards.offers.enums import ClosedAs
from boards.offers.models import Offer
from boards.threads.enums import Side
from tenants.audit import services as audit

LONGEST_ANSWER = 1500
_ANSWERED = (*MOVED, "answer_text", "last_contact_at")


@transaction.atomic
def refuse(*, application: Application, text: str, by: User) -> Application:
    """Say no to one person, in these words. Raises as refuse_many, and ValidationError when they know already."""
    done = refuse_many(offer=application.offer, keys=[application.pk], text=text, by=by)
    if not done:
        raise ValidationError({"text": _("Cette personne a déjà eu sa réponse.")}, code="state")
    return done[0]


@transaction.atomic
def refuse_many(*, offer: Offer, keys: Sequence[UUID], text: str, by: User) -> list[Application]:
    """Say no to several people of one offer, each in their own mail. Who was refused or withdrew already hears nothing.

    text: with {poste} and {employeur} where they are to be filled in.

    Raises:
        PermissionDenied: somebody else's offer. ValidationError: no words, or a reason that the law forbids.
    """
    hand = policies.hand_of(employer=offer.employer, by=by)
    text = require_sayable(text)
    return _refuse(
        [one for one in locked(offer=offer, keys=keys) if _may_be_refused(one)],
        offer=offer,
        text=text,
        how=AnsweredHow.REFUSAL.by(hand),
        hand=hand,
        by=by,
    )


@transaction.atomic
def write_many(*, offer: Offer, keys: Sequence[UUID], text: str, by: User, nonce: str = "") -> int:
    """Write the same to several people of one offer, each in a conversation of their own. Returns to how many."""
    hand = policies.hand_of(employer=offer.employer, by=by)
    side = Side.ADVISER if hand == Hand.ADVISER else Side.EMPLOYER
    text = require_sayable(text)
    written = 0
    # Not locked here: whoever writes holds the conversation first, then the application (conversing.note_said).
    rows = Application.objects.filter(offer=offer, pk__in=list(keys)).select_related("offer__employer", "profile")
    for application in rows.order_by("pk"):
        if application.anonymised_at is None and application.state != ApplicationState.WITHDRAWN:
            say(application=application, side=side, text=replies.filled_in(text, application), by=by, nonce=nonce)
            written += 1
    return written


@transaction.atomic
def answer_all_on_closing(*, offer: Offer, closed_by: Hand = Hand.EMPLOYER) -> int:
    """Tell everybody who heard nothing yet how the offer ended. Safe to repeat. Returns how many.

    closed_by: whose doing the closing was; an adviser's counts for no employer.
    Whoever was contacted, met or proposed is left to the employer: one of them may be the one who was hired.
    """
    offer = Offer.objects.select_related("employer").get(pk=offer.pk)
    if not offer.closed_as:
        # Reopened meanwhile.
        return 0
    waiting = Application.objects.unanswered().of_people().filter(offer=offer)
    rows = locked(offer=offer, keys=list(waiting.values_list("pk", flat=True)))
    text = replies.texts()[replies.kind_for(ClosedAs(offer.closed_as))]
    done = _refuse(
        [one for one in rows if one.answered_at is None and _may_be_refused(one)],
        offer=offer,
        text=text,
        how=AnsweredHow.CLOSING.by(closed_by),
        hand=Hand.PLATFORM,
        by=None,
    )
    return len(done)


def answer_for_employer(*, application: Application, text: str) -> None:
    """The site speaks where the employer didn't, and says that it is so. The row is locked by the caller."""
    _refuse(
        [application],
        offer=application.offer,
        text=text,
        how=AnsweredHow.PLATFORM,
        hand=Hand.PLATFORM,
        by=None,
    )


def require_sayable(text: str) -> str:
    """The words as they will be sent.

    Raises:
        ValidationError: none, too many, or a reason that may be none: with why, and what to write instead.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError({"text": _("Écrivez la réponse que la personne lira.")}, code="empty")
    if len(text) > LONGEST_ANSWER:
        message = _("Il y a %(count)s signes ici, %(most)s au plus : gardez l’essentiel.")
        raise ValidationError({"text": message % {"count": len(text), "most": LONGEST_ANSWER}}, code="too_long")
    reasons = [found.reason for found in replies.objections(text) if found.is_blocking]
    if reasons:
        raise ValidationError({"text": list(dict.fromkeys(reasons))}, code="law")
    return text


def _may_be_refused(application: Application) -> bool:
    state = ApplicationState(application.state)
    return application.anonymised_at is None and state.may_become(ApplicationState.REFUSED)


def _refuse(
    rows: list[Application], *, offer: Offer, text: str, how: AnsweredHow, hand: Hand, by: User | None
) -> list[Application]:
    now = timezone.now()
    for application in rows:
        set_state(application, ApplicationState.REFUSED, hand=hand, by=by, now=now)
        answered(application, how, now=now)
        with override(settings.LANGUAGE_CODE):
            application.answer_text = replies.filled_in(text, application)
        application.last_contact_at = now
    Application.objects.bulk_update(rows, _ANSWERED, batch_size=200)
    notices.tell_answered(rows, offer=offer)
    audit.record_all("application.refused", targets={one: {"how": how.value} for one in rows}, by=by)
    listeners.tell_moved(rows, by=by)
    return rows
