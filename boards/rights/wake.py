"""Asking for a copy to be made once its row is there."""

from django.db import transaction
from procrastinate.contrib.django import app

from boards.rights.models import Copy
from tenants.guard import current_schema

MAKE = "rights.make_copy"


def make_after_commit(copy: Copy) -> None:
    """Enqueue it with the row: both are there, or none. The queue is in the same database, and waits for the commit."""
    with transaction.atomic():
        app.configure_task(MAKE, allow_unknown=True).defer(schema=current_schema(), pk=str(copy.pk))
