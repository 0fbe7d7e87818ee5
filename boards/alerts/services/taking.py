"""From the matcher's outbox into the tenant's own ledger, in one transaction: nothing is lost between the two."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from boards.alerts.enums import FoundState
from boards.alerts.models import Alert, Found
from boards.alerts.models.alert import NEWS_KEPT_FOR
from search.matching import outbox
from tenants.guard import current_schema

BATCH = 2_000
#: The same offer is news again after so long (search.told holds everybody to the same).
NEWS_AGAIN_AFTER = timedelta(days=30)


def take_all() -> None:
    """Take everything that was matched for this tenant."""
    while take_batch():
        pass


@transaction.atomic
def take_batch() -> bool:
    """One batch; False when nothing was there. Safe beside another worker, and safe to repeat."""
    matched = outbox.take(current_schema(), BATCH)
    if not matched:
        return False
    by_key: dict[str, list[Alert]] = {}
    for alert in Alert.objects.active().filter(search_key__in={one.key for one in matched}):
        by_key.setdefault(alert.search_key, []).append(alert)
    rows = [
        Found(
            alert=alert,
            offer_schema=one.offer_schema,
            offer_id=one.offer_id,
            fingerprint=one.fingerprint,
            live_since=one.live_since,
        )
        for one in matched
        for alert in by_key.get(one.key, ())
        # What could be found when the alert began was on the page it was asked from. What has been online for longer
        # than the ledger remembers may have been told already, and an edit doesn't make it news.
        if alert.since is not None and one.live_since > max(alert.since, timezone.now() - NEWS_KEPT_FOR)
    ]
    _forget_what_came_back(rows, live_since={(one.offer_schema, one.offer_id): one.live_since for one in matched})
    # An offer that was edited is found again: what the ledger knows, it keeps as it is.
    Found.objects.bulk_create(rows, ignore_conflicts=True)
    # In the order in which a person's alerts are paused and ended.
    found = Alert.objects.filter(pk__in={row.alert_id for row in rows}).select_for_update(no_key=True).order_by("pk")
    Alert.objects.filter(pk__in=[alert.pk for alert in found.only("pk")]).update(last_found_at=timezone.now())
    return True


def _forget_what_came_back(rows: list[Found], *, live_since: Mapping[tuple[str, UUID], datetime]) -> None:
    """What was told long ago and went offline since is news; what was only edited has been there all the time."""
    old = Found.objects.filter(
        alert__in={row.alert_id for row in rows},
        offer_id__in={row.offer_id for row in rows},
        updated_at__lt=timezone.now() - NEWS_AGAIN_AFTER,
    ).exclude(state=FoundState.WAITING)
    back = [found.pk for found in old if found.key in live_since and live_since[found.key] > found.updated_at]
    Found.objects.filter(pk__in=back).delete()
