"""Searches that somebody wants to be told of: kept once a tenant, with the number of people who wait."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from search.criteria import LONGEST_TEXT, SearchCriteria
from search.errors import InvalidCriteria
from search.models import SavedSearch, SearchMatch
from tenants.enums import TenantState
from tenants.models import Tenant

_LONGEST_LABEL = 200


def key_of(criteria: SearchCriteria) -> str:
    """The same for two searches that find the same: sort, page, age and whose search it is make no difference."""
    columns = columns_of(criteria)
    columns["text"] = columns["text"].casefold()
    del columns["place_label"]
    return hashlib.sha256(json.dumps(columns, sort_keys=True).encode()).hexdigest()[:32]


@transaction.atomic
def keep(criteria: SearchCriteria) -> str:
    """Have new offers matched against a search from now on; returns its key. Keeping it again changes nothing.

    A new one counts one person who waits; `recount` says how many there are.
    """
    key = key_of(criteria)
    # An update even where nothing changes: it holds the row until the commit, so that a recount elsewhere either sees
    # whoever waits now or is waited for (see recount).
    SavedSearch.objects.bulk_create(
        [SavedSearch(schema=criteria.scope.schema, key=key, **columns_of(criteria))],
        update_conflicts=True,
        unique_fields=["schema", "key"],
        update_fields=["place_label"],
    )
    return key


@transaction.atomic
def set_waiting(counts: Mapping[str, int], *, schema: str) -> None:
    """How many people of a tenant wait for each of these searches; one that nobody waits for is forgotten.

    What the outbox still holds for it finds nobody when it is taken.

    Counts taken while somebody else signs up may be too low: take them inside `recount`.
    """
    nobody = [key for key, people in counts.items() if people <= 0]
    SavedSearch.objects.filter(schema=schema, key__in=nobody).delete()
    rows = list(
        SavedSearch.objects.filter(schema=schema, key__in=set(counts) - set(nobody)).select_for_update().order_by("key")
    )
    changed = [row for row in rows if row.waiting != counts[row.key]]
    for row in changed:
        row.waiting, row.changed_at = counts[row.key], timezone.now()
    SavedSearch.objects.bulk_update(changed, ["waiting", "changed_at"], batch_size=1_000)


@transaction.atomic
def recount(
    keys: Collection[str], *, schema: str, count: Callable[[Collection[str]], Mapping[str, int]]
) -> Mapping[str, int]:
    """Count those who wait while nobody can join or leave unseen, and remember it. Returns the counts.

    The rows are locked first: whoever keeps one of these searches has committed by then and is counted, or comes after
    us and makes the row anew.
    """
    locked = SavedSearch.objects.filter(schema=schema, key__in=set(keys)).select_for_update().order_by("key")
    list(locked.values_list("pk", flat=True))
    found = count(keys)
    counts = {key: found.get(key, 0) for key in keys}
    set_waiting(counts, schema=schema)
    return counts


def tenant_changed(*, tenant: Tenant) -> None:
    """A listener (settings.TENANT_LISTENERS): nobody waits any more in a tenant that is archived."""
    if tenant.state == TenantState.ARCHIVED:
        SavedSearch.objects.filter(schema=tenant.schema_name).delete()
        SearchMatch.objects.filter(schema=tenant.schema_name).delete()


def columns_of(criteria: SearchCriteria) -> dict[str, Any]:
    """The columns of a saved search that follow from its criteria."""
    place = criteria.place
    if place is not None and not place.insees and not place.postcodes:
        raise InvalidCriteria(f"A place that only has points can't be kept: {place.label!r}")
    return {
        "text": " ".join(criteria.text.replace("\x00", "")[:LONGEST_TEXT].split()),
        "occupations": sorted(criteria.occupations),
        "contract_types": sorted(criteria.contract_types),
        "contract_natures": sorted(criteria.contract_natures),
        "place_kind": place.kind if place else "",
        "place_label": place.label[:_LONGEST_LABEL] if place else "",
        "place_insees": sorted(place.insees) if place else [],
        "place_postcodes": sorted(place.postcodes) if place else [],
        "radius_km": criteria.radius_km if place else None,
        "licence": criteria.licence,
        "housing": criteria.housing,
        "full_time": criteria.full_time,
    }
