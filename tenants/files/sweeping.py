"""Rows and contents compared: what lies there without a row goes, a row without content is reported."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.files.storage import private

logger = logging.getLogger(__name__)

#: Younger ones may belong to a transaction that hasn't committed.
YOUNG = timedelta(hours=1)


@dataclass(frozen=True)
class Swept:
    """removed: contents without a row; missing: keys of rows without their content."""

    removed: int
    missing: tuple[str, ...]


def sweep() -> Swept:
    """Tidy the current tenant's folder. Half-written files count as contents without a row."""
    before = timezone.now() - YOUNG
    # The folder first: a row that is written after this look has a content that is too young to go.
    found = list(private.names())
    paths = dict(StoredFile.objects.exclude(state__in=FileState.without_content()).order_by().values_list("path", "pk"))
    removed = 0
    for name, written in found:
        if name not in paths and written < before:
            try:
                private.discard(name)
                removed += 1
            except OSError:
                logger.exception("The orphan %s could not be removed", name)
    there = {name for name, _written in found}
    missing = tuple(str(key) for path, key in paths.items() if path not in there and not private.exists(path))
    if missing:
        logger.error("%d files have lost their content: %s", len(missing), ", ".join(missing[:20]))
    return Swept(removed, missing)
