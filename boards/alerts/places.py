"""Where the alerts of a batch look around, known for all of them in a query or two."""

from collections.abc import Iterable

from boards.alerts.models import Alert
from boards.alerts.searches import asked_of
from boards.finding.places import UnknownPlace, understand
from search.criteria import Place
from search.places import of_commune
from tenants.models import Tenant
from tenants.reference import communes


class PlacesOf:
    """Places of alerts: communes all at once; a postcode or a territory once for each way of writing it."""

    def __init__(self, alerts: Iterable[Alert], *, tenant: Tenant) -> None:
        self._tenant = tenant
        wanted = {alert.commune_insee for alert in alerts if alert.commune_insee}
        self._communes = {insee: of_commune(commune) for insee, commune in communes.get_many(sorted(wanted)).items()}
        self._written: dict[str, Place | None] = {}

    def of(self, alert: Alert) -> Place | None:
        """Where distances are measured from; None where the alert names no place."""
        if alert.commune_insee:
            return self._communes.get(alert.commune_insee)
        text = asked_of(alert.query).place
        if text and text not in self._written:
            try:
                self._written[text] = understand(text, tenant=self._tenant).place
            except UnknownPlace:
                self._written[text] = None
        return self._written.get(text)
