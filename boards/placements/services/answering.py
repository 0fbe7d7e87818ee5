"""One side's yes or no."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates.services import retention
from boards.placements.enums import Party, Said, SaidHow
from boards.placements.models import Confirmation, Placement
from tenants.audit import services as audit

#: «Not begun yet»: asked again after so long.
ASK_AGAIN_AFTER = timedelta(days=14)


@transaction.atomic
def answer(*, confirmation: Confirmation, said: Said, how: SaidHow, by: User | None) -> Confirmation:
    """Keep an answer; said again it may be changed as long as the next question hasn't been answered.

    by: the adviser who notes it; None for the side itself, by its link.

    Raises:
        ValidationError: the hire was taken back.
    """
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=confirmation.placement_id)
    confirmation = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    if placement.cancelled_at is not None:
        raise ValidationError(_("Cette embauche a été annulée : il n’y a plus rien à confirmer."), code="cancelled")
    if confirmation.said == said:
        return confirmation
    confirmation.said, confirmation.said_how = said, how
    confirmation.said_at, confirmation.said_by = timezone.now(), by
    confirmation.save(update_fields=["said", "said_how", "said_at", "said_by", "updated_at"])
    if confirmation.party == Party.PERSON and placement.profile is not None:
        # A sign of life, by which the retention clock starts anew.
        retention.sign_of_life(profile=placement.profile)
    audit.record(
        "placement.answered",
        target=placement,
        by=by,
        detail={"party": confirmation.party, "day": confirmation.day, "said": said, "how": how},
    )
    return confirmation


@transaction.atomic
def not_yet(*, confirmation: Confirmation, by: User | None) -> Confirmation:
    """The first day was put off: the same question later, and those after it as much later."""
    confirmation = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    if confirmation.said or confirmation.day != 0:
        return confirmation
    later = timezone.localdate() + ASK_AGAIN_AFTER
    by_days = later - confirmation.due_on
    after = Confirmation.objects.filter(placement=confirmation.placement_id, day__gt=0, said="", asked_at__isnull=True)
    after.update(due_on=F("due_on") + by_days)
    confirmation.due_on, confirmation.asked_at, confirmation.reminded_at = later, None, None
    confirmation.save(update_fields=["due_on", "asked_at", "reminded_at", "updated_at"])
    audit.record("placement.put_off", target=confirmation.placement, by=by, detail={"until": later.isoformat()})
    return confirmation


def open_question(placement: Placement, party: Party) -> Confirmation | None:
    """What one side is asked today: the latest question that is due and unanswered, unless they have said it is over.

    From prefetched confirmations no query.
    """
    rows = sorted((row for row in placement.confirmations.all() if row.party == party), key=lambda row: row.day)
    if any(row.said == Said.NO for row in rows):
        return None
    today = timezone.localdate()
    due = [row for row in rows if not row.said and row.due_on <= today]
    return due[-1] if due else None
