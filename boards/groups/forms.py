"""What an adviser fills in for a group."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from boards.groups.services.workshops import WorkshopValues
from boards.groups.times import moment_at
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.models import Offer


class GroupForm(forms.Form):
    name = PlainField(
        label=gettext_lazy("Nom du groupe"),
        max_chars=80,
        help_text=gettext_lazy("Par exemple « Jeunes diplômés, promotion de mars »."),
        error_messages={"required": gettext_lazy("Donnez un nom au groupe.")},
    )
    about = PlainField(label=gettext_lazy("En une phrase"), required=False, max_chars=300)


class PostForm(forms.Form):
    title = PlainField(
        label=gettext_lazy("Titre"), max_chars=100, error_messages={"required": gettext_lazy("Donnez un titre.")}
    )
    text = PlainField(
        label=gettext_lazy("Message"),
        max_chars=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Écrivez votre message.")},
    )


class OfferForm(forms.Form):
    offer = forms.ChoiceField(
        label=gettext_lazy("Offre"), error_messages={"required": gettext_lazy("Choisissez une offre.")}
    )
    words = PlainField(label=gettext_lazy("Pourquoi celle-ci"), required=False, max_chars=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offers = {str(one.pk): one for one in Offer.objects.live().select_related("employer")[:500]}
        choices = [(key, f"{one.title} – {one.employer.name}") for key, one in self._offers.items()]
        offer_choices(self, "offer", [("", "—"), *choices])

    @property
    def chosen(self) -> Offer:
        return self._offers[self.cleaned_data["offer"]]


class WorkshopForm(forms.Form):
    title = PlainField(
        label=gettext_lazy("Atelier"),
        max_chars=100,
        error_messages={"required": gettext_lazy("Donnez un nom à l’atelier.")},
    )
    place = PlainField(
        label=gettext_lazy("Où"), max_chars=200, error_messages={"required": gettext_lazy("Dites où il a lieu.")}
    )
    day = forms.DateField(
        label=gettext_lazy("Jour"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": gettext_lazy("Choisissez un jour."),
            "invalid": gettext_lazy("Écrivez le jour ainsi : 04/05/2027."),
        },
    )
    hour = forms.TimeField(
        label=gettext_lazy("Heure"),
        initial=time(9),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300}),
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"],
        error_messages={"invalid": gettext_lazy("Écrivez l’heure ainsi : 14:30.")},
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Durée"),
        choices=[("1", "1 h"), ("1.5", "1 h 30"), ("2", "2 h"), ("3", "3 h"), ("7", gettext_lazy("la journée"))],
        coerce=float,
        initial="2",
    )
    seats = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=500, initial=8)

    @property
    def values(self) -> WorkshopValues:
        said = self.cleaned_data
        begins: datetime = moment_at(said["day"], said["hour"])
        return WorkshopValues(
            title=said["title"],
            place=said["place"],
            starts_at=begins,
            ends_at=begins + timedelta(hours=said["hours"]),
            seats=said["seats"],
        )
