"""After a backup is restored, whoever was erased since is erased again; and what was in a worker's hands goes too."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from boards.rights import tombstones
from boards.rights.declared import about_people
from boards.rights.services.erasing import forget_before
from boards.rights.tombstones import Event
from tenants.personal_data import Person

#: A message that a worker held while its person was erased is emptied within so long.
LATELY = timedelta(days=7)

#: By kind and digest: every value that might be an erased one's.
Known = dict[str, dict[str, Any]]


def reapply(*, lately: bool = False) -> int:
    """Erase again, in the current tenant, what was there when each of its erased people left. Returns how many rows.

    What came later stays: somebody may have come back.
    """
    since = timezone.now() - LATELY if lately else None
    past = list(tombstones.events(since=since))
    if not past:
        return 0
    known = _known()
    keys = _keys() if any(event.digests["row"] for event in past) else {}
    return sum(_again(event, known, keys) for event in past)


@transaction.atomic
def _again(event: Event, known: Known, keys: dict[type[Model], dict[str, Any]]) -> int:
    found = {kind: {by[digest] for digest in event.digests[kind] & by.keys()} for kind, by in known.items()}
    person = Person(
        user=next((UUID(str(one)) for one in found["user"]), None),
        emails=frozenset(found["email"]),
        phones=frozenset(found["phone"]),
    )
    rows = {
        model: {by[digest] for digest in theirs}
        for model, by in keys.items()
        if (theirs := event.digests["row"] & by.keys())
    }
    if person == Person() and not rows:
        return 0
    return forget_before(event.at, person=person, rows=rows)


def _known() -> Known:
    """Every account and address that is written anywhere: a digest is found by trying them all, and in no other way."""
    known: Known = {"user": {}, "email": {}, "phone": {}}
    for one in about_people():
        for kind, by in known.items():
            for path in getattr(one.policy.whose, kind):
                rows = one.rows.filter(**{f"{path}__isnull": False}).order_by()
                by |= _by_digest(kind, rows.values_list(path, flat=True).distinct())
    return known


def _keys() -> dict[type[Model], dict[str, Any]]:
    return {one.model: _by_digest("row", one.rows.order_by().values_list("pk", flat=True)) for one in about_people()}


def _by_digest(kind: str, values: QuerySet[Any]) -> dict[str, Any]:
    written = (one for one in values.iterator(chunk_size=2_000) if one not in (None, ""))
    return {digest: one for one in written for digest in tombstones.known_as(kind, one)}
