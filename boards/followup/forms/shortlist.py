"""A shortlist: a sentence for each, a word for all."""

from django import forms
from django.utils.translation import gettext_lazy

from boards.offers.forms.fields import PlainField


class SentenceForm(forms.Form):
    sentence = PlainField(
        label=gettext_lazy("Votre phrase à l’employeur"),
        required=False,
        max_chars=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SendForm(forms.Form):
    words = PlainField(
        label=gettext_lazy("Votre mot à l’employeur"),
        required=False,
        max_chars=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Il le lit au-dessus des fiches. Ne nommez personne qui n’a pas dit oui."),
    )
