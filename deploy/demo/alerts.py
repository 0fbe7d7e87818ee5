"""People of the demo who wait to be told, made by the services that real people's alerts go through.

Mailboxes end in `.example` (RFC 2606); numbers are those that ARCEP keeps for fiction. What they look for follows from
the territory's own offers, so that every page about alerts has something true to show.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.alerts.calendar import moment_of
from boards.alerts.enums import ConsentHow, EndedBy
from boards.alerts.models import Alert, Found
from boards.alerts.searches import Wanted, wanted_of
from boards.alerts.services import digests, managing
from boards.alerts.services.assisting import Witnessed, make_for
from boards.alerts.services.subscribing import Contact, alert_of, begin, locked_subscriber
from boards.finding.asked import Asked
from search.find import find
from search.models import JobDocument
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.enums import DeliveryState, RefusalReason
from tenants.messaging.models import EmailDelivery
from tenants.messaging.refusals import refuse

NAMES = ("lea.dubois", "karim.benali", "chloe.martin", "hugo.lefebvre", "aminata.diallo", "theo.vasseur")
NUMBERS = ("+33639980112", "+33639980245", "+33639980378")
#: How many people want the first, the second … of the searches; the last three have one already.
CROWDS = (5, 4, 2, 1)
RHYTHMS = (AlertFrequency.DAILY, AlertFrequency.NOW, AlertFrequency.DAILY, AlertFrequency.WEEKLY)
MOST_TOLD = 3


def leave_alerts() -> int:
    """About a dozen alerts in the current tenant and what they were told, unless it has some. Returns how many."""
    if Alert.objects.exists():
        return 0
    searches = _searches()
    if not searches:
        return 0
    people, rhythms = cycle([*_contacts()]), cycle(RHYTHMS)
    alerts = [
        _begin(wanted, contact, next(rhythms))
        for wanted, crowd in zip(searches, CROWDS, strict=False)
        for contact in islice(people, crowd)
    ]
    made = _assisted(searches[0])
    _find(alerts)
    # Whenever the demo is made, even before the tenant's hour: somebody has been told.
    digests.tell_all(now=_after_the_hour())
    if len(alerts) == sum(CROWDS):
        _some_go(alerts)
    return len(alerts) + made


def _after_the_hour() -> datetime:
    """Now, or today's hour of the tenant when it has not struck yet."""
    tenant, now = current_tenant(), timezone.now()
    zone = ZoneInfo(tenant.time_zone)
    return max(now, moment_of(now.astimezone(zone).date(), hour=tenant.digest_hour, zone=zone))


def _contacts() -> list[Contact]:
    """Two by e-mail, one by SMS, and so on."""
    mails = [Contact(Channel.EMAIL, f"{name}@courriel.example") for name in NAMES]
    texts = [Contact(Channel.SMS, number) for number in NUMBERS]
    return [contact for n, text in enumerate(texts) for contact in (*mails[2 * n : 2 * n + 2], text)]


def _searches() -> list[Wanted]:
    """What is offered most here, each around a commune where it is."""
    tenant = current_tenant()
    offered = JobDocument.objects.live().filter(schema=tenant.schema_name).exclude(occupation_code="")
    places = offered.exclude(commune_insee="").exclude(postcode="").order_by("offer_id")
    counted: Counter[str] = Counter()
    where: dict[str, str] = {}
    for code, commune, postcode in places.values_list("occupation_code", "commune_name", "postcode"):
        counted[code] += 1
        where.setdefault(code, f"{commune} ({postcode})")
    # By number and then by code: the same in every demo.
    usual = sorted(counted, key=lambda code: (-counted[code], code))[: len(CROWDS)]
    return [
        wanted_of(Asked(occupations=(code,), place=where[code]).url.partition("?")[2], tenant=tenant) for code in usual
    ]


def _begin(wanted: Wanted, contact: Contact, frequency: AlertFrequency) -> Alert:
    alert = alert_of(locked_subscriber(contact), wanted, frequency=frequency)
    how = ConsentHow.CODE if contact.channel == Channel.SMS else ConsentHow.LINK
    return begin(alert=alert, frequency=frequency, how=how)


def _assisted(wanted: Wanted) -> int:
    """One that an adviser made with somebody."""
    adviser = User.objects.filter(role__in=Role.staff()).order_by("role", "created_at").first()
    if adviser is None:
        return 0
    make_for(
        wanted=wanted,
        contact=Contact(Channel.EMAIL, "rachid.amrani@courriel.example"),
        frequency=AlertFrequency.WEEKLY,
        consent=Witnessed(ConsentHow.PRESENT, note="Vu en permanence, sans ordinateur à la maison."),
        by=adviser,
    )
    return 1


def _find(alerts: list[Alert]) -> None:
    """As if some offers of these days had come after the alerts: a few each, found last week and told now."""
    tenant, now = current_tenant(), timezone.now()
    rows = []
    for alert in alerts:
        page = find(replace(wanted_of(alert.query, tenant=tenant).criteria, page_size=MOST_TOLD), facets=False)
        if page.widened_from is None:
            rows += [(alert, hit) for hit in page.hits]
    documents = JobDocument.objects.filter(offer_id__in={hit.offer_id for _alert, hit in rows})
    fingerprints = {(row.schema, row.offer_id): row.fingerprint for row in documents}
    Found.objects.bulk_create(
        Found(
            alert=alert,
            offer_schema=hit.schema,
            offer_id=hit.offer_id,
            fingerprint=fingerprints[hit.schema, hit.offer_id],
            live_since=now - timedelta(days=8),
        )
        for alert, hit in rows
    )
    found = {alert.pk for alert, _hit in rows}
    Alert.objects.filter(pk__in=found).update(last_found_at=now - timedelta(days=1))


def _some_go(alerts: list[Alert]) -> None:
    """A pause, a stop by link, one by SMS, and a mailbox that is no more."""
    managing.pause(alert=alerts[10])
    managing.end_all(subscriber=alerts[7].subscriber, how=EndedBy.ONE_CLICK)
    refuse(channel=Channel.SMS, address=alerts[8].subscriber.address, reason=RefusalReason.STOP)
    dead = alerts[6].subscriber.address
    EmailDelivery.objects.filter(to=dead).update(
        state=DeliveryState.FAILED, error="550 5.1.1 Boîte inconnue", provider="local"
    )
    refuse(channel=Channel.EMAIL, address=dead, reason=RefusalReason.BOUNCE)
