"""What the calendar does to alerts: ask who has been silent, say when nothing was found, end, forget."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import override

from boards.alerts import notices
from boards.alerts.enums import AlertState, EndedBy
from boards.alerts.models import Alert, Found, Round, Subscriber, Telling
from boards.alerts.models.alert import ASK_BEFORE, FORGOTTEN_AFTER, LIVES_FOR, NEWS_KEPT_FOR, SILENT_FOR, WAITS_FOR
from boards.alerts.services.counting import count_waiting
from boards.alerts.services.due import may_be_asked_now, with_room
from boards.alerts.services.managing import end_all
from boards.alerts.services.subscribing import keep_search
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.services import Letter, Text, queue_emails, queue_texts
from tenants.turns import one_by_one

BATCH = 200


@transaction.atomic
def ask_the_silent(*, now: datetime | None = None) -> int:
    """Ask those who gave no sign for long whether they still look, once, before their alerts end."""
    now = now or timezone.now()
    open_alerts = Alert.objects.open().filter(subscriber=OuterRef("pk"), asked_at__isnull=True)
    silent = Subscriber.objects.filter(Exists(open_alerts), last_sign_at__lte=now - LIVES_FOR + ASK_BEFORE)
    asked = _reachable(silent, now=now)
    for subscriber in asked:
        subscriber.alerts.open().update(asked_at=now, updated_at=now)
    _queue(asked, email=notices.still_looking_email, sms=notices.still_looking_sms)
    return len(asked)


def end_the_silent(*, now: datetime | None = None) -> int:
    """End the alerts of those who were asked and gave no sign. Nobody's end before they had two weeks to answer.

    One transaction each: what several people search for is counted anew in the order of one person's alerts only.
    """
    now = now or timezone.now()
    asked = Alert.objects.open().filter(subscriber=OuterRef("pk"), asked_at__lte=now - ASK_BEFORE)
    silent = Subscriber.objects.filter(Exists(asked), last_sign_at__lte=now - LIVES_FOR)
    return one_by_one(
        silent.order_by("pk"), lambda subscriber: end_all(subscriber=subscriber, how=EndedBy.EXPIRY), most=BATCH
    )


@transaction.atomic
def tell_of_silence(*, now: datetime | None = None) -> int:
    """An alert that never found anything says so, once, and proposes to look wider."""
    now = now or timezone.now()
    unlucky = Alert.objects.active().filter(
        last_found_at__isnull=True, silence_told_at__isnull=True, since__lte=now - SILENT_FOR
    )
    people = _reachable(Subscriber.objects.filter(Exists(unlucky.filter(subscriber=OuterRef("pk")))), now=now)
    by_person: dict[Subscriber, list[Alert]] = {one: [] for one in people}
    for alert in unlucky.filter(subscriber__in=people).select_related("subscriber").order_by("created_at"):
        by_person[alert.subscriber].append(alert)
    unlucky.filter(subscriber__in=people).update(silence_told_at=now, updated_at=now)
    _queue(
        people,
        email=lambda one: notices.nothing_yet_email(one, by_person[one]),
        sms=lambda one: notices.nothing_yet_sms(one),
    )
    return len(people)


def understand_anew() -> int:
    """Keep every open alert's search as it is understood today: a territory's communes change each January.

    An alert whose place is no place any more keeps its old search. Returns how many changed.
    """
    changed = 0
    for key in Alert.objects.open().order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            alert = Alert.objects.open().select_for_update().filter(pk=key).first()
            if alert is None:
                continue
            old = alert.search_key
            with suppress(ValidationError):
                alert.search_key = keep_search(alert)
            if alert.search_key != old:
                alert.save(update_fields=["search_key", "updated_at"])
                changed += 1
            count_waiting(keys={old, alert.search_key})
    return changed


@transaction.atomic
def forget(*, now: datetime | None = None) -> None:
    """Delete what is kept for no reason any more."""
    now = now or timezone.now()
    Alert.objects.filter(state=AlertState.WAITING, updated_at__lt=now - WAITS_FOR).delete()
    for model in (Found, Round, Telling):
        model.objects.filter(created_at__lt=now - NEWS_KEPT_FOR).delete()
    Alert.objects.filter(state=AlertState.ENDED, ended_at__lt=now - FORGOTTEN_AFTER).delete()
    theirs = Alert.objects.filter(subscriber=OuterRef("pk"))
    Subscriber.objects.filter(
        ~Exists(theirs.exclude(state=AlertState.ENDED)),
        ~Exists(theirs.filter(ended_at__gt=now - FORGOTTEN_AFTER)),
        created_at__lt=now - WAITS_FOR,
    ).delete()


def _reachable(subscribers: QuerySet[Subscriber], *, now: datetime) -> list[Subscriber]:
    """A batch of them, locked: those whom a message reaches now. The others come at another hour, or on another day.

    Whoever is asked must be able to answer: a message that a cap or a channel without SMS holds back asks nobody.
    """
    tenant, last = current_tenant(), UUID(int=0)
    while True:
        locked = list(subscribers.filter(pk__gt=last).order_by("pk").select_for_update(skip_locked=True)[:BATCH])
        reached = with_room(one for one in locked if may_be_asked_now(one, tenant=tenant, now=now))
        if reached or len(locked) < BATCH:
            return list(reached.values())
        last = locked[-1].pk


def _queue(
    people: list[Subscriber], *, email: Callable[[Subscriber], Letter], sms: Callable[[Subscriber], Text]
) -> None:
    with override(settings.LANGUAGE_CODE):
        if emails := [one for one in people if one.channel == Channel.EMAIL]:
            queue_emails([email(one) for one in emails])
        if texts := [one for one in people if one.channel == Channel.SMS]:
            queue_texts([sms(one) for one in texts])
