"""Who was erased, as digests that only the same person's account or address finds again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from tenants.digests import digests_of
from tenants.guard import current_schema
from tenants.models import Erased
from tenants.personal_data import Person


@dataclass
class Event:
    """One erasure: what its person was known by, as digests."""

    at: datetime
    digests: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@transaction.atomic
def lay(*, person: Person, rows: Mapping[type[Model], set[Any]]) -> list[Erased]:
    """Note that a person is erased, in the transaction that erases them. rows: by which an adviser found them."""
    event, at, schema = uuid4(), timezone.now(), current_schema()
    known: list[tuple[str, object]] = [("user", person.user)] if person.user else []
    known += [("email", one) for one in person.emails] + [("phone", one) for one in person.phones]
    known += [("row", key) for keys in rows.values() for key in keys]
    return Erased.objects.bulk_create(
        [
            Erased(schema=schema, event=event, kind=kind, digest=known_as(kind, value)[0], at=at)
            for kind, value in dict.fromkeys(known)
        ]
    )


def events(*, since: datetime | None = None) -> Iterator[Event]:
    """The erasures of the current tenant, oldest first."""
    rows = Erased.objects.filter(schema=current_schema()).order_by("at", "event")
    if since is not None:
        rows = rows.filter(at__gte=since)
    found: dict[UUID, Event] = {}
    for one in rows:
        found.setdefault(one.event, Event(one.at)).digests[one.kind].add(one.digest)
    yield from found.values()


def known_as(kind: str, value: object) -> list[str]:
    """Good in this tenant only, and only with the platform's keys, today's first."""
    return digests_of(f"rights.erased:{kind}", str(value).strip().lower())
