"""What an employer says of a job beyond its title and place; the same fields when publishing and when editing."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.offers import policies
from boards.offers.clean_text import clean_description
from boards.offers.enums import (
    ApplyBy,
    ContractNature,
    ContractType,
    Experience,
    LicenceCategory,
    LicenceNeed,
    SalaryPeriod,
    Season,
    is_contract_pair,
)
from boards.offers.forms.fields import EurosField, HoursField, PlainField, offer_choices
from boards.offers.salary import LEGAL_WEEKLY_HOURS, Salary, check_floor

MIN_DESCRIPTION = 40
#: A line of the starter text that nobody completed: «Horaires : …».
_UNTOUCHED = re.compile(r"^[^\n:]{1,60}\s?:\s?(?:…|\.\.\.)\s*$", re.MULTILINE)
_PHONE = re.compile(r"^\+?[\d\s.()/-]{9,24}$")

_LICENCES = [
    (LicenceNeed.UNSAID, gettext_lazy("Non précisé")),
    (LicenceNeed.NONE, gettext_lazy("Sans permis : le poste est ouvert à tous")),
    ("B", gettext_lazy("Permis B exigé")),
    ("AM", gettext_lazy("Permis AM exigé (cyclomoteur, voiturette)")),
    ("C", gettext_lazy("Permis C exigé (poids lourd)")),
    ("CE", gettext_lazy("Permis CE exigé (super poids lourd)")),
    ("D", gettext_lazy("Permis D exigé (transport en commun)")),
]
_APPLY_BY = [
    (ApplyBy.HERE, gettext_lazy("Ici, en une minute : vous répondez depuis votre espace")),
    (ApplyBy.EMAIL, gettext_lazy("Par e-mail")),
    (ApplyBy.PHONE, gettext_lazy("Par téléphone")),
    (ApplyBy.ONSITE, gettext_lazy("En se présentant sur place")),
    (ApplyBy.URL, gettext_lazy("Sur notre site")),
    (ApplyBy.POST, gettext_lazy("Par courrier")),
]
_APPLY_MISSING = {
    ApplyBy.EMAIL: gettext_lazy("Écrivez l’adresse e-mail qui recevra les candidatures."),
    ApplyBy.PHONE: gettext_lazy("Écrivez le numéro de téléphone à appeler."),
    ApplyBy.ONSITE: gettext_lazy("Écrivez l’adresse où se présenter, et quand."),
    ApplyBy.URL: gettext_lazy("Écrivez l’adresse de la page pour postuler."),
    ApplyBy.POST: gettext_lazy("Écrivez l’adresse postale."),
}


class ConditionsForm(forms.Form):
    """Contract, hours, pay, licence, text. `department`: of the place of work, for the legal floor."""

    #: Whether the way to apply may stay empty, because the confirmed address will stand there.
    address_follows = False

    contract_type = forms.ChoiceField(
        label=gettext_lazy("Contrat"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez le contrat.")},
    )
    work_study = forms.BooleanField(label=gettext_lazy("En alternance (contrat d’apprentissage)"), required=False)
    contract_months = forms.IntegerField(label=gettext_lazy("Durée en mois"), required=False, min_value=1, max_value=60)
    starts_on = forms.DateField(
        label=gettext_lazy("Début"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    season = forms.ChoiceField(label=gettext_lazy("Saison"), required=False, choices=Season)
    weekly_hours = HoursField(label=gettext_lazy("Heures par semaine"), required=False)
    schedule = PlainField(
        label=gettext_lazy("Horaires"),
        required=False,
        max_chars=200,
        help_text=gettext_lazy("Par exemple : du mardi au samedi, de 1 h à 8 h."),
    )
    salary_min = EurosField(label=gettext_lazy("Salaire brut, à partir de"), required=False)
    salary_max = EurosField(label=gettext_lazy("jusqu’à"), required=False)
    salary_period = forms.ChoiceField(
        label=gettext_lazy("Période"), required=False, choices=SalaryPeriod, initial=SalaryPeriod.MONTH
    )
    salary_months_13 = forms.BooleanField(label=gettext_lazy("13e mois"), required=False)
    licence = forms.ChoiceField(label=gettext_lazy("Permis de conduire"), choices=_LICENCES)
    housing = forms.BooleanField(label=gettext_lazy("Un logement est proposé"), required=False)
    experience = forms.ChoiceField(label=gettext_lazy("Expérience"), required=False, choices=Experience)
    posts = forms.IntegerField(
        label=gettext_lazy("Nombre de postes"), min_value=1, max_value=500, initial=1, required=False
    )
    apply_by = forms.ChoiceField(label=gettext_lazy("Pour postuler"), choices=_APPLY_BY)
    apply_value = PlainField(label=gettext_lazy("Adresse, téléphone ou lien"), required=False, max_chars=300)
    description = PlainField(
        label=gettext_lazy("Le travail, en quelques phrases"),
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": gettext_lazy("Dites en deux phrases ce que la personne fera.")},
    )

    def __init__(self, *args: Any, department: str = "", contract_type: str = "", licence: str = "", **options: Any):
        super().__init__(*args, **options)
        self.department = department
        # An offer that came from elsewhere keeps its rarer contract and its two licences.
        kinds = list(ContractType.everyday())
        if contract_type and contract_type not in kinds:
            kinds.append(ContractType(contract_type))
        offer_choices(self, "contract_type", [(kind.value, kind.label) for kind in kinds])
        known: list[tuple[Any, Any]] = list(_LICENCES)
        if licence and licence not in dict(known):
            known.append((licence, _licence_choice(licence)))
        offer_choices(self, "licence", known)

    def clean_description(self) -> str:
        text = _UNTOUCHED.sub("", self.cleaned_data["description"])
        text = clean_description(text)
        if len(text) < MIN_DESCRIPTION:
            raise ValidationError(
                _("C’est un peu court : dites en deux phrases ce que la personne fera."), code="too_short"
            )
        return text

    def clean_posts(self) -> int:
        return self.cleaned_data["posts"] or 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._clean_contract(cleaned)
        self._clean_salary(cleaned)
        self._clean_apply(cleaned)
        return cleaned

    def _clean_contract(self, cleaned: dict[str, Any]) -> None:
        if "contract_type" not in cleaned:
            return
        kind = ContractType(cleaned["contract_type"])
        nature = ContractNature.APPRENTICESHIP if cleaned.get("work_study") else kind.default_nature
        if not is_contract_pair(kind, nature):
            self.add_error(
                "work_study",
                _("« %(contract)s » et alternance ne vont pas ensemble : gardez l’un des deux.")
                % {"contract": kind.label},
            )
        cleaned["contract_nature"] = nature
        if not kind.is_fixed_term and not cleaned.get("work_study"):
            # Left over from a contract that was chosen before: a CDI has no end.
            cleaned["contract_months"] = None

    def _clean_salary(self, cleaned: dict[str, Any]) -> None:
        low, high = cleaned.get("salary_min"), cleaned.get("salary_max")
        if {"salary_min", "salary_max", "weekly_hours", "contract_nature"} - cleaned.keys():
            return
        if low is None and high is None:
            cleaned["salary_period"], cleaned["salary_months_13"] = "", False
            if message := policies.salary_missing():
                self.add_error("salary_min", message)
            return
        try:
            salary = Salary(
                minimum=low,
                maximum=high,
                period=SalaryPeriod(cleaned.get("salary_period") or SalaryPeriod.MONTH),
                weekly_hours=cleaned["weekly_hours"],
                thirteenth_month=cleaned["salary_months_13"],
            )
        except ValidationError as error:
            self.add_error("salary_min", error)
            return
        cleaned["salary_period"] = salary.period
        below = check_floor(
            salary,
            on=timezone.localdate(),
            contract=cleaned["contract_type"],
            nature=cleaned["contract_nature"],
            full_time=full_time_of(cleaned["weekly_hours"]),
            department=self.department,
        )
        if below:
            self.add_error("salary_min", below)

    def _clean_apply(self, cleaned: dict[str, Any]) -> None:
        way, value = cleaned.get("apply_by"), cleaned.get("apply_value")
        if not way or value is None:
            return
        if way == ApplyBy.HERE:
            # Left over from another way that was chosen before: who applies here needs no address.
            cleaned["apply_value"] = ""
            return
        if not value:
            if way != ApplyBy.EMAIL or not self.address_follows:
                self.add_error("apply_value", _APPLY_MISSING[ApplyBy(way)])
            return
        try:
            cleaned["apply_value"] = _checked_contact(way, value)
        except ValidationError as error:
            self.add_error("apply_value", error)

    @property
    def has_amount(self) -> bool:
        """Whether anything stands in one of the two salary fields."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in ("salary_min", "salary_max"))

    def offer_values(self) -> dict[str, Any]:
        """The cleaned answers under the names of OfferValues."""
        cleaned = self.cleaned_data
        names = (
            *("description", "contract_type", "contract_nature", "contract_months", "starts_on", "season"),
            *("weekly_hours", "schedule", "salary_min", "salary_max", "salary_period", "salary_months_13"),
            *("housing", "experience", "posts", "apply_by", "apply_value"),
        )
        values = {name: cleaned[name] for name in names}
        values["full_time"] = full_time_of(cleaned["weekly_hours"])
        values["licence"], values["licence_categories"] = _licence_values(cleaned["licence"])
        return values


