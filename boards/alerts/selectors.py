"""What pages show of alerts, each in a fixed number of queries."""

from dataclasses import dataclass

from boards.alerts.models import Found, Telling
from boards.alerts.places import PlacesOf
from boards.finding.rows import Row, rows
from boards.finding.scope import scope_of
from search import find
from search.origins import origin_of
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
        if one.key in documents and _is_reached(one.offer_schema)
    ]
    return Offers(rows=rows(hits), gone=telling.offers - len(hits))


def url_of_told(telling: Telling, *, position: int) -> str:
    """The page of one offer of a message, at its origin; "" when the offer is gone. Two queries."""
    found = Found.objects.filter(telling=telling, position=position).first()
    document = find.documents({found.key}).get(found.key) if found else None
    if document is None or not _is_reached(document.schema):
        return ""
    return f"{origin_of(document.schema).base_url}{document.path}"


def _is_reached(schema: str) -> bool:
    """Whether its tenant still has a site: of one that closed since, an offer leads nowhere."""
    return bool(origin_of(schema).base_url)
