"""Telling: whose turn it is, what is new to them, one message each, all of it rows in one transaction.

A batch costs the same dozen statements for one subscriber and for two hundred. The rows of a batch – what was told,
the turn that was had, the message in its queue – stand or fall together: a worker that dies tells nobody anything, or
told them and knows it.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from boards.alerts import letters
from boards.alerts.enums import DroppedBecause, FoundState
from boards.alerts.models import Found, Round, Subscriber, Telling
from boards.alerts.models.telling import new_code
from boards.alerts.news import News
from boards.alerts.places import PlacesOf
from boards.alerts.services.due import Turns, may_be_told_now, with_room
from boards.finding.scope import scope_of
from search import find, told
from search.engines.protocol import FoundDocument
from search.find import Hit
from tenants.audit import services as audit
from tenants.audit.models import AuditEntry
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.services import queue_emails, queue_texts
from tenants.models import Tenant

logger = logging.getLogger(__name__)

BATCH = 200
#: How long after it was found an offer is still told: as long as a queue keeps a message, or a turn and a day more.
NEWS_FOR = {
    AlertFrequency.NOW: timedelta(days=4),
    AlertFrequency.DAILY: timedelta(days=8),
    AlertFrequency.WEEKLY: timedelta(days=15),
}
_TOLD = """
UPDATE alerts_found AS row
SET state = 'told', telling_id = told.telling, position = told.position, updated_at = %(now)s
FROM unnest(%(ids)s::uuid[], %(tellings)s::uuid[], %(positions)s::smallint[]) AS told(id, telling, position)
WHERE row.id = told.id
"""


def tell_all(*, now: datetime | None = None) -> int:
    """Tell everybody in the current tenant whose turn it is. Returns how many messages were queued.

    Whoever has no room left today (caps), or must not be rung at this hour, is passed over and stays due.
    """
    tenant, now = current_tenant(), now or timezone.now()
    turns = Turns(tenant=tenant, now=now)
    everybody, queued = turns.longest_waiting_first(), 0
    for start in range(0, len(everybody), BATCH):
        queued += _tell_or_part(everybody[start : start + BATCH], turns=turns, tenant=tenant)
    return queued


def _tell_or_part(keys: list[UUID], *, turns: Turns, tenant: Tenant) -> int:
    """A batch in one transaction; when it fails, one by one, so that whoever it fails for holds up nobody else."""
    try:
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            return _tell(turns.locked(keys), turns=turns, tenant=tenant)
    except OperationalError:
        # The database is away, or two wait for each other: nobody's fault, and the next minute tries again.
        raise
    except Exception:
        logger.exception("alerts.untold", extra={"subscribers": [str(key) for key in keys]})
        if len(keys) > 1:
            return sum(_tell_or_part([key], turns=turns, tenant=tenant) for key in keys)
        _note_untold(keys[0], now=turns.now)
        return 0


def _note_untold(key: UUID, *, now: datetime) -> None:
    """A line in the trail, once a day and person, where the tenant sees it."""
    one = Subscriber(pk=key)
    noted = AuditEntry.objects.filter(target_type=one._meta.label_lower, target_id=str(key), kind="subscriber.untold")
    if not noted.filter(created_at__gt=now - timedelta(days=1)).exists():
        audit.record("subscriber.untold", target=one, by=None)


def _tell(batch: list[Subscriber], *, turns: Turns, tenant: Tenant) -> int:
    reachable = with_room([one for one in batch if may_be_told_now(one, now=turns.now)])
    due = list(turns.due().filter(alert__subscriber__in=reachable).select_related("alert").order_by("created_at", "pk"))
    due = _without_old(due, now=turns.now)
    documents = find.documents({found.key for found in due})
    Found.objects.filter(pk__in=[found.pk for found in due if found.key not in documents]).delete()
    news = _news(reachable, [found for found in due if found.key in documents], documents, tenant=tenant)
    _write(news, turns=turns)
    _queue(news, tenant=tenant)
    return len(news)


def _without_old(due: list[Found], *, now: datetime) -> list[Found]:
    """What has waited too long, for a channel that was off or a cap, is no news any more: it is dropped."""
    old = {found.pk for found in due if now - found.created_at > NEWS_FOR[AlertFrequency(found.alert.frequency)]}
    _drop(old, DroppedBecause.OLD)
    return [found for found in due if found.pk not in old]


def _drop(keys: Collection[UUID], why: DroppedBecause) -> None:
    Found.objects.filter(pk__in=keys).update(state=FoundState.DROPPED, dropped_because=why, updated_at=timezone.now())


def _news(
    subscribers: dict[UUID, Subscriber],
    due: list[Found],
    documents: dict[tuple[str, UUID], FoundDocument],
    *,
    tenant: Tenant,
) -> list[News]:
    """What is new to each; what they have heard already is dropped here."""
    names = {found.pk: _names(found, subscribers[found.alert.subscriber_id]) for found in due}
    may_tell = told.claim(sorted(set().union(*names.values())))
    places, scope = PlacesOf([found.alert for found in due], tenant=tenant), scope_of(tenant)
    news: dict[UUID, News] = {}
    known: list[UUID] = []
    for found in due:
        if not names[found.pk] <= may_tell:
            known.append(found.pk)
            continue
        # Through the first alert that found it, and through no other.
        may_tell -= names[found.pk]
        subscriber = subscribers[found.alert.subscriber_id]
        told_now = news.setdefault(
            subscriber.pk, News(subscriber, Telling(subscriber=subscriber, code=new_code(), offers=0))
        )
        hit = find.hit_of(documents[found.key], scope=scope, place=places.of(found.alert))
        told_now.by_alert.setdefault(found.alert, []).append((found, hit))
    _drop(known, DroppedBecause.KNOWN)
    return list(news.values())


def _write(news: list[News], *, turns: Turns) -> None:
    """The messages as rows, what each told, and the turns that were had."""
    rounds: list[Round] = []
    rows: list[Found] = []
    for one in news:
        for some in one.by_alert.values():
            some.sort(key=lambda pair: _nearest_first(pair[1]))
        one.telling.offers = len(one.found)
        for position, found in enumerate(one.found, start=1):
            found.telling, found.position = one.telling, position
            rows.append(found)
        days = {alert: turns.day_of(alert) for alert in one.by_alert}
        rounds += [Round(alert=alert, day=day, telling=one.telling) for alert, day in days.items() if day is not None]
    Telling.objects.bulk_create([one.telling for one in news])
    _mark_as_told(rows)
    # A turn that was had already breaks the constraint and takes the whole batch with it: better late than twice.
    Round.objects.bulk_create(rounds)


def _mark_as_told(rows: list[Found]) -> None:
    """In one short statement: a CASE for each row and column takes longer to write than everything else together."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                _TOLD,
                {
                    "now": timezone.now(),
                    "ids": [found.pk for found in rows],
                    "tellings": [found.telling_id for found in rows],
                    "positions": [found.position for found in rows],
                },
            )


def _queue(news: Iterable[News], *, tenant: Tenant) -> None:
    by_channel: dict[str, list[News]] = defaultdict(list)
    for one in news:
        by_channel[one.subscriber.channel].append(one)
    if emails := by_channel[Channel.EMAIL]:
        queue_emails([letters.email(one, tenant=tenant) for one in emails])
    if texts := by_channel[Channel.SMS]:
        queue_texts([letters.sms(one, tenant=tenant) for one in texts])


def _names(found: Found, subscriber: Subscriber) -> set[tuple[str, str]]:
    """What may be told to this person once: the vacancy, whoever publishes it, and the offer, however it is edited."""
    person = _person(subscriber)
    return {(person, found.fingerprint), (person, f"{found.offer_schema}:{found.offer_id}")}


def _person(subscriber: Subscriber) -> str:
    """Who is told, the same in every tenant; search.told keeps nothing that leads back to it."""
    return f"{subscriber.channel}:{subscriber.address}"


def _nearest_first(hit: Hit) -> tuple[float, float]:
    return (hit.distance_km if hit.distance_km is not None else 1e9, -hit.published_at.timestamp())
