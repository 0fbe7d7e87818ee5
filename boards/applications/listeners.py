"""Telling the rooms above that applications moved.

Strings in the settings, because applications may not import what is built upon them.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from boards.accounts.models import User
from boards.applications.models import Application


def tell_moved(applications: Iterable[Application], *, by: User | None) -> None:
    """Call every listener in the caller's transaction: what they write stands or falls with the move."""
    for path in settings.APPLICATION_MOVED_LISTENERS:
        for application in applications:
            import_string(path)(application=application, by=by)


def tell_gone(applications: Iterable[Application]) -> None:
    """The same when time has made them nobody's, before they are emptied."""
    for path in settings.APPLICATION_GONE_LISTENERS:
        for application in applications:
            import_string(path)(application=application)
