"""Second page: what the occupation lets us guess is filled in; the employer corrects."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.offers.enums import ApplyBy
from boards.offers.forms.conditions import ConditionsForm
from boards.publishing.guessing import guesses_for, is_plain
from boards.publishing.starters import is_untouched, starter_for
from tenants.reference import occupations

NONE_OF_THEM = "aucun"


class DraftConditionsForm(ConditionsForm):
    """The conditions of a draft. `title`: of the first page; `chosen`: the occupation chosen there, or ''."""

    address_follows = True

    # No ChoiceField: the guesses follow the title, and an answer to an older title is no mistake of anybody's.
    occupation_code = forms.CharField(
        label=gettext_lazy("Quel métier s’en rapproche le plus ?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez le métier le plus proche, ou « aucun ».")},
        help_text=gettext_lazy("Les candidats vous trouveront aussi avec d’autres mots que les vôtres."),
    )

    def __init__(self, *args: Any, title: str, chosen: str = "", department: str = "", **options: Any) -> None:
        self.guesses = guesses_with(title, chosen=chosen)
        self.is_sure = bool(self.guesses) and (bool(chosen) or is_plain(title))
        likeliest = self.guesses[0][0] if self.guesses else ""
        starter = starter_for(likeliest)
        self.is_seasonal = starter.is_seasonal
        initial = {
            "occupation_code": likeliest or NONE_OF_THEM,
            "contract_type": starter.contract_type,
            "weekly_hours": "35",
            "licence": starter.licence,
            "description": starter.description,
        }
        # The text is read after the occupation: see clean_description.
        self.field_order = ["occupation_code"]
        super().__init__(*args, initial=initial, department=department, **options)
        self.fields["occupation_code"].widget.choices = [*self.guesses, (NONE_OF_THEM, _("Aucun de ceux-là"))]
        self.fields["apply_value"].help_text = _(
            "Par e-mail : laissez vide pour les recevoir à l’adresse que vous confirmerez. Ici : rien à écrire."
        )
        self.fields["description"].help_text = _(
            "Complétez ou effacez. Les lignes laissées en « … » ne seront pas publiées."
        )

    @property
    def sure(self) -> str:
        """The label of the one occupation the title can only mean, unless another was chosen; '' when in doubt."""
        chosen = self["occupation_code"].value()
        return self.guesses[0][1] if self.is_sure and chosen == self.guesses[0][0] else ""

    @property
    def says_how_to_apply(self) -> bool:
        """Whether anything but «here, in a minute» was chosen."""
        return self["apply_by"].value() not in (None, "", ApplyBy.HERE)

    def clean_occupation_code(self) -> str:
        code: str = self.cleaned_data["occupation_code"]
        return code if code in dict(self.guesses) else ""

    def clean_description(self) -> str:
        # Another occupation was chosen above the text: the sentence that was ours follows, one that is theirs stays.
        chosen = self.cleaned_data["occupation_code"]
        for code, _label in self.guesses:
            if code != chosen and is_untouched(self.cleaned_data["description"], code=code):
                self.cleaned_data["description"] = starter_for(chosen).description
                break
        return super().clean_description()

    def offer_values(self) -> dict[str, Any]:
        return super().offer_values() | {"occupation_code": self.cleaned_data["occupation_code"]}


def guesses_with(title: str, *, chosen: str) -> list[tuple[str, str]]:
    """The guesses for a title, what was chosen in the list on the first page before them."""
    guesses = guesses_for(title)
    if not chosen:
        return guesses
    label = occupations.label_of(chosen)
    first = [(chosen, label)] if label else []
    return [*first, *(guess for guess in guesses if guess[0] != chosen)][:3]
