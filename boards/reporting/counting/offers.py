"""Offers: what was published, and how it ended."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.employers.enums import EmployerKind, Headcount
from boards.offers.enums import ClosedAs, ContractType, OfferState
from boards.offers.models import Offer
from boards.reporting.counting.grouping import by_choice, by_size, commune_names, domain, domain_names, grouped
from boards.reporting.periods import Period
from boards.reporting.values import Table

# What a feed brought is the rest.
ALL, TYPED_HERE = Q(), Q(source="")


def published(period: Period) -> "QuerySet[Offer]":
    """Those that went on line in a period, whatever became of them since."""
    return Offer.objects.filter(period.within("published_at"))


def _columns() -> tuple[str, ...]:
    return (_("Offres"), _("dont déposées ici"))


def by_domain(period: Period) -> Table:
    counts = grouped(published(period), domain(), ALL, TYPED_HERE)
    lines = by_size(counts, domain_names(counts))
    return Table("offres-metier", _("Offres publiées, par domaine de métiers"), _("Domaine"), _columns(), lines)


def by_commune(period: Period) -> Table:
    counts = grouped(published(period), "commune_insee", ALL, TYPED_HERE)
    lines = by_size(counts, commune_names(counts))
    return Table("offres-commune", _("Offres publiées, par commune du poste"), _("Commune"), _columns(), lines)


def by_contract(period: Period) -> Table:
    counts = grouped(published(period), "contract_type", ALL, TYPED_HERE)
    lines = by_size(counts, {value: str(label) for value, label in ContractType.choices})
    return Table("offres-contrat", _("Offres publiées, par contrat"), _("Contrat"), _columns(), lines)


def by_employer(period: Period) -> Table:
    counts = grouped(published(period), "employer__kind", ALL, TYPED_HERE)
    lines = by_choice(counts, EmployerKind.choices, width=2)
    return Table("offres-employeur", _("Offres publiées, par nature d’employeur"), _("Employeur"), _columns(), lines)


def by_headcount(period: Period) -> Table:
    counts = grouped(published(period), "employer__headcount", ALL, TYPED_HERE)
    lines = by_choice(counts, [*Headcount.choices, ("", _("Effectif non précisé"))], width=2)
    title = _("Offres publiées, par effectif de l’employeur")
    return Table("offres-effectif", title, _("Effectif"), _columns(), lines)


def ends(period: Period) -> Table:
    """How offers closed in a period ended, as their employers say; those that left without a word stand beside it."""
    counts = grouped(Offer.objects.filter(period.within("closed_at")), "closed_as", ALL)
    gone = published(period).filter(closed_as="", state__in=[OfferState.EXPIRED, OfferState.WITHDRAWN]).count()
    note = ngettext(
        "%(n)s offre publiée dans cette période a quitté le site sans que son employeur dise comment : elle n’est pas "
        "dans ce tableau.",
        "%(n)s offres publiées dans cette période ont quitté le site sans que leur employeur dise comment : elles ne "
        "sont pas dans ce tableau.",
        gone,
    ) % {"n": gone} if gone else ""  # fmt: skip
    lines = by_choice(counts, ClosedAs.choices)
    return Table("issues", _("Offres closes, par issue"), _("Issue"), (_("Offres"),), lines, note=note, parted=True)


def through_us(table: Table) -> tuple[int, int]:
    """Of `ends`: those filled thanks to this site, and all whose end is known."""
    return table.value(str(ClosedAs.THROUGH_US.label)), table.totals[0]
