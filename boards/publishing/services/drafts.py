"""Keeping what somebody types before there is an offer."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from boards.publishing.models import Draft

#: More than the longest text that a form accepts, so that what is too long is kept too.
MAX_KEPT = 60_000

Typed = Mapping[str, list[str]]


@transaction.atomic
def start_draft(*, key: UUID, step: str, typed: Typed) -> Draft | None:
    """A draft under a key that the page chose, so that a double click makes one. None when the key is taken."""
    try:
        with transaction.atomic():
            return Draft.objects.create(pk=key, typed={step: _kept(typed)})
    except IntegrityError:
        return None


@transaction.atomic
def keep_typed(*, draft: Draft, step: str, typed: Typed) -> Draft:
    """Keep one step as it was typed, right or wrong."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    locked.typed = locked.typed | {step: _kept(typed)}
    locked.save(update_fields=["typed", "updated_at"])
    return locked


@transaction.atomic
def set_advice(*, draft: Draft, wanted: bool) -> Draft:
    """Note that the employer wants an adviser to read the offer first."""
    draft.asks_advice = wanted
    draft.save(update_fields=["asks_advice", "updated_at"])
    return draft


@transaction.atomic
def purge() -> int:
    """Delete drafts that lapsed. Returns how many."""
    lapsed = Draft.objects.lapsed()
    count = lapsed.count()
    lapsed.delete()
    return count


def _kept(typed: Typed) -> dict[str, list[str]]:
    # PostgreSQL has no NUL in its text.
    return {name: [value.replace("\x00", "")[:MAX_KEPT] for value in values] for name, values in typed.items()}
