"""What pages show of alerts, each in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from boards.alerts.models import Found, Subscriber, Telling
from boards.alerts.places import PlacesOf
from boards.finding.rows import Row, rows
from boards.finding.scope import scope_of
from search import find
from search.origins import origin_of
from tenants.messaging.models import Consent
from tenants.models import Tenant


@dataclass(frozen=True)
class Offers:
    """The offers of one message that are still there, in its order, and how many are gone."""

    rows: list[Row]
    gone: int


def offers_of(telling: Telling, *, tenant: Tenant) -> Offers:
    """Three queries, whatever the number of offers."""
    found = list(Found.objects.filter(telling=telling).select_related("alert").order_by("position"))
    documents = find.documents({one.key for one in found})
    places, scope = PlacesOf([one.alert for one in found], tenant=tenant), scope_of(tenant)
    hits = [
        find.hit_of(documents[one.key], scope=scope, place=places.of(one.alert))
        for one in found
        if one.key in documents
    ]
    return Offers(rows=rows(hits), gone=telling.offers - len(hits))


def url_of_told(telling: Telling, *, position: int) -> str:
    """The page of one offer of a message, at its origin; "" when the offer is gone. Two queries."""
    found = Found.objects.filter(telling=telling, position=position).first()
    document = find.documents({found.key}).get(found.key) if found else None
    if document is None:
        return ""
    return f"{origin_of(document.schema).base_url}{document.path}"


def everything_of(subscriber: Subscriber) -> dict[str, Any]:
    """What a person receives who asks for their data (article 15 of the GDPR)."""
    return {
        "adresse": subscriber.address,
        "moyen": subscriber.channel,
        "depuis": subscriber.created_at.isoformat(),
        "dernier_signe": subscriber.last_sign_at.isoformat() if subscriber.last_sign_at else None,
        "accords": [
            {
                "donne_le": one.given_at.isoformat(),
                "comment": one.how,
                "phrase": one.wording,
                "retire_le": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
            }
            for one in Consent.objects.filter(channel=subscriber.channel, address=subscriber.address)
        ],
        "alertes": [
            {
                "recherche": alert.label,
                "adresse_de_la_recherche": alert.query,
                "rythme": alert.frequency,
                "etat": alert.state,
                "depuis": alert.since.isoformat() if alert.since else None,
                "arretee_le": alert.ended_at.isoformat() if alert.ended_at else None,
                "offres": [
                    {"offre": str(one.offer_id), "site": one.offer_schema, "etat": one.state}
                    for one in alert.found.all()
                ],
            }
            for alert in subscriber.alerts.prefetch_related("found")
        ],
        "messages": [
            {"le": one.created_at.isoformat(), "offres": one.offers, "liens_suivis": one.clicks}
            for one in subscriber.tellings.all()
        ],
    }
