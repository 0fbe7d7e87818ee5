"""The rows as a queue: claimed by one drain, and committed, before any provider is called.

Claims of one tenant and channel take turns (an advisory lock for the length of the claim), because caps are counted
there: two drains that count at once would each find the last place free. No lock is held while a provider is called.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import alarms, caps, hours, refusals
from tenants.messaging.enums import DeliveryState, Purpose, RefusalReason
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.turns import take_turns

Row = TypeVar("Row", EmailDelivery, SmsDelivery)

LEASE = timedelta(minutes=15)  # longer than the longest batch
CANDIDATES = 50
# Of the machine that wrote a row and the one that sends it: a row written a moment ago is due at once on both.
CLOCKS_DIFFER = timedelta(seconds=5)
# A code that comes too late is worth nothing; an alert that waited for its cap for days is no news.
PATIENCE = {Purpose.CODE: timedelta(minutes=15), Purpose.SERVICE: timedelta(hours=4), Purpose.ALERT: timedelta(hours=4)}
LONGEST_WAIT = timedelta(days=4)
MORNING = time(8)
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(minutes=30)

URGENCY = Case(
    When(purpose=Purpose.CODE, then=Value(0)),
    When(purpose=Purpose.SERVICE, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Outcome:
    """What became of one claimed row; written by `record`."""

    id: UUID
    state: DeliveryState
    error: str = ""
    provider: str = ""
    ref: str = ""
    next_try_at: datetime | None = None
    cost: Decimal | None = None
    # It was never begun: the try does not count.
    untried: bool = False


@dataclass
class _Fates:
    """What a look at the candidates decided."""

    go: list[UUID]
    later: dict[datetime, list[UUID]]
    cancelled: dict[str, list[UUID]]
    failed: dict[str, list[UUID]]
    # Of today's cap, these included; None when nothing here counts.
    used: int | None = None

    @classmethod
    def none(cls) -> "_Fates":
        return cls([], {}, {}, {})


def claim_emails(holder: str, *, batch: int = 200) -> list[EmailDelivery]:
    """Due e-mails that the caller alone will send, codes first; refused and capped ones are set aside on the way."""
    while True:
        with transaction.atomic():
            _take_turns(Channel.EMAIL)
            due = _due(EmailDelivery, batch)
            if not due:
                return []
            fates = _look_at_emails(due)
            _set_aside(EmailDelivery, fates)
            if fates.used is not None:
                alarms.raise_if_near(Channel.EMAIL, used=fates.used)
            if fates.go:
                return _claim(due, fates.go, holder)


def claim_text(holder: str) -> SmsDelivery | None:
    """The next SMS that the caller alone will send; those that may not leave now are set aside on the way."""
    while True:
        with transaction.atomic():
            _take_turns(Channel.SMS)
            due = _due(SmsDelivery, CANDIDATES)
            if not due:
                return None
            fates = _look_at_texts(due)
            _set_aside(SmsDelivery, fates)
            if fates.go:
                alarms.raise_if_near(Channel.SMS, used=(fates.used or 0) + 1)
                return _claim(due, fates.go[:1], holder)[0]


def _take_turns(channel: Channel) -> None:
    take_turns(f"messaging.claim:{channel}")


def _due(model: type[Row], most: int) -> list[Row]:
    rows = model.objects.filter(state=DeliveryState.QUEUED, next_try_at__lte=timezone.now() + CLOCKS_DIFFER)
    # A locking SELECT of its own, no subquery: LIMIT is counted once. A row that somebody is cancelling is passed over.
    return list(rows.select_for_update(skip_locked=True).order_by(URGENCY, "next_try_at", "pk")[:most])


def _look_at_emails(due: Sequence[EmailDelivery]) -> _Fates:
    tenant, fates = current_tenant(), _Fates.none()
    why = refusals.reasons(Channel.EMAIL, {row.to for row in due})
    alerts = [row for row in due if row.purpose == Purpose.ALERT]
    used = caps.used_by(Channel.EMAIL, {row.to for row in alerts}, Purpose.ALERT)
    cap = caps.cap_of(tenant, Channel.EMAIL)
    left = cap - caps.tenant_used(Channel.EMAIL) if alerts else 0
    today = caps.today_of(tenant)
    for row in due:
        if _is_refused(row, why):
            fates.cancelled.setdefault(str(why[row.to]), []).append(row.pk)
            continue
        if row.purpose == Purpose.ALERT and row.counted_on != today:
            if left <= 0 or used.get(row.to, 0) >= caps.ALERT_EMAILS_AN_ADDRESS:
                _wait(fates, row, until=caps.tomorrow_of(tenant, at=time(tenant.digest_hour)))
                continue
            left, used[row.to] = left - 1, used.get(row.to, 0) + 1
        fates.go.append(row.pk)
    fates.used = cap - left if alerts else None
    return fates


def _look_at_texts(due: Sequence[SmsDelivery]) -> _Fates:
    """Fails closed: without a free place under each cap nothing leaves."""
    tenant, fates, now = current_tenant(), _Fates.none(), timezone.now()
    numbers = {row.to for row in due}
    why = refusals.reasons(Channel.SMS, numbers)
    used = {purpose: caps.used_by(Channel.SMS, numbers, purpose) for purpose in (Purpose.ALERT, Purpose.CODE)}
    fates.used = caps.tenant_used(Channel.SMS)
    left = caps.cap_of(tenant, Channel.SMS) - fates.used
    today, tomorrow = caps.today_of(tenant), caps.tomorrow_of(tenant, at=MORNING)
    for row in due:
        is_counted = row.counted_on == today
        most = caps.CODE_SMS_A_NUMBER if row.purpose == Purpose.CODE else caps.ALERT_SMS_A_NUMBER
        is_over = not is_counted and (left <= 0 or used.get(Purpose(row.purpose), {}).get(row.to, 0) >= most)
        if _is_refused(row, why):
            fates.cancelled.setdefault(str(why[row.to]), []).append(row.pk)
        elif not tenant.sms_enabled:
            fates.failed.setdefault(_("Ce territoire n’envoie pas de SMS."), []).append(row.pk)
        elif row.purpose == Purpose.CODE and is_over:
            # Tomorrow it would be worth nothing, and the person waits before a page now.
            fates.failed.setdefault(_("Trop de SMS aujourd’hui."), []).append(row.pk)
        elif is_over:
            _wait(fates, row, until=hours.next_opening(tomorrow, number=row.to))
        elif row.purpose != Purpose.CODE and not hours.sms_allowed(now, number=row.to):
            _wait(fates, row, until=hours.next_opening(now, number=row.to))
        else:
            # One is claimed at a time: what this one uses up is counted when the next is looked for.
            fates.go.append(row.pk)
    return fates


def _is_refused(row: EmailDelivery | SmsDelivery, why: Mapping[str, RefusalReason]) -> bool:
    return row.to in why and refusals.blocks(channel=row.channel, purpose=Purpose(row.purpose), reason=why[row.to])


def _wait(fates: _Fates, row: EmailDelivery | SmsDelivery, *, until: datetime) -> None:
    if until - row.created_at > LONGEST_WAIT:
        fates.cancelled.setdefault(_("Trop tard pour une alerte."), []).append(row.pk)
    else:
        fates.later.setdefault(until, []).append(row.pk)


def _set_aside(model: type[Row], fates: _Fates) -> None:
    now = timezone.now()
    for until, ids in fates.later.items():
        model.objects.filter(pk__in=ids).update(next_try_at=until, updated_at=now)
    for state, groups in ((DeliveryState.CANCELLED, fates.cancelled), (DeliveryState.FAILED, fates.failed)):
        for why, ids in groups.items():
            model.objects.filter(pk__in=ids).update(state=state, error=why, updated_at=now)


def _claim(due: Sequence[Row], ids: Sequence[UUID], holder: str) -> list[Row]:
    now, today, chosen = timezone.now(), caps.today_of(current_tenant()), set(ids)
    rows = [row for row in due if row.pk in chosen]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {rows[0]._meta.db_table} SET state = 'claimed', claimed_at = %(now)s, claimed_by = %(holder)s,
              attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, %(now)s), counted_on = %(today)s,
              updated_at = %(now)s
            WHERE id = ANY(%(ids)s)
            """,  # noqa: S608  a table of ours
            {"now": now, "holder": holder, "today": today, "ids": list(chosen)},
        )
    for row in rows:
        row.state, row.claimed_at, row.claimed_by = DeliveryState.CLAIMED, now, holder
        row.attempts, row.first_tried_at, row.counted_on = row.attempts + 1, row.first_tried_at or now, today
    return rows


