"""The list of who was erased, carried past a restore of the whole database: one digest a line, as JSON."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tenants.models import Erased

_BATCH = 1_000
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class StrangeLine(ValueError):
    """A line that isn't one of ours, by its number."""


def lines() -> Iterator[str]:
    """Every tenant's, oldest first. Nobody can be told from them without the platform's key."""
    for one in Erased.objects.order_by("at", "pk").iterator(chunk_size=_BATCH):
        said = {"schema": one.schema, "event": str(one.event), "kind": one.kind, "digest": one.digest}
        yield json.dumps({**said, "at": one.at.isoformat()})


@transaction.atomic
def take(said: Iterable[str]) -> int:
    """Bring lines back. Those that are known stay as they are. Returns how many were read.

    Raises:
        StrangeLine: one that isn't one of ours. UnicodeDecodeError: not UTF-8. Nothing is kept then.
    """
    numbered = ((number, line) for number, line in enumerate(said, start=1) if line.strip())
    read = 0
    found = (_erased(number, line) for number, line in numbered)
    while some := list(islice(found, _BATCH)):
        Erased.objects.bulk_create(some, ignore_conflicts=True)
        read += len(some)
    return read


def _erased(number: int, line: str) -> Erased:
    try:
        said: dict[str, Any] = json.loads(line)
        one = Erased(
            schema=said["schema"],
            event=UUID(said["event"]),
            kind=said["kind"],
            digest=said["digest"],
            at=datetime.fromisoformat(said["at"]),
        )
        one.clean_fields()
        if not _DIGEST.fullmatch(one.digest) or not f"{one.schema}{one.kind}".isprintable():
            raise ValueError(one.digest)
        if timezone.is_naive(one.at):
            # Which hour it was, nobody knows: what came in the meantime would be erased, or would not.
            raise ValueError(said["at"])
    except (ValueError, KeyError, TypeError, ValidationError) as problem:
        raise StrangeLine(number) from problem
    return one
