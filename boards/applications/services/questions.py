"""The questions of an offer: at most five, and none that the law forbids."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications import asking
from boards.applications.enums import QuestionKind
from boards.applications.models import ScreeningQuestion
from boards.applications.models.question import MOST_QUESTIONS
from boards.offers import policies
from boards.offers.advert_law.findings import Finding
from boards.offers.models import Offer
from tenants.audit import services as audit


@dataclass(frozen=True)
class Asked:
    """One question as typed. pk: of the one it changes, None for a new one."""

    text: str
    kind: str = QuestionKind.YES_NO
    choices: tuple[str, ...] = ()
    required: bool = False
    pk: UUID | None = None


@transaction.atomic
def save_questions(*, offer: Offer, asked: Sequence[Asked], by: User) -> list[ScreeningQuestion]:
    """The offer asks these, in this order, and no others.

    Raises:
        PermissionDenied: somebody else's offer. ValidationError: too many, or one that the law forbids and no adviser
            let through (the rule stands among the offer's overrides).
    """
    offer = Offer.objects.select_for_update(of=("self",)).select_related("employer").get(pk=offer.pk)
    policies.require_may_edit(offer=offer, by=by)
    if len(asked) > MOST_QUESTIONS:
        raise ValidationError(_("Cinq questions au plus : gardez celles qui comptent."), code="many")
    for one in asked:
        require_lawful(one.text, offer=offer)
        for choice in one.choices:
            require_lawful(choice, offer=offer)
    known = {row.pk: row for row in offer.questions.all()}
    kept = [known[one.pk] if one.pk in known else ScreeningQuestion(offer=offer) for one in asked]
    offer.questions.exclude(pk__in=[row.pk for row in kept]).delete()
    for position, (row, one) in enumerate(zip(kept, asked, strict=True)):
        row.text, row.kind, row.required = one.text, one.kind, one.required
        row.choices = list(one.choices) if one.kind == QuestionKind.CHOICE else []
        row.position = position
        row.clean_fields()
        row.save()
    audit.record("offer.questions_changed", target=offer, by=by, detail={"count": len(kept)})
    return kept


def is_lawful(asked: Asked, *, offer: Offer) -> bool:
    """Whether an offer may ask it, choices included."""
    return not any(_barred(text, offer=offer) for text in (asked.text, *asked.choices))


def require_lawful(text: str, *, offer: Offer) -> None:
    """Raise ValidationError for what may not be asked, with why and what to write instead."""
    barred = _barred(text, offer=offer)
    if barred:
        raise ValidationError([f"« {found.excerpt} » : {found.reason} {found.suggestion}" for found in barred])


def _barred(text: str, *, offer: Offer) -> list[Finding]:
    return [found for found in asking.objections(text) if found.rule not in offer.law_overrides]