def record(model: type[Row], outcomes: Iterable[Outcome], *, holder: str) -> set[UUID]:
    """Write what became of claimed rows, all of them in one statement; returns those that were still the holder's.

    A row that a provider's callback or a person moved on meanwhile keeps what they made of it.
    """
    found = list(outcomes)
    if not found:
        return set()
    is_sms = issubclass(model, SmsDelivery)
    cost = ", cost = coalesce(o.cost, row.cost)" if is_sms else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH o AS MATERIALIZED (SELECT * FROM unnest(%(ids)s::uuid[], %(states)s::text[], %(errors)s::text[],
                %(providers)s::text[], %(refs)s::text[], %(nexts)s::timestamptz[], %(costs)s::numeric[],
                %(untried)s::boolean[])
              AS o(id, state, error, provider, ref, next_try_at, cost, untried))
            UPDATE {model._meta.db_table} AS row SET state = o.state, error = o.error, provider = o.provider,
              provider_ref = o.ref, next_try_at = coalesce(o.next_try_at, row.next_try_at),
              sent_at = CASE WHEN o.state = 'sent' THEN %(now)s ELSE NULL END,
              attempts = row.attempts - o.untried::int,
              first_tried_at = CASE WHEN o.untried AND row.attempts = 1 THEN NULL ELSE row.first_tried_at END,
              claimed_at = NULL, claimed_by = '', updated_at = %(now)s {cost}
            FROM o WHERE row.id = o.id AND row.state = 'claimed' AND row.claimed_by = %(holder)s
            RETURNING row.id
            """,  # noqa: S608  a table and a column of ours
            {
                "ids": [one.id for one in found],
                "states": [str(one.state) for one in found],
                "errors": [one.error[:1000] for one in found],
                "providers": [one.provider for one in found],
                "refs": [one.ref[:200] for one in found],
                "nexts": [one.next_try_at for one in found],
                "costs": [one.cost for one in found],
                "untried": [one.untried for one in found],
                "now": timezone.now(),
                "holder": holder,
            },
        )
        return {pk for (pk,) in cursor.fetchall()}


def another_try(row: EmailDelivery | SmsDelivery) -> datetime | None:
    """When a row that failed is tried again: 1, 2, 4 … 30 minutes; None once its patience has run out."""
    now = timezone.now()
    delay = min(FIRST_DELAY * 2 ** min(max(row.attempts - 1, 0), 10), LONGEST_DELAY)
    last = (row.first_tried_at or now) + PATIENCE[Purpose(row.purpose)]
    return now + delay if now + delay <= last else None


def holders(model: type[Row]) -> dict[str, datetime]:
    """Who holds claimed rows, and since when at least."""
    claimed = model.objects.filter(state=DeliveryState.CLAIMED).order_by("claimed_at")
    found: dict[str, datetime] = {}
    for name, since in claimed.values_list("claimed_by", "claimed_at"):
        if since is not None:
            found.setdefault(name, since)
    return found


def held_by(model: type[Row], holder: str) -> list[Row]:
    return list(model.objects.filter(state=DeliveryState.CLAIMED, claimed_by=holder))
