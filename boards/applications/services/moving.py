"""Where an application stands: one card moved, several at once, or the person's own withdrawal."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications import listeners, policies
from boards.applications.enums import AnsweredHow, ApplicationState, Hand
from boards.applications.models import Application
from boards.offers.models import Offer
from tenants.audit import services as audit

MOVED = ("state", "state_before", "state_at", "state_by", "state_hand", "answered_at", "answered_how", "updated_at")


@transaction.atomic
def move(*, application: Application, to: ApplicationState, by: User) -> Application:
    """Bring one application into another column. Where it stands already nothing happens (a double click).

    Raises:
        PermissionDenied: somebody else's. ValidationError: a move that the states don't allow, or a refusal, which
            needs its words (services.answering.refuse).
    """
    return move_many(offer=application.offer, keys=[application.pk], to=to, by=by)[0]


@transaction.atomic
def move_many(*, offer: Offer, keys: Sequence[UUID], to: ApplicationState, by: User) -> list[Application]:
    """The same for several of one offer, all or nothing; in the order of their keys."""
    hand = policies.hand_of(employer=offer.employer, by=by)
    if to == ApplicationState.REFUSED:
        raise ValidationError(_("On ne refuse personne sans lui répondre : choisissez la réponse."), code="answer")
    if to not in ApplicationState.by_employer():
        raise ValidationError(_("Choisissez une colonne du tableau."), code="state")
    found = locked(offer=offer, keys=keys)
    moved = [one for one in found if one.state != to]
    now = timezone.now()
    for application in moved:
        policies.require_somebody(application=application)
        policies.require_move(application=application, to=to)
        set_state(application, to, hand=hand, by=by, now=now)
        if to in ApplicationState.answering():
            answered(application, AnsweredHow.CONTACT.by(hand), now=now)
        elif to == ApplicationState.NEW and application.was_only_said:
            # Dragged by mistake, and nobody was written to.
            application.answered_at, application.answered_how = None, ""
    Application.objects.bulk_update(moved, MOVED)
    audit.record_all("application.moved", targets={one: {"to": to.value} for one in moved}, by=by)
    listeners.tell_moved(moved, by=by)
    return found


@transaction.atomic
def withdraw(*, application: Application, by: User | None) -> Application:
    """The person thinks better of it, or their adviser says so for them. by: None for a visitor with the link."""
    application = Application.objects.select_for_update(of=("self",)).select_related("offer").get(pk=application.pk)
    policies.require_somebody(application=application)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    hand = Hand.ADVISER if by is not None and by.is_tenant_staff else Hand.CANDIDATE
    now = timezone.now()
    set_state(application, ApplicationState.WITHDRAWN, hand=hand, by=by, now=now)
    application.last_contact_at = now
    application.save(update_fields=[*MOVED, "last_contact_at"])
    audit.record("application.withdrawn", target=application, by=by)
    listeners.tell_moved([application], by=by)
    return application


def locked(*, offer: Offer, keys: Sequence[UUID]) -> list[Application]:
    """Applications of one offer, locked in one order; keys of other offers are nobody's."""
    rows = Application.objects.select_for_update(of=("self",)).filter(offer=offer, pk__in=list(keys))
    return list(rows.select_related("offer__employer", "profile").order_by("pk"))


def set_state(application: Application, to: ApplicationState, *, hand: Hand, by: User | None, now: datetime) -> None:
    """One move, unsaved: from where, when, who."""
    application.state_before, application.state = application.state, to
    application.state_at, application.state_hand = now, hand
    # Of a person's own move their account is no part: it may go.
    application.state_by = by if hand in Hand.signed_in() else None
    application.updated_at = now


def answered(application: Application, how: AnsweredHow, *, now: datetime) -> None:
    """The person has heard something; only the first time counts."""
    if application.answered_at is None:
        application.answered_at, application.answered_how = now, how
