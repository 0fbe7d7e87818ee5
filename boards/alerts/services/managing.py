"""What somebody does with their alerts afterwards: another rhythm, a pause, an end."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.alerts import consents
from boards.alerts.enums import AlertState, DroppedBecause, EndedBy, FoundState
from boards.alerts.models import Alert, Found, Subscriber
from boards.alerts.services.counting import count_waiting
from boards.alerts.services.subscribing import Contact, keep_search, locked_alert, require_offered
from tenants.audit import services as audit
from tenants.enums import AlertFrequency, Channel
from tenants.messaging import erasure, refusals
from tenants.messaging.enums import Purpose, RefusalReason
from tenants.personal_data import Person


@transaction.atomic
def change_rhythm(*, alert: Alert, frequency: AlertFrequency, by: User | None = None) -> Alert:
    """Tell at another rhythm from now on. Raises ValidationError for one that the tenant doesn't offer."""
    subscriber = alert.subscriber
    require_offered(contact=Contact(Channel(subscriber.channel), subscriber.address), frequency=frequency)
    alert = locked_alert(alert)
    _require_open(alert)
    alert.frequency = frequency
    alert.save(update_fields=["frequency", "updated_at"])
    return give_sign(alert)


@transaction.atomic
def pause(*, alert: Alert, by: User | None = None) -> Alert:
    """Stop looking for a while. What was found and not told is forgotten: it would be old news."""
    alert = locked_alert(alert)
    _require_open(alert)
    alert.state = AlertState.PAUSED
    alert.save(update_fields=["state", "updated_at"])
    _drop_waiting([alert.pk])
    count_waiting(keys=[alert.search_key])
    return give_sign(alert)


@transaction.atomic
def resume(*, alert: Alert, by: User | None = None) -> Alert:
    """Look out again, for what comes from now on."""
    alert = locked_alert(alert)
    _require_open(alert)
    if alert.state == AlertState.PAUSED:
        alert.state, alert.since, alert.search_key = AlertState.ACTIVE, timezone.now(), keep_search(alert)
        alert.save(update_fields=["state", "since", "search_key", "updated_at"])
        count_waiting(keys=[alert.search_key])
    return give_sign(alert)


@transaction.atomic
def end(*, alerts: Iterable[UUID], subscriber: Subscriber, how: EndedBy, by: User | None = None) -> list[Alert]:
    """End some alerts of one subscriber; those that have ended already, or are somebody else's, are passed over.

    With the last of them the consent is withdrawn. Of a subscriber who was erased meanwhile nothing is left to end.
    """
    if not Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first():
        return []
    found = list(
        Alert.objects.select_for_update()
        .filter(pk__in=list(alerts), subscriber=subscriber)
        .exclude(state=AlertState.ENDED)
        .order_by("pk")
    )
    now = timezone.now()
    for alert in found:
        alert.state, alert.ended_at, alert.ended_by, alert.updated_at = AlertState.ENDED, now, how, now
        audit.record("alert.ended", target=alert, by=by, detail={"how": how})
    Alert.objects.bulk_update(found, ["state", "ended_at", "ended_by", "updated_at"])
    _drop_waiting([alert.pk for alert in found])
    count_waiting(keys=[alert.search_key for alert in found])
    if found and not subscriber.alerts.exclude(state=AlertState.ENDED).exists():
        consents.withdraw(subscriber=subscriber, how=how)
        # What waits in the queue, for a mail server that is away say, must not come after the goodbye.
        refusals.cancel_waiting(
            channel=Channel(subscriber.channel), address=subscriber.address, reason=RefusalReason.STOP
        )
    return found


@transaction.atomic
def end_all(*, subscriber: Subscriber, how: EndedBy, by: User | None = None) -> list[Alert]:
    """End everything of one subscriber."""
    keys = list(subscriber.alerts.exclude(state=AlertState.ENDED).values_list("pk", flat=True))
    return end(alerts=keys, subscriber=subscriber, how=how, by=by)


@transaction.atomic
def erase(*, subscriber: Subscriber, by: User | None = None) -> None:
    """Forget a subscriber: alerts, what was found and told, and the texts of what was sent. Once more is harmless."""
    if not Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first():
        return
    end_all(subscriber=subscriber, how=EndedBy.PERSON, by=by)
    audit.record("subscriber.erased", target=subscriber, by=by)
    # Of alerts only: the same address may be an employer's, who hears of their offer.
    about = frozenset({Purpose.ALERT, Purpose.CODE})
    erasure.erase(channel=Channel(subscriber.channel), address=subscriber.address, purposes=about)
    subscriber.delete()


@transaction.atomic
def forget(*, rows: QuerySet[Subscriber], person: Person) -> None:
    """The same for all of them, when somebody has everything erased (boards.rights)."""
    for subscriber in rows:
        erase(subscriber=subscriber)


def give_sign(alert: Alert) -> Alert:
    """Its person did something: the alert lives on."""
    sign_of_life(subscriber=alert.subscriber)
    return alert


@transaction.atomic
def sign_of_life(*, subscriber: Subscriber) -> None:
    """Start the half year anew, and forget that we asked."""
    Subscriber.objects.filter(pk=subscriber.pk).update(last_sign_at=timezone.now())
    subscriber.alerts.filter(asked_at__isnull=False).update(asked_at=None)


def _drop_waiting(alerts: list[UUID]) -> None:
    Found.objects.filter(alert__in=alerts, state=FoundState.WAITING).update(
        state=FoundState.DROPPED, dropped_because=DroppedBecause.UNWANTED, updated_at=timezone.now()
    )


def _require_open(alert: Alert) -> None:
    if alert.state not in AlertState.open_states():
        raise ValidationError(_("Cette alerte est arrêtée : refaites la recherche pour en créer une autre."))
