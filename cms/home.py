"""What the front page of a territory shows beside its own words: doors into the offers, and the newest of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from boards.finding.asked import Asked
from boards.finding.browse import Entry, Family, families
from boards.finding.rows import Row, rows
from boards.finding.scope import scope_of
from boards.finding.searchbar import Searchbar, searchbar
from boards.finding.social import Social, social
from search.browse import by_commune, by_occupation
from search.criteria import SearchCriteria
from search.find import find
from tenants.models import Tenant

NEWEST = 6
MOST_COMMUNES = 12
MOST_FAMILIES = 8


@dataclass(frozen=True)
class Front:
    """What cms/home_page.html reads as `front`."""

    searchbar: Searchbar
    families: list[Entry]
    communes: list[Entry]
    newest: list[Row]
    total: int
    total_label: str
    figures: list[dict[str, str]]
    social: Social
    offers_url: str
    occupations_url: str


def front_of(tenant: Tenant, *, headline: str, lead: str) -> Front:
    """One engine call and two queries, whatever the number of offers."""
    scope = scope_of(tenant)
    newest = find(SearchCriteria(scope=scope, sort="date", page_size=NEWEST), facets=False)
    fields = families(by_occupation(scope))
    places = by_commune(scope)
    return Front(
        searchbar=searchbar(Asked()),
        families=_fields(fields),
        communes=[
            Entry(one.name, Asked(place=f"{one.name} ({one.postcode})").url, one.offers)
            for one in places[:MOST_COMMUNES]
        ],
        newest=rows(newest.hits),
        total=newest.total,
        total_label=ngettext("Voir l’offre en ligne", "Voir les %(n)s offres", newest.total)
        % {"n": number_format(newest.total, force_grouping=True)},
        figures=_figures(newest.total, communes=len(places), occupations=sum(len(one.entries) for one in fields)),
        social=social(title=headline, description=lead or tenant.name, path="/", tenant=tenant),
        offers_url=reverse("finding:results"),
        occupations_url=reverse("finding:occupations"),
    )


def _fields(fields: list[Family]) -> list[Entry]:
    """The fields of work with most offers, each leading to its part of the list of occupations."""
    largest = sorted(fields, key=lambda family: -family.offers)[:MOST_FAMILIES]
    url = reverse("finding:occupations")
    return [Entry(family.label, f"{url}#f-{family.letter}", family.offers) for family in largest]


def _figures(offers: int, *, communes: int, occupations: int) -> list[dict[str, str]]:
    if not offers:
        return []
    counted = (
        (offers, ngettext("offre ouverte", "offres ouvertes", offers)),
        (occupations, ngettext("métier recherché", "métiers recherchés", occupations)),
        (communes, ngettext("commune qui recrute", "communes qui recrutent", communes)),
    )
    return [{"value": number_format(value, force_grouping=True), "label": label} for value, label in counted if value]
