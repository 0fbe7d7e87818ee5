"""How an offer reads, in the order candidates ask: contract, hours, pay, licence. What is not said is said to be so."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.offers.documents import licence_label
from boards.offers.enums import ApplyBy, ContractNature, ContractType, Experience, SalaryPeriod, Season
from boards.offers.models import Offer
from boards.offers.salary import LEGAL_WEEKLY_HOURS, Salary, equivalents_label, salary_label, smic_on
from themes import moments


@dataclass(frozen=True)
class Fact:
    """One line of the sheet beside an advert."""

    label: str
    value: str


def contract_words(contract_type: str, nature: str) -> str:
    """The one word people use for two axes: «CDI», «Apprentissage», «CDD d’insertion»."""
    short = {
        ContractNature.APPRENTICESHIP: _("Apprentissage"),
        ContractNature.PROFESSIONALISATION: _("Contrat de professionnalisation"),
    }.get(nature)  # type: ignore[call-overload]
    if short:
        return str(short)
    label = str(ContractType(contract_type).label) if contract_type in ContractType.values else contract_type
    if nature == ContractNature.INSERTION and contract_type in (ContractType.CDI, ContractType.CDD, ContractType.MIS):
        return _("%(contract)s d’insertion") % {"contract": label}
    return label


def contract_label(offer: Offer) -> str:
    """The same with its length: «CDI», «CDD de 6 mois», «Apprentissage de 2 ans»."""
    label = contract_words(offer.contract_type, offer.contract_nature)
    if offer.contract_months:
        return _("%(contract)s de %(length)s") % {"contract": label, "length": months_label(offer.contract_months)}
    return label


def months_label(months: int) -> str:
    """«6 mois», «2 ans» from two whole years on."""
    if months >= 24 and months % 12 == 0:
        return _("%(years)d ans") % {"years": months // 12}
    return _("%(months)d mois") % {"months": months}


def hours_words(*, full_time: bool | None, weekly_hours: float | Decimal | None) -> str:
    """«35 h», «temps partiel 24 h», «temps plein», or nothing."""
    hours = ""
    if weekly_hours:
        shown = number_format(weekly_hours, 0 if float(weekly_hours).is_integer() else 1)
        hours = _("%(hours)s h") % {"hours": shown}
    if full_time is False:
        return f"{_('temps partiel')} {hours}".strip()
    if full_time and not hours:
        return _("temps plein")
    return hours


def hours_label(offer: Offer) -> str:
    """An offer's own hours."""
    return hours_words(full_time=offer.full_time, weekly_hours=offer.weekly_hours)


def pay_label(offer: Offer) -> str:
    """The amount, what the employer wrote instead, or that nothing is said."""
    return salary_label(offer.salary) if offer.salary else (offer.salary_text or _("salaire non précisé"))


def facts_line(offer: Offer) -> list[str]:
    """The few words under a title: contract, hours, pay, licence, housing."""
    words = [contract_label(offer), hours_label(offer), pay_label(offer), licence_label(offer)]
    return [word for word in [*words, _("logement proposé") if offer.housing else ""] if word]


def sheet(offer: Offer) -> list[Fact]:
    """Everything a candidate reads beside the text; lines with nothing in them are left out."""
    pay = pay_label(offer)
    if offer.salary:
        pay = f"{pay}\n{equivalents_label(offer.salary)}"
    hours = hours_label(offer)
    lines = [
        (_("Lieu"), f"{offer.commune_name} ({offer.postcode})" if offer.postcode else offer.commune_name),
        (_("Contrat"), contract_label(offer)),
        (_("Temps de travail"), _("%s par semaine") % hours if offer.weekly_hours else hours or _("non précisé")),
        (_("Horaires"), offer.schedule),
        (_("Salaire"), pay),
        (_("Permis"), licence_label(offer).removeprefix(_("permis")).strip() or licence_label(offer)),
        (_("Logement"), _("proposé par l’employeur") if offer.housing else ""),
        (_("Saison"), str(Season(offer.season).label) if offer.season else ""),
        (_("Début"), moments.day(offer.starts_on) if offer.starts_on else ""),
        (_("Expérience"), str(Experience(offer.experience).label) if offer.experience else ""),
        (_("Postes"), ngettext("%d poste", "%d postes", offer.posts) % offer.posts if offer.posts > 1 else ""),
        (_("Pour postuler"), apply_label(offer)),
    ]
    return [Fact(label, value) for label, value in lines if value]


def apply_label(offer: Offer) -> str:
    """«Par e-mail : embauche@…», or the way alone while the contact is to come."""
    way = str(ApplyBy(offer.apply_by).label)
    return f"{way}\n{offer.apply_value}" if offer.apply_value else way


def decimal_typed(amount: Decimal | None) -> str:
    """An amount as an employer would type it: «1950», «12,02»."""
    if amount is None:
        return ""
    return f"{amount.normalize():f}".replace(".", ",")


def floor_hint(*, department: str = "", weekly_hours: Decimal | None = None) -> str:
    """«Le SMIC : 12,02 € brut / h, 1 823,03 € brut / mois pour 35 h.», or nothing where we hold no figure."""
    rate = smic_on(timezone.localdate(), department=department)
    if rate is None:
        return ""
    hours = weekly_hours or LEGAL_WEEKLY_HOURS
    hourly = Salary(minimum=rate.hourly, maximum=rate.hourly, period=SalaryPeriod.HOUR, weekly_hours=hours)
    low, _high = hourly.monthly
    monthly = Salary(minimum=low, maximum=low, period=SalaryPeriod.MONTH, weekly_hours=hours)
    return _("Le SMIC : %(hourly)s, soit %(monthly)s pour %(hours)s h par semaine.") % {
        "hourly": salary_label(hourly),
        "monthly": salary_label(monthly),
        "hours": decimal_typed(hours),
    }
