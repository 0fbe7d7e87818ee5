"""The title of a page of results: «12 offres de boulanger à moins de 20 km de Bergues»."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from boards.finding.asked import Asked
from boards.finding.words import elides, is_plain, of, short_occupation
from search.criteria import Place, SearchCriteria
from tenants.enums import SharingIn
from tenants.models import Tenant
from tenants.reference import occupations


@dataclass(frozen=True)
class Headline:
    """`what` in large, `where` under it; together one line for a title."""

    what: str
    where: str
    is_sentence: bool = True

    def __str__(self) -> str:
        return f"{self.what}{' ' if self.is_sentence else ' – '}{self.where}"


def headline(*, total: int, asked: Asked, criteria: SearchCriteria, corrected: str | None, tenant: Tenant) -> Headline:
    """In the words the visitor used, as they were understood."""
    return Headline(
        what=f"{_offers(total)}{_subject(corrected or asked.text, asked.occupations)}",
        where=_where(criteria.place, criteria.radius_km, tenant),
        is_sentence=criteria.place is not None,
    )


def sought(text: str, codes: tuple[str, ...] = ()) -> str:
    """The subject alone: «de boulanger», «pour « bac + 2 »», or ""."""
    return _subject(text, codes).strip()


def _offers(total: int) -> str:
    if total == 0:
        return _("Aucune offre")
    return ngettext("%(n)s offre", "%(n)s offres", total) % {"n": number_format(total, force_grouping=True)}


def _subject(text: str, codes: tuple[str, ...]) -> str:
    if text:
        return f" {of(text)}" if is_plain(text) else " " + _("pour « %(text)s »") % {"text": text}
    if len(codes) == 1 and (label := occupations.label_of(codes[0])):
        name = short_occupation(label)
        return f" {of(name[:1].lower() + name[1:])}"
    return ""


def _where(place: Place | None, radius_km: int, tenant: Tenant) -> str:
    if place is None:
        return everywhere(tenant)
    if place.kind == "territory":
        return _("à moins de %(km)s km du territoire %(territory)s") % {"km": radius_km, "territory": place.label}
    return _("à moins de %(km)s km %(of_place)s") % {"km": radius_km, "of_place": of_place(place.label.split(" (")[0])}


def everywhere(tenant: Tenant) -> str:
    """Where a search without a place looks: the territory, and what its neighbours share when it shows that."""
    if tenant.shows_offers != SharingIn.WITHIN_REACH:
        return tenant.short_name
    return _("%(territory)s et alentours") % {"territory": tenant.short_name}


def of_place(name: str) -> str:
    """«de Bergues», «d’Esquelbecq», «du Doulieu», «des Moëres», «de La Rochelle», «du 59380»."""
    # Marked apart from «de boulanger»: other languages say «near Bergues» and «jobs for a baker» with other words.
    if name.isdigit():
        return pgettext("lieu", "du %(postcode)s") % {"postcode": name}
    if name.startswith("Le "):
        return pgettext("lieu", "du %(name)s") % {"name": name[3:]}
    if name.startswith("Les "):
        return pgettext("lieu", "des %(name)s") % {"name": name[4:]}
    return (pgettext("lieu", "d’%(name)s") if elides(name) else pgettext("lieu", "de %(name)s")) % {"name": name}
