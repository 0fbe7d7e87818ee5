"""An appointment: when, how long, how, what for; and what the person answers."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from boards.accounts.models import User
from boards.followup.enums import Way
from boards.followup.forms.about import by_field, day_field
from boards.followup.hours import here, moment_at
from boards.followup.models import Appointment
from boards.followup.services.appointments import Slot
from boards.offers.forms.fields import PlainField, offer_choices

MINUTES = [(n, gettext_lazy("%(n)d min") % {"n": n}) for n in (15, 20, 30, 45, 60, 90, 120)]


class AppointmentForm(forms.Form):
    """In the tenant's own time."""

    day = day_field(gettext_lazy("Jour"))
    hour = forms.TimeField(
        label=gettext_lazy("Heure"),
        initial=time(9),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300}),
        input_formats=["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H"],
        error_messages={
            "required": gettext_lazy("Choisissez une heure."),
            "invalid": gettext_lazy("Écrivez l’heure ainsi : 14:30."),
        },
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("Durée"), choices=MINUTES, coerce=int, initial=30)
    way = forms.ChoiceField(
        label=gettext_lazy("De quelle manière"), choices=Way, widget=forms.RadioSelect, initial=Way.PLACE
    )
    where = PlainField(
        label=gettext_lazy("Adresse, numéro ou lien"),
        required=False,
        max_chars=300,
        help_text=gettext_lazy("Sur place : l’adresse. Par téléphone : le numéro appelé. En visio : le lien."),
    )
    purpose = PlainField(
        label=gettext_lazy("De quoi vous parlerez"),
        max_chars=120,
        initial=gettext_lazy("Faire le point sur votre recherche"),
        help_text=gettext_lazy("La personne lit cette ligne dans son message et son agenda."),
        error_messages={"required": gettext_lazy("Dites à la personne de quoi vous parlerez.")},
    )
    adviser = forms.ChoiceField(label=gettext_lazy("Avec"), required=False)

    def __init__(self, *args: Any, by: User, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(self, "adviser", people)
        self.fields["adviser"].initial = str(by.pk)

    @property
    def slot(self) -> Slot:
        """As the service takes it."""
        said = self.cleaned_data
        return Slot(
            starts_at=moment_at(said["day"], said["hour"]),
            minutes=said["minutes"],
            way=Way(said["way"]),
            where=said["where"],
        )

    @staticmethod
    def initial_of(appointment: Appointment) -> dict[str, Any]:
        """What stands there now."""
        local = here(appointment.starts_at)
        return {
            "day": local.date(),
            "hour": local.time(),
            "minutes": appointment.minutes,
            "way": appointment.way,
            "where": appointment.where,
            "purpose": appointment.purpose,
        }

    def add_messages(self, error: ValidationError) -> None:
        """A service's no, at the field it is about: hours are typed in two."""
        fields = {"starts_at": "day", "minutes": "minutes", "where": "where"}
        for name, messages in by_field(error, otherwise="").items():
            self.add_error(fields.get(name, "hour"), messages)


class WishForm(forms.Form):
    """What a person answers by their link."""

    wish = PlainField(
        label=gettext_lazy("Quand pouvez-vous ?"),
        max_chars=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Par exemple : « mardi ou jeudi après 14 h »."),
        error_messages={"required": gettext_lazy("Dites quels jours et heures vous conviennent.")},
    )


class WhyForm(forms.Form):
    """Why somebody can't come, if they want to say so."""

    why = PlainField(label=gettext_lazy("Un mot pour votre conseiller"), required=False, max_chars=300)
