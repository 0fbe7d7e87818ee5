"""The commune of work: found from what was typed, or asked again with the ones it may be."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.offers.forms.fields import PlainField
from tenants.reference import communes
from tenants.reference.models import Commune

SUGGEST_COMMUNES = "/suggestions/communes?q="


class CommuneForm(forms.Form):
    """`commune` as typed. `commune_choice` appears when the name is nobody's or several communes'."""

    commune = PlainField(
        label=gettext_lazy("Commune du lieu de travail"),
        help_text=gettext_lazy("Nom ou code postal."),
        max_chars=100,
        widget=forms.TextInput(attrs={"data-suggest-url": SUGGEST_COMMUNES, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Indiquez la commune où l’on travaillera.")},
    )
    commune_choice = forms.CharField(
        label=gettext_lazy("Laquelle ?"), required=False, widget=forms.RadioSelect, max_length=5
    )

    place: Commune | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = cleaned.get("commune")
        if typed:
            self._find(typed, chosen=cleaned.get("commune_choice", ""))
        return cleaned

    def _find(self, typed: str, *, chosen: str) -> None:
        try:
            self.place = communes.resolve(typed)
        except communes.AmbiguousCommune as several:
            self._choose(several.choices, chosen=chosen)
            if self.place is None:
                self.add_error("commune", _("Plusieurs communes s’appellent ainsi : choisissez la vôtre ci-dessous."))
            return
        if self.place is not None:
            return
        near = communes.suggest(typed, limit=6)
        self._choose(near, chosen=chosen)
        if self.place is not None:
            return
        if near:
            self.add_error(
                "commune",
                _("Nous ne trouvons pas « %(name)s ». Choisissez ci-dessous, ou corrigez le nom.") % {"name": typed},
            )
        else:
            self.add_error(
                "commune",
                _("Nous ne trouvons pas « %(name)s ». Vérifiez l’orthographe, ou écrivez le code postal.")
                % {"name": typed},
            )

    def _choose(self, choices: list[communes.CommuneSuggestion], *, chosen: str) -> None:
        # A radio that answers an older question (the name was changed since) must not win over what is typed.
        if chosen in {choice.insee for choice in choices}:
            self.place = communes.get_many([chosen]).get(chosen)
        # From here on the page asks for an answer.
        self.fields["commune_choice"].required = True
        self.fields["commune_choice"].widget.choices = [(choice.insee, choice.label) for choice in choices]

    @property
    def must_choose(self) -> bool:
        """Whether the page shows the radios."""
        return bool(self.fields["commune_choice"].widget.choices)


def place_values(place: Commune) -> dict[str, Any]:
    """What an offer keeps of a commune."""
    latitude, longitude = place.position or (None, None)
    return {
        "commune_insee": place.insee,
        "commune_name": place.name,
        "postcode": place.postcode,
        "department": place.department,
        "latitude": latitude,
        "longitude": longitude,
    }
