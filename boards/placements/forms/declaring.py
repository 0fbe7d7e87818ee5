"""Who was hired: those who applied, to tick; somebody else, to name; and the first day."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.applications.models import Application
from boards.applications.presenting import called
from boards.candidates.forms.receiving import MobileField
from boards.employers.enums import EmployerKind
from boards.employers.forms import HeadcountField
from boards.employers.models import Employer
from boards.followup.forms.about import by_field
from boards.offers.models import Offer
from boards.placements.enums import Party, Said, Way
from boards.placements.services.recording import of_application
from boards.placements.values import Hire


def ask_headcount_once(form: forms.Form, employer: Employer) -> None:
    """A household has none, and what was said before isn't asked again."""
    if employer.headcount or employer.kind == EmployerKind.HOUSEHOLD:
        del form.fields["headcount"]


def refuse(form: forms.Form, error: ValidationError) -> None:
    """A service's no beside the field it is about; where the form has no such field, at its head."""
    for name, problems in by_field(error, otherwise="").items():
        form.add_error(name if name in form.fields else None, problems)


class FirstDayForm(forms.Form):
    """When the work begins: asked of every hire."""

    starts_on = forms.DateField(
        label=gettext_lazy("Premier jour de travail"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Indiquez le premier jour de travail, même approximatif."),
            "invalid": gettext_lazy("Écrivez la date ainsi : 01/12/2026."),
        },
    )


class PersonFields(FirstDayForm):
    """Somebody who didn't apply here, and how they are asked; an address isn't needed to count them on one side."""

    name = forms.CharField(label=gettext_lazy("Nom de la personne"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Son adresse e-mail"),
        required=False,
        error_messages={"invalid": gettext_lazy("Écrivez une adresse complète, comme nom@exemple.fr.")},
    )
    phone = MobileField(label=gettext_lazy("Ou son mobile"), max_length=40, required=False)


class DeclareForm(PersonFields):
    """For one offer, at its end. Ticking is enough; the other fields are for somebody who came another way."""

    hired = forms.MultipleChoiceField(
        label=gettext_lazy("Parmi ceux qui ont postulé ici"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Cette candidature n’est plus là : rechargez la page.")},
    )
    headcount = HeadcountField()
    field_order = ("hired", "starts_on", "name", "email", "phone", "headcount")

    def __init__(self, *args: Any, offer: Offer, **options: Any) -> None:
        first_day = max(offer.starts_on or timezone.localdate(), timezone.localdate())
        super().__init__(*args, **options)
        self.fields["starts_on"].initial = first_day
        self.offer = offer
        rows = Application.objects.of_people().filter(offer=offer).exclude(state="withdrawn")
        self.applications = {str(row.pk): row for row in rows.select_related("profile").order_by("name")}
        self.fields["hired"].choices = [  # type: ignore[attr-defined]
            (key, called(row, known=row.may_be_known)) for key, row in self.applications.items()
        ]
        self.fields["name"].label = _("Quelqu’un d’autre")
        ask_headcount_once(self, offer.employer)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("hired") and not cleaned.get("name"):
            raise ValidationError(_("Cochez la personne embauchée, ou écrivez son nom."))
        return cleaned

    def hires(self) -> list[Hire]:
        """What was said, one value a person."""
        day = self.cleaned_data["starts_on"]
        found = [of_application(self.applications[key], starts_on=day) for key in self.cleaned_data["hired"]]
        if self.cleaned_data["name"]:
            found.append(
                Hire(
                    way=Way.OFFER,
                    starts_on=day,
                    offer=self.offer,
                    employer=self.offer.employer,
                    name=self.cleaned_data["name"],
                    email=self.cleaned_data["email"],
                    phone=self.cleaned_data["phone"],
                )
            )
        return found


class ContactForm(FirstDayForm):
    """Somebody whom the library brought: who it is is known, only the first day is not."""

    headcount = HeadcountField()
    field_order = ("starts_on", "headcount")

    def __init__(self, *args: Any, employer: Employer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts_on"].initial = timezone.localdate()
        ask_headcount_once(self, employer)


class ByHandForm(PersonFields):
    """A hire that an adviser heard of: no offer, no application."""

    employer_name = forms.CharField(
        label=gettext_lazy("Employeur"),
        max_length=120,
        error_messages={"required": gettext_lazy("Dites chez qui la personne a été embauchée.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Comment se sont-ils trouvés ?"),
        choices=[(way.value, way.label) for way in (Way.ADVISER, Way.LIBRARY, Way.OFFER, Way.ELSEWHERE)],
        widget=forms.RadioSelect,
        initial=Way.ADVISER,
    )
    field_order = ("name", "employer_name", "starts_on", "way", "email", "phone")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = _("Écrivez le nom de la personne embauchée.")

    def hire(self) -> Hire:
        """An employer of this site by its name, otherwise the name alone."""
        name = self.cleaned_data["employer_name"].strip()
        known = list(Employer.objects.filter(name__iexact=name)[:2])
        data = self.cleaned_data
        return Hire(
            way=Way(data["way"]),
            starts_on=data["starts_on"],
            # Two of one name: neither is guessed.
            employer=known[0] if len(known) == 1 else None,
            employer_name=name,
            name=data["name"],
            email=data["email"],
            phone=data["phone"],
        )


class AnswerForm(forms.Form):
    """Yes, no, or not yet; which button was pressed."""

    said = forms.ChoiceField(choices=[*Said.choices, ("later", "")])


class NoteForm(AnswerForm):
    """What one side said to an adviser."""

    party = forms.ChoiceField(choices=Party)
    day = forms.TypedChoiceField(choices=[(day, day) for day in (0, 30, 90)], coerce=int)


class CancelForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Pourquoi ?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Dites en quelques mots pourquoi cette embauche n’en est pas une.")},
    )
