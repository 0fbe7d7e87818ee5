"""A question of an employer as a field of the form, and its answer as a sentence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.applications.enums import QuestionKind
from boards.applications.models import ScreeningQuestion
from boards.offers.forms.fields import PlainField, without_unseen

LONGEST = 300
_REQUIRED = {"required": gettext_lazy("L’employeur a besoin de cette réponse.")}


class NumberField(forms.CharField):
    """A number as people write it: «3», «2,5», «1 200»."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        text = "".join(without_unseen(str(super().clean(value) or "")).split())[:20].replace(".", ",")
        if text and not text.replace(",", "", 1).isdecimal():
            raise ValidationError(_("Écrivez un nombre en chiffres, par exemple 3 ou 2,5."), code="number")
        return text


def answer_field(question: ScreeningQuestion) -> forms.Field:
    """The field of one question."""
    common: dict[str, Any] = {"label": question.text, "required": question.required, "error_messages": _REQUIRED}
    match question.kind:
        case QuestionKind.YES_NO:
            # Stored as the word that is shown: in the site's language whatever the visitor's.
            choices = [("Oui", _("Oui")), ("Non", _("Non"))]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case QuestionKind.CHOICE:
            return forms.ChoiceField(
                choices=[(choice, choice) for choice in question.choices], widget=forms.RadioSelect, **common
            )
        case QuestionKind.NUMBER:
            return NumberField(**common)
        case _:
            return PlainField(max_chars=LONGEST, **common)
