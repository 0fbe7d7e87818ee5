"""Telling the index how many people wait for each saved search: a number, and nobody."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count

from boards.alerts.models import Alert
from search import saved
from tenants.guard import current_schema


def count_waiting(*, keys: Iterable[str]) -> None:
    """Count active alerts anew for some saved searches of this tenant, in the caller's transaction.

    A search that nobody waits for is forgotten.
    """
    saved.recount(set(keys), schema=current_schema(), count=_count)


def _count(keys: Collection[str]) -> Mapping[str, int]:
    active = Alert.objects.active().filter(search_key__in=keys).order_by()
    return dict(active.values_list("search_key").annotate(people=Count("subscriber", distinct=True)))
