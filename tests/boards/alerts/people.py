"""Many people at once, as their confirmed alerts leave them in the tables; and one, by the services."""

from datetime import datetime

from django.utils import timezone

from boards.alerts.enums import AlertState, ConsentHow
from boards.alerts.models import Alert, Subscriber
from boards.alerts.searches import wanted_of
from boards.alerts.services.counting import count_waiting
from boards.alerts.services.subscribing import begin
from tenants.context import current_tenant, entering
from tenants.enums import AlertFrequency, Channel
from tenants.models import Tenant
from tests.boards.alerts.flow import NEAR_BERGUES


def crowd(
    tenant: Tenant,
    many: int,
    *,
    channel: Channel = Channel.EMAIL,
    rhythm: AlertFrequency = AlertFrequency.NOW,
    query: str = NEAR_BERGUES,
    since: datetime | None = None,
    start: int = 0,
) -> list[Alert]:
    """So many subscribers with one confirmed alert each, all for one search."""
    now = timezone.now()
    with entering(tenant):
        wanted = wanted_of(query, tenant=tenant)
        key = wanted.keep()
        people = Subscriber.objects.bulk_create(
            Subscriber(channel=channel, address=address_of(start + number, channel), last_sign_at=now)
            for number in range(many)
        )
        alerts = Alert.objects.bulk_create(
            Alert(
                subscriber=one,
                query=wanted.query,
                label=wanted.label,
                search_key=key,
                frequency=rhythm,
                state=AlertState.ACTIVE,
                since=since or now,
                occupation_codes=wanted.occupation_codes,
                commune_insee=wanted.commune_insee,
            )
            for one in people
        )
        count_waiting(keys=[key])
        return alerts


def address_of(number: int, channel: Channel = Channel.EMAIL) -> str:
    """The address of the n-th of a crowd."""
    return f"p{number}@exemple.example" if channel == Channel.EMAIL else f"+336{12_000_000 + number}"


def waits(
    tenant: Tenant, address: str, *, query: str = NEAR_BERGUES, rhythm: AlertFrequency = AlertFrequency.NOW
) -> Alert:
    """One person who confirmed one alert."""
    channel = Channel.EMAIL if "@" in address else Channel.SMS
    with entering(tenant):
        wanted = wanted_of(query, tenant=current_tenant())
        subscriber, _made = Subscriber.objects.get_or_create(channel=channel, address=address)
        alert = Alert.objects.create(
            subscriber=subscriber,
            query=wanted.query,
            label=wanted.label,
            search_key=wanted.key,
            frequency=rhythm,
            occupation_codes=wanted.occupation_codes,
            commune_insee=wanted.commune_insee,
        )
        return begin(alert=alert, frequency=rhythm, how=ConsentHow.LINK)
