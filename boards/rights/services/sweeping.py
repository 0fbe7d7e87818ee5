"""The clock: what the declarations say of time, done for every model whose room has no sweep of its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from boards.rights.declared import Declared, in_tenants
from boards.rights.services.erasing import act
from tenants.personal_data import Empty, Person

#: A sweep runs every night: what is later than this was missed by one.
GRACE = timedelta(days=2)
BATCH = 500


@dataclass(frozen=True)
class Overdue:
    """Rows of one model that are kept for longer than its declaration says."""

    code: str
    title: str
    count: int


def sweep(*, now: datetime | None = None) -> dict[str, int]:
    """Do in the current tenant what is due. Returns how many rows of which model.

    In batches of their own transaction: one model that fails doesn't keep the others' rows, and is seen in `overdue`.
    """
    now = now or timezone.now()
    swept: dict[str, int] = {}
    for one in in_tenants():
        kept = one.policy.kept
        if kept.days is None or kept.swept_by:
            continue
        while keys := list(due(one, now=now).values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic():
                act(kept.then, one.rows.filter(pk__in=keys), person=Person())
            swept[one.code] = swept.get(one.code, 0) + len(keys)
            if due(one, now=now).filter(pk__in=keys).exists():
                break  # What isn't done by doing it would be done for ever.
    return swept


def overdue(*, now: datetime | None = None) -> list[Overdue]:
    """What should be gone and isn't, room sweeps included: [] on a healthy tenant. One query for each clock."""
    late = (now or timezone.now()) - GRACE
    counted = [(one, due(one, now=late).count()) for one in in_tenants() if one.policy.kept.days is not None]
    return [Overdue(one.code, str(one.policy.title or one.code), count) for one, count in counted if count]


def due(one: Declared, *, now: datetime) -> QuerySet[Any]:
    """The rows of one model whose time is over."""
    kept = one.policy.kept
    dates = [F(since) if isinstance(since, str) else since for since in kept.since]
    moment = Coalesce(*dates) if len(dates) > 1 else dates[0]
    rows: QuerySet[Any] = one.rows.filter(kept.only or Q()).order_by().annotate(rights_since=moment)
    rows = rows.filter(rights_since__lt=now - timedelta(days=kept.days or 0))
    if isinstance(kept.then, Empty):
        # Emptied once, it stays, and is no more to do.
        rows = rows.exclude(**kept.then.fields)
    return rows
