"""First page: which job, where, and who asks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.accounts.models import User
from boards.employers.enums import EmployerKind
from boards.employers.models import Employer
from boards.employers.services import EmployerIdentity
from boards.employers.siret import clean_siret
from boards.offers.forms.edit import checked_title, title_field
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.forms.place import CommuneForm

#: The choice «un autre employeur» beside the employers of somebody who is signed in.
ANOTHER = "autre"


class JobForm(CommuneForm):
    """Title, commune, employer. Who is signed in and acts for an employer only confirms which."""

    title = title_field()
    # The code of the suggestion that was chosen, when one was; never seen by anybody.
    occupation = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    employer = forms.ChoiceField(label=gettext_lazy("Pour quel employeur ?"), widget=forms.RadioSelect)
    employer_kind = forms.ChoiceField(
        label=gettext_lazy("Vous êtes"), choices=EmployerKind, widget=forms.RadioSelect, initial=EmployerKind.FIRM
    )
    employer_name = PlainField(
        label=gettext_lazy("Nom de l’entreprise ou de l’employeur"),
        max_chars=120,
        help_text=gettext_lazy("Les candidats verront ce nom."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": gettext_lazy("Dites qui embauche : les candidats veulent le savoir.")},
    )
    siret = PlainField(
        label=gettext_lazy("Numéro SIRET"),
        required=False,
        max_chars=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("14 chiffres, si vous l’avez sous la main. Les particuliers n’en ont pas."),
    )

    field_order = ("title", "commune", "commune_choice", "employer", "employer_name", "employer_kind", "siret")

    def __init__(self, *args: Any, by: User | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = list(Employer.objects.of(by)[:20]) if by is not None else []
        self.mine = {str(employer.pk): employer for employer in mine}
        if not mine:
            del self.fields["employer"]
            return
        offer_choices(
            self,
            "employer",
            [
                *((key, employer.name) for key, employer in self.mine.items()),
                (ANOTHER, _("Un autre employeur")),
            ],
        )
        self.fields["employer"].initial = str(mine[0].pk)
        # Asked only of who chooses another one: see clean().
        for name in ("employer_kind", "employer_name"):
            self.fields[name].required = False

    def clean_title(self) -> str:
        return checked_title(self.cleaned_data["title"])

    def clean_siret(self) -> str:
        typed = self.cleaned_data["siret"]
        return clean_siret(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_known_employer(cleaned):
            # A number that stayed in a closed part of the page is nobody's mistake.
            self.errors.pop("siret", None)
            return cleaned
        if not cleaned.get("employer_name") and "employer_name" not in self.errors:
            self.add_error("employer_name", self.fields["employer_name"].error_messages["required"])
        if cleaned.get("employer_kind") == EmployerKind.HOUSEHOLD and cleaned.get("siret"):
            self.add_error(
                "siret",
                ValidationError(
                    _("Un particulier employeur n’a pas de SIRET : laissez ce champ vide."), code="household"
                ),
            )
        return cleaned

    def is_known_employer(self, cleaned: dict[str, Any]) -> bool:
        return cleaned.get("employer", ANOTHER) in self.mine

    def identity(self) -> EmployerIdentity:
        """Who hires. Call it on a valid form."""
        cleaned = self.cleaned_data
        if self.is_known_employer(cleaned):
            known = self.mine[cleaned["employer"]]
            return EmployerIdentity(name=known.name, kind=EmployerKind(known.kind), siret=known.siret)
        return EmployerIdentity(
            name=cleaned["employer_name"],
            kind=EmployerKind(cleaned.get("employer_kind") or EmployerKind.FIRM),
            siret=cleaned["siret"],
            commune_insee=self.place.insee if self.place else "",
        )
