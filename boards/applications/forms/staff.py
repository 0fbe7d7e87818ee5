"""Putting somebody forward."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from boards.applications import ticks
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.models import Offer


class AddForForm(forms.Form):
    """What the adviser knows of the person for this offer."""

    ticks = forms.MultipleChoiceField(
        label=gettext_lazy("Ce qui est vrai pour cette personne"), required=False, widget=forms.CheckboxSelectMultiple
    )
    message = PlainField(
        label=gettext_lazy("Un mot pour l’employeur"),
        required=False,
        max_chars=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "low"}),
        help_text=gettext_lazy("Il ne le lit qu’une fois que la personne a accepté d’être connue de lui."),
    )
    with_profile_cv = forms.BooleanField(label=gettext_lazy("Joindre le CV de son profil"), required=False)
    agreed = forms.BooleanField(
        label=gettext_lazy("La personne m’a dit que cet employeur peut avoir son nom et ses coordonnées"),
        required=False,
        help_text=gettext_lazy("Sans cela, nous le lui demandons, et l’employeur ne voit qu’une fiche sans nom."),
    )

    def __init__(self, *args: Any, offer: Offer, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(self, "ticks", [(tick.key, tick.label) for tick in ticks.asked_by(offer)])

    def said(self) -> dict[str, Any]:
        """As the service takes it."""
        cleaned = self.cleaned_data
        return {
            "ticks": tuple(cleaned["ticks"]),
            "message": cleaned["message"],
            "with_cv": cleaned["with_profile_cv"],
            "agreed": cleaned["agreed"],
        }
