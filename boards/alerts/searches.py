"""From the address of a search to what is looked for, and to the public row that the matcher reads."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import override

from boards.alerts.wording import label_of
from boards.finding.asked import Asked
from boards.finding.criteria import understood
from search import saved
from search.criteria import SearchCriteria
from tenants.models import Tenant
from tenants.reference import occupations


@dataclass(frozen=True)
class Wanted:
    """A search that can be left with us. `criteria` is what the results page would execute."""

    asked: Asked
    criteria: SearchCriteria
    label: str

    @property
    def query(self) -> str:
        """As the results page's address writes it, without «?»."""
        return self.asked.url.partition("?")[2]

    @property
    def occupation_codes(self) -> list[str]:
        """What the search is about, for figures: the occupations chosen, else those its words call."""
        return sorted(set(self.asked.occupations) or occupations.codes_for(self.asked.text))[:10]

    @property
    def commune_insee(self) -> str:
        """The commune it is about, for figures; "" for a postcode, a territory or none."""
        place = self.criteria.place
        return next(iter(place.insees)) if place and place.kind == "commune" else ""

    @property
    def key(self) -> str:
        """What names it among the saved searches."""
        return saved.key_of(self.criteria)

    def keep(self) -> str:
        """Put it among the saved searches; returns its key."""
        return saved.keep(self.criteria)


def asked_of(query: str) -> Asked:
    """The search of a query string, without what makes no sense for offers to come: page, order, age."""
    return replace(Asked.read(QueryDict(query[:4_000])).but(sort="", max_age_days=None), page=1)


def wanted_of(query: str, *, tenant: Tenant) -> Wanted:
    """What a query string asks for in this tenant. One or two queries when it names a place.

    Raises:
        boards.finding.places.UnknownPlace: with a French message and what to choose from.
    """
    meant = understood(asked_of(query), tenant=tenant)
    if meant.criteria is None:
        assert meant.problem is not None
        raise meant.problem
    # Kept, and read by advisers and in messages: in the site's language, whoever leaves the search.
    with override(settings.LANGUAGE_CODE):
        label = label_of(meant.asked, tenant=tenant)
    return Wanted(asked=meant.asked, criteria=meant.criteria, label=label)
