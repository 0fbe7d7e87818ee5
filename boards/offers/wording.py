"""How an offer reads, in the order candidates ask: contract, hours, pay, licence. What is not said is said to be so."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.offers.documents import licence_label
from boards.offers.enums import ApplyBy, ContractNature, ContractType, Experience, SalaryPeriod, Season
from boards.offers.models import Offer
from boards.offers.salary import LEGAL_WEEKLY_HOURS, Salary, equivalents_label, salary_label, smic_on

_ONE_WORD = {
    ContractNature.APPRENTICESHIP: "Apprentissage",
    ContractNature.PROFESSIONALISATION: "Contrat de professionnalisation",
}


@dataclass(frozen=True)
class Fact:
    """One line of the sheet beside an advert."""

    label: str
    value: str


def contract_label(offer: Offer) -> str:
    """«CDI», «CDD de 6 mois», «Apprentissage de 2 ans», «CDD d’insertion»."""
    nature = ContractNature(offer.contract_nature)
    label = _(_ONE_WORD[nature]) if nature in _ONE_WORD else str(ContractType(offer.contract_type).label)
    if nature == ContractNature.INSERTION and offer.contract_type in (
        ContractType.CDI,
        ContractType.CDD,
        ContractType.MIS,
    ):
        label = _("%(contract)s d’insertion") % {"contract": label}
    if offer.contract_months:
        return _("%(contract)s de %(length)s") % {"contract": label, "length": months_label(offer.contract_months)}
    return label


def months_label(months: int) -> str:
    """«6 mois», «2 ans» from two whole years on."""
    if months >= 24 and months % 12 == 0:
        return _("%(years)d ans") % {"years": months // 12}
    return _("%(months)d mois") % {"months": months}


def hours_label(offer: Offer) -> str:
    """«35 h», «temps partiel 24 h», «temps plein», or nothing."""
    hours = ""
    if offer.weekly_hours:
        whole = offer.weekly_hours == offer.weekly_hours.to_integral_value()
        hours = _("%(hours)s h") % {"hours": number_format(offer.weekly_hours, 0 if whole else 1)}
    if offer.full_time is False:
        return f"{_('temps partiel')} {hours}".strip()
    return hours or (_("temps plein") if offer.full_time else "")


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
        (_("Début"), date_format(offer.starts_on, "j F Y") if offer.starts_on else ""),
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
