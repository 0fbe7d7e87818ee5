"""Changing an offer: everything it says, on one page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.offers.enums import ContractNature, ContractType, is_contract_pair
from boards.offers.forms.conditions import ConditionsForm, licence_answer
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.forms.place import CommuneForm, place_values
from boards.offers.models import Offer
from boards.offers.titles import clean_title
from boards.offers.values import OfferValues
from boards.offers.wording import decimal_typed
from tenants.reference import occupations

MAX_TITLE = 140
SUGGEST_OCCUPATIONS = "/suggestions/metiers?q="


def title_field() -> PlainField:
    """The one question everybody starts with."""
    return PlainField(
        label=gettext_lazy("Quel poste ?"),
        help_text=gettext_lazy("Comme vous le diriez à un client : boulanger, aide à domicile, chauffeur…"),
        max_chars=MAX_TITLE,
        widget=forms.TextInput(attrs={"data-suggest-url": SUGGEST_OCCUPATIONS, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Dites quel poste vous proposez.")},
    )


def checked_title(text: str) -> str:
    """The title in one style, open to both sexes.

    Raises:
        ValidationError: nothing that names a job is left, or the mark made it too long.
    """
    title = clean_title(text)
    if sum(character.isalpha() for character in title) < 3:
        raise ValidationError(_("Écrivez le nom du métier, par exemple « Boulanger »."), code="title")
    if len(title) > MAX_TITLE:
        raise ValidationError(_("Cet intitulé est trop long : gardez le nom du métier."), code="too_long")
    return title


class OfferForm(CommuneForm, ConditionsForm):
    """An existing offer. `offer` fills the page; the answers come back as `OfferValues`."""

    title = title_field()
    occupation = PlainField(
        label=gettext_lazy("Métier"),
        required=False,
        max_chars=200,
        help_text=gettext_lazy("Pour que les candidats vous trouvent avec d’autres mots que les vôtres."),
        widget=forms.TextInput(attrs={"data-suggest-url": SUGGEST_OCCUPATIONS, "autocomplete": "off"}),
    )
    # The rarer schemes (insertion, professionnalisation…) that the three-step form leaves out.
    contract_nature = forms.ChoiceField(label=gettext_lazy("Cadre du contrat"), required=False)

    def __init__(self, *args: Any, offer: Offer, **options: Any) -> None:
        self.offer = offer
        super().__init__(
            *args,
            department=offer.department,
            contract_type=offer.contract_type,
            licence=licence_answer(licence=offer.licence, categories=offer.licence_categories),
            initial=_initial(offer),
            **options,
        )
        del self.fields["work_study"]
        self.fields["title"].label = _("Intitulé du poste")
        offer_choices(self, "contract_nature", [("", _("Contrat ordinaire")), *_natures(offer)])

    def clean_title(self) -> str:
        return checked_title(self.cleaned_data["title"])

    def clean_occupation(self) -> str:
        """The code of what was typed; what nobody calls an occupation leaves the offer as it was."""
        typed = self.cleaned_data["occupation"]
        if not typed:
            return ""
        if typed == occupations.label_of(self.offer.occupation_code):
            return self.offer.occupation_code
        found = occupations.suggest(typed, limit=1)
        if not found:
            raise ValidationError(
                _("Nous ne connaissons pas ce métier : choisissez-en un dans la liste, ou laissez vide."),
                code="occupation",
            )
        return found[0].code

    def _clean_contract(self, cleaned: dict[str, Any]) -> None:
        if "contract_type" not in cleaned:
            return
        kind = ContractType(cleaned["contract_type"])
        nature = ContractNature(cleaned.get("contract_nature") or kind.default_nature)
        if nature == ContractNature.ORDINARY and kind.default_nature != nature:
            nature = kind.default_nature
        if not is_contract_pair(kind, nature):
            self.add_error(
                "contract_nature",
                _("« %(contract)s » et ce cadre ne vont pas ensemble : choisissez-en un autre.")
                % {"contract": kind.label},
            )
        cleaned["contract_nature"] = nature
        if not kind.is_fixed_term and not nature.is_work_study:
            cleaned["contract_months"] = None

    def add_messages(self, error: ValidationError) -> None:
        """Show what a service refused, at the fields it names."""
        if hasattr(error, "error_dict"):
            for name, messages in error.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)
        else:
            self.add_error(None, error.messages)

    def values(self) -> OfferValues:
        """What the offer says after this. Call it on a valid form."""
        assert self.place is not None
        return OfferValues(
            title=self.cleaned_data["title"],
            occupation_code=self.cleaned_data["occupation"],
            salary_text=self.offer.salary_text if not self.cleaned_data["salary_period"] else "",
            origin_url=self.offer.origin_url,
            **self.offer_values(),
            **place_values(self.place),
        )


def _natures(offer: Offer) -> list[tuple[str, str]]:
    shown = [
        ContractNature.APPRENTICESHIP,
        ContractNature.PROFESSIONALISATION,
        ContractNature.INSERTION,
        ContractNature.USAGE,
        ContractNature.SITE,
    ]
    current = ContractNature(offer.contract_nature)
    if current not in shown and current not in (ContractNature.ORDINARY, ContractNature.STAGE):
        shown.append(current)
    return [(nature.value, str(nature.label)) for nature in shown]


def _initial(offer: Offer) -> dict[str, Any]:
    plain = (
        *("title", "description", "contract_type", "contract_months", "starts_on", "season", "schedule"),
        *("salary_months_13", "housing", "experience", "posts", "apply_by", "apply_value"),
    )
    initial = {name: getattr(offer, name) for name in plain}
    ordinary = (ContractNature.ORDINARY, ContractNature.STAGE)
    place = f"{offer.commune_name} ({offer.postcode or offer.department})" if offer.commune_name else ""
    return initial | {
        "occupation": occupations.label_of(offer.occupation_code),
        "contract_nature": "" if offer.contract_nature in ordinary else offer.contract_nature,
        "weekly_hours": decimal_typed(offer.weekly_hours),
        "salary_min": decimal_typed(offer.salary_min),
        "salary_max": decimal_typed(offer.salary_max),
        "salary_period": offer.salary_period or "month",
        "licence": licence_answer(licence=offer.licence, categories=offer.licence_categories),
        "commune": place,
        "commune_choice": offer.commune_insee,
    }
