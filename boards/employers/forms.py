"""What is asked of an employer about itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.employers.enums import Headcount


class HeadcountField(forms.TypedChoiceField):
    """How many work there: asked for the figures, never required. Gives a Headcount, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Combien de personnes travaillent chez vous ?"),
            help_text=_("Pour les statistiques de la collectivité seulement : ce n’est écrit sur aucune offre."),
            choices=[("", _("Je préfère ne pas le dire")), *Headcount.choices],
            required=False,
            coerce=Headcount,
            empty_value=None,
            error_messages={"invalid_choice": _("Choisissez l’effectif dans la liste.")},
            **options,
        )


class HeadcountForm(forms.Form):
    """The one question, on the page of a team."""

    headcount = HeadcountField()
