"""Every table of figures, in the order in which a page shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.reporting.counting import applications, crossed, hires, offers, overview, people, searches
from boards.reporting.periods import Period
from boards.reporting.values import Table

Builder = Callable[[Period], Table]


@dataclass(frozen=True)
class Chapter:
    """Tables about one thing. The first of them says it all; the others go into detail."""

    slug: str
    title: str | Promise
    builders: dict[str, Builder]


CHAPTERS = (
    Chapter("ensemble", _("Mois par mois"), {"mois": overview.by_months}),
    Chapter(
        "offres",
        _("Offres"),
        {
            "offres-metier": offers.by_domain,
            "offres-commune": offers.by_commune,
            "offres-contrat": offers.by_contract,
            "offres-employeur": offers.by_employer,
            "offres-effectif": offers.by_headcount,
            "issues": offers.ends,
        },
    ),
    Chapter(
        "recherches",
        _("Recherches"),
        {
            "recherches-metier": searches.by_domain,
            "recherches-commune": searches.by_commune,
            "appareils": searches.by_device,
        },
    ),
    Chapter(
        "candidatures",
        _("Candidatures et réponses"),
        {
            "candidatures-reponses": applications.answers,
            "candidatures-origine": applications.by_source,
            "contacts": applications.requests,
        },
    ),
    Chapter("personnes", _("Personnes"), {"personnes": people.profiles, "alertes": people.alerts}),
    Chapter(
        "embauches",
        _("Embauches"),
        {
            "embauches-preuve": hires.proved,
            "embauches-voie": hires.by_way,
            "embauches-mois": hires.by_months,
            "embauches-metier": hires.by_domain,
            "embauches-commune": hires.by_commune,
            "embauches-contrat": hires.by_contract,
            "embauches-effectif": hires.by_headcount,
        },
    ),
)
#: Only as files: communes across families of occupations, small numbers hidden.
CROSSED: dict[str, Builder] = {
    "croise-offres": crossed.of_offers,
    "croise-candidatures": crossed.of_applications,
    "croise-embauches": crossed.of_hires,
}
BUILDERS: dict[str, Builder] = {slug: build for chapter in CHAPTERS for slug, build in chapter.builders.items()}
