"""A search and a rhythm, in words that a person would say."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.finding.asked import Asked
from boards.finding.headline import of_place, sought
from boards.offers.enums import ContractType
from tenants.enums import AlertFrequency
from tenants.models import Tenant


def label_of(asked: Asked, *, tenant: Tenant) -> str:
    """«Offres de boulanger à moins de 20 km de Bergues, CDI, sans permis»."""
    what = f"{_('Offres')} {sought(asked.text, asked.occupations)}".strip() if _names(asked) else _("Toutes les offres")
    return ", ".join([f"{what} {_where(asked, tenant)}", *_filters(asked)])[:300]


def rhythm(frequency: str) -> str:
    """«chaque matin», for a sentence."""
    return {
        AlertFrequency.NOW: _("dès qu’une offre paraît"),
        AlertFrequency.DAILY: _("une fois par jour"),
        AlertFrequency.WEEKLY: _("une fois par semaine, le lundi"),
    }[AlertFrequency(frequency)]


def offers_count(count: int) -> str:
    """«Une nouvelle offre», «12 nouvelles offres»."""
    return ngettext("Une nouvelle offre", "%(n)s nouvelles offres", count) % {"n": count}


def _names(asked: Asked) -> bool:
    return bool(asked.text or asked.occupations)


def _where(asked: Asked, tenant: Tenant) -> str:
    if not asked.place:
        return _("dans tout le territoire %(territory)s") % {"territory": tenant.short_name}
    place = asked.place.split(" (")[0]
    return _("à moins de %(km)s km %(of_place)s") % {"km": asked.radius_km, "of_place": of_place(place)}


def _filters(asked: Asked) -> list[str]:
    found = [str(ContractType(code).label) for code in asked.contracts]
    found += [{"alternance": _("alternance"), "insertion": _("insertion")}[name] for name in asked.natures]
    found += [{"plein": _("temps plein"), "partiel": _("temps partiel")}[asked.hours]] if asked.hours else []
    found += [_("sans permis")] if asked.no_licence else []
    found += [_("avec logement")] if asked.housing else []
    return found
