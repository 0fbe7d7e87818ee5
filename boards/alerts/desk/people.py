"""Somebody's alerts as an adviser sees them, who has them in front of them."""

from dataclasses import dataclass

from boards.alerts.enums import AlertState, ConsentHow
from boards.alerts.models import Alert, Subscriber
from boards.alerts.services.subscribing import Contact
from boards.alerts.wording import rhythm
from tenants.enums import Channel
from tenants.messaging import refusals
from tenants.messaging.enums import RefusalReason
from tenants.messaging.models import Consent

SHOWN_CONSENTS = 5
_HOW = dict(ConsentHow.choices)


@dataclass(frozen=True)
class OneAlert:
    """An alert with its rhythm in words."""

    alert: Alert
    rhythm: str
    is_over: bool


@dataclass(frozen=True)
class Yes:
    """A consent, how it was given in words."""

    consent: Consent
    how: str


@dataclass(frozen=True)
class PersonFound:
    """Everything of one address. `refused` says why we no longer write to it."""

    alerts: list[OneAlert]
    consents: list[Yes]
    refused: RefusalReason | None

    @property
    def running(self) -> int:
        return sum(not one.is_over for one in self.alerts)


def subscriber_at(contact: Contact) -> Subscriber | None:
    """Who has this address. One query."""
    return Subscriber.objects.filter(channel=contact.channel, address=contact.address).first()


def person_of(subscriber: Subscriber) -> PersonFound:
    """Three queries."""
    channel = Channel(subscriber.channel)
    alerts = subscriber.alerts.select_related("made_by").order_by("-created_at")
    consents = Consent.objects.filter(channel=channel, address=subscriber.address)[:SHOWN_CONSENTS]
    found = [
        OneAlert(
            alert=alert,
            rhythm=rhythm(alert.frequency),
            is_over=alert.state == AlertState.ENDED,
        )
        for alert in alerts
    ]
    return PersonFound(
        # Those that run first; what is over after it.
        alerts=sorted(found, key=lambda one: one.is_over),
        consents=[Yes(one, str(_HOW.get(one.how, one.how))) for one in consents],
        refused=refusals.reasons(channel, [subscriber.address]).get(subscriber.address),
    )
