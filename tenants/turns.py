"""Taking turns: what would race is done one after another, in one tenant and under one name."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from tenants.connection import connection
from tenants.guard import current_schema

Row = TypeVar("Row", bound=Model)


def take_turns(name: str) -> None:
    """Wait for everybody else of this tenant who does what `name` says, until the caller's transaction ends.

    Outside a transaction it holds nobody back: the lock goes with the statement.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{current_schema()}:{name}"])


def one_by_one(rows: QuerySet[Row], work: Callable[[Row], object], *, most: int | None = None) -> int:
    """Do something to each row that a condition finds, in a transaction of its own: what is done stays done when the
    next one fails. Returns how many.

    Each is locked and asked again: somebody may have changed it since, or another run was here. What somebody holds is
    passed over until the next time.
    """
    done = 0
    for key in list(rows.values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            row = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=key).first()
            if row is not None:
                work(row)
                done += 1
    return done
