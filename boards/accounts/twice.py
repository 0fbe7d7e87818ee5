"""A button pressed twice is one thing written: for what has no key of its own."""

from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from boards.accounts.models import User

Row = TypeVar("Row", bound=Model)
#: The same words of the same person about the same thing within so long are a second click.
A_SECOND_CLICK = timedelta(seconds=60)


def written_already(rows: "QuerySet[Row]", *, by: User, **same: Any) -> Row | None:
    """The row that the first click has just written, if there is one. Inside a transaction: clicks queue here."""
    User.objects.select_for_update(no_key=True).filter(pk=by.pk).first()
    return rows.filter(created_at__gt=timezone.now() - A_SECOND_CLICK, **same).order_by("-created_at").first()
