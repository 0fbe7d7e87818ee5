"""«Postuler»: a name, a way to be reached, boxes to tick; everything else may stay empty."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.applications import ticks
from boards.applications.contact import parse_number
from boards.applications.forms.answers import answer_field
from boards.applications.models import ScreeningQuestion
from boards.applications.values import ApplicationValues
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.models import Offer
from tenants.files.forms import PrivateFileField
from tenants.messaging.numbers import NotAMobile

MOST_WORDS = 500
LONGEST_ADDRESS = 254


class EmailField(PlainField):
    """An address in lower case; spaces and «mailto:» from a paste are no mistake."""

    widget = forms.TextInput(
        attrs={"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
    )

    def clean(self, value: Any) -> str:
        text = "".join(super().clean(value).split()).lower().removeprefix("mailto:").strip("<>;,.")
        if not text:
            return ""
        try:
            validate_email(text)
        except ValidationError:
            raise ValidationError(
                _("Cette adresse n’est pas complète : elle s’écrit comme nom@exemple.fr."), code="email"
            ) from None
        if len(text) > LONGEST_ADDRESS:
            raise ValidationError(_("Cette adresse est trop longue : vérifiez-la."), code="email")
        return text


class PhoneField(PlainField):
    """A French number in E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return parse_number(text)
        except NotAMobile as problem:
            raise ValidationError(str(problem), code="phone") from problem


class ApplyForm(forms.Form):
    """One application to one offer; its boxes and questions follow from the offer."""

    name = PlainField(
        label=gettext_lazy("Votre prénom et votre nom"),
        max_chars=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Écrivez votre prénom et votre nom.")},
    )
    phone = PhoneField(label=gettext_lazy("Votre téléphone"), required=False)
    email = EmailField(label=gettext_lazy("Votre e-mail"), required=False)
    ticks = forms.MultipleChoiceField(
        label=gettext_lazy("Cochez ce qui est vrai pour vous"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("L’offre a changé depuis : regardez les cases à nouveau.")},
    )
    message = PlainField(
        label=gettext_lazy("Pourquoi ce poste ?"),
        required=False,
        max_chars=MOST_WORDS,
        help_text=gettext_lazy("Une phrase suffit, avec vos mots."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "low"}),
    )
    with_profile_cv = forms.BooleanField(label=gettext_lazy("Joindre le CV de mon profil"), required=False)
    cv = PrivateFileField(label=gettext_lazy("Votre CV"), required=False)
    # For machines, which fill in everything: people don't see it, and who does is told to leave it.
    suite = forms.CharField(
        label=gettext_lazy("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, offer: Offer, questions: list[ScreeningQuestion], has_cv: bool, **options: Any):
        super().__init__(*args, **options)
        self.questions = questions
        self.asked = ticks.asked_by(offer)
        offer_choices(self, "ticks", [(tick.key, tick.label) for tick in self.asked])
        for question in questions:
            self.fields[_name_of(question)] = answer_field(question)
        if not has_cv:
            del self.fields["with_profile_cv"]

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[_name_of(question)] for question in self.questions]

    @property
    def lost_its_file(self) -> bool:
        """Whether a browser has let go of a file that was right, because something else was wrong."""
        return self.is_bound and "cv" in self.files and "cv" not in self.errors

    def clean_ticks(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data["ticks"]))

    def clean_suite(self) -> str:
        if self.cleaned_data["suite"]:
            raise ValidationError(_("Laissez ce champ vide : il attrape les robots. Puis envoyez à nouveau."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not {"email", "phone"} & self.errors.keys() and not cleaned.get("email") and not cleaned.get("phone"):
            self.add_error("phone", _("Écrivez un numéro ou une adresse e-mail : l’un des deux suffit pour répondre."))
        return cleaned

    def values(self) -> ApplicationValues:
        """What was said. Call it on a valid form."""
        cleaned = self.cleaned_data
        answers: dict[UUID, str] = {}
        for question in self.questions:
            answer = cleaned.get(_name_of(question))
            if answer not in (None, ""):
                answers[question.pk] = str(answer)
        return ApplicationValues(
            name=" ".join(cleaned["name"].split()),
            email=cleaned["email"],
            phone=cleaned["phone"],
            message=cleaned["message"],
            ticks=tuple(cleaned["ticks"]),
            answers=answers,
            cv=cleaned["cv"] or None,
            with_profile_cv=bool(cleaned.get("with_profile_cv")),
        )


def _name_of(question: ScreeningQuestion) -> str:
    return f"q_{question.pk.hex}"
