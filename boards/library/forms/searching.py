"""The search form, and the two others."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.candidates.enums import Schedule
from boards.candidates.models.profile import RADIUS_STEPS_KM
from boards.library.asked import LONGEST_TEXT, Asked
from boards.library.enums import Rhythm
from boards.library.models.contact_request import LONGEST_WORDS
from boards.offers.enums import ContractType, LicenceCategory
from tenants.reference.occupations import codes_for, label_of


class SearchForm(forms.Form):
    """Shows a search; what it finds is read by Asked, which never fails."""

    metier_mot = forms.CharField(
        label=gettext_lazy("Métier"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-suggest-url": "/suggestions/metiers?q="}),
    )
    q = forms.CharField(label=gettext_lazy("Savoir-faire"), required=False, max_length=LONGEST_TEXT)
    rayon = forms.ChoiceField(label=gettext_lazy("Distance"), required=False)
    permis = forms.ChoiceField(label=gettext_lazy("Permis"), required=False)
    contrat = forms.MultipleChoiceField(
        label=gettext_lazy("Contrats"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in ContractType.everyday()],
    )
    horaires = forms.MultipleChoiceField(
        label=gettext_lazy("Horaires"), required=False, widget=forms.CheckboxSelectMultiple, choices=Schedule
    )
    libre = forms.DateField(
        label=gettext_lazy("Disponible avant le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    voiture = forms.BooleanField(label=gettext_lazy("Se déplace en voiture"), required=False)
    proches = forms.BooleanField(label=gettext_lazy("Métiers proches aussi"), required=False)
    recents = forms.BooleanField(label=gettext_lazy("À jour depuis moins de deux mois"), required=False)

    def __init__(self, asked: Asked, *, typed: str = "", from_place: str = "") -> None:
        super().__init__(
            initial={
                "metier_mot": typed or ", ".join(label_of(code) for code in asked.occupations),
                "q": asked.text,
                "rayon": str(asked.radius_km),
                "permis": asked.licence,
                "contrat": list(asked.contracts),
                "horaires": list(asked.schedules),
                "libre": asked.free_by,
                "voiture": asked.drives,
                "proches": asked.near_ones,
                "recents": asked.fresh,
            }
        )
        steps = [(str(step), _("jusqu’à %(km)s km") % {"km": step}) for step in RADIUS_STEPS_KM]
        self.fields["rayon"].choices = [*steps, ("0", _("peu importe"))]  # type: ignore[attr-defined]
        if from_place:
            self.fields["rayon"].label = _("Distance de %(place)s") % {"place": from_place}
        self.fields["permis"].choices = [("", _("peu importe")), *LicenceCategory.choices]  # type: ignore[attr-defined]


def occupations_of(word: str) -> tuple[str, ...]:
    """What somebody typed, as occupations: «boulangère» or a whole label; nothing for a word that nobody uses."""
    found: list[str] = []
    for part in [word, *word.split(",")]:
        found += sorted(codes_for(part.strip()))
    return tuple(dict.fromkeys(found))


class AskForm(forms.Form):
    """What the person reads."""

    words = forms.CharField(
        label=gettext_lazy("Votre message à cette personne"),
        help_text=gettext_lazy(
            "Qui vous êtes, le travail, où, à partir de quand. Elle décide ensuite de se faire connaître."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_WORDS}),
        error_messages={"required": gettext_lazy("Dites à la personne pourquoi vous la contactez, en une phrase.")},
    )
    offer = forms.ChoiceField(label=gettext_lazy("Pour quelle offre ?"), required=False)

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["offer"].choices = [("", _("Aucune en particulier")), *offers]  # type: ignore[attr-defined]


class SaveForm(forms.Form):
    rhythm = forms.ChoiceField(choices=Rhythm, required=False)