def full_time_of(hours: Decimal | None) -> bool | None:
    """Full time from the legal duration on (L3121-27); None when no hours are said."""
    return None if hours is None else hours >= LEGAL_WEEKLY_HOURS


def licence_answer(*, licence: str, categories: list[str]) -> str:
    """An offer's licence as the one choice of the form: «none», «unsaid», «B», «B,AM», «required»."""
    return ",".join(categories) if licence == LicenceNeed.REQUIRED and categories else licence


def _licence_values(answer: str) -> tuple[str, tuple[str, ...]]:
    if answer in LicenceNeed.values:
        return answer, ()
    return LicenceNeed.REQUIRED, tuple(answer.split(","))


def _licence_choice(answer: str) -> str:
    if answer == LicenceNeed.REQUIRED:
        return _("Permis exigé, catégorie non précisée")
    return _("Permis %s exigé") % _(" ou ").join(
        category for category in answer.split(",") if category in LicenceCategory.values
    )


def _checked_contact(way: str, value: str) -> str:
    if way == ApplyBy.EMAIL:
        try:
            validate_email(value)
        except ValidationError:
            raise ValidationError(
                _("Cette adresse e-mail n’est pas complète : elle s’écrit comme nom@exemple.fr."), code="email"
            ) from None
    elif way == ApplyBy.PHONE and not _PHONE.fullmatch(value):
        raise ValidationError(_("Écrivez un numéro à dix chiffres, par exemple 03 28 00 00 00."), code="phone")
    elif way == ApplyBy.URL:
        value = value if "://" in value else f"https://{value}"
        try:
            URLValidator(schemes=["http", "https"])(value)
        except ValidationError:
            raise ValidationError(
                _("Cette adresse de page n’est pas complète : elle s’écrit comme https://exemple.fr/emploi."),
                code="url",
            ) from None
    return value
