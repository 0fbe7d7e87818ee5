"""Content goes once the row's change is committed, never before."""

import logging

from django.db import transaction
from django_tenants.utils import schema_context

from tenants.files.storage import private
from tenants.guard import current_schema

logger = logging.getLogger(__name__)


def unlink_after_commit(path: str) -> None:
    """Remove content with the commit; whatever is left behind is found by the sweep."""
    schema = current_schema()

    def unlink() -> None:
        try:
            with schema_context(schema):
                private.delete(path)
        except OSError:
            logger.exception("The content %s could not be removed: the next sweep tries again", path)

    transaction.on_commit(unlink, robust=True)
