"""What staff fill in: a profile with somebody, a search, an adviser."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.accounts.models import User
from boards.candidates import selectors
from boards.candidates.enums import ConsentHow, HandoverBy, Visibility
from boards.candidates.forms.profile import ProfileForm, Whole
from boards.candidates.forms.receiving import EmailAddressField
from boards.candidates.selectors import ALONE, CALLS_ONLY, DRIVES, MINE, PAUSED, STALE, Asked
from boards.candidates.services.writing import Shown
from boards.offers.forms.fields import offer_choices, without_unseen

#: How somebody agrees before an adviser, and who sees them then: not asked again once the person decides alone.
CONSENT_FIELDS = ("visibility", "partners", "how", "read")
FILTERS = (
    (MINE, gettext_lazy("Mes suivis")),
    (ALONE, gettext_lazy("Sans conseiller")),
    (STALE, gettext_lazy("À rafraîchir")),
    (DRIVES, gettext_lazy("En voiture")),
    (CALLS_ONLY, gettext_lazy("Sans e-mail")),
    (PAUSED, gettext_lazy("En pause")),
)


class AssistedForm(ProfileForm):
    """The same page in an interview: whose it is, and their yes."""

    email = EmailAddressField(
        label=gettext_lazy("Adresse e-mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    partners = forms.BooleanField(
        label=gettext_lazy("Les partenaires aussi (mission locale, France Travail…), avec le nom"), required=False
    )
    how = forms.ChoiceField(
        label=gettext_lazy("Comment la personne a dit oui"),
        choices=[(how.value, how.label) for how in ConsentHow if how in ConsentHow.witnessed()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites comment la personne a donné son accord.")},
    )
    read = forms.BooleanField(
        label=gettext_lazy("J’ai lu ces phrases à la personne, et elle est d’accord."),
        error_messages={
            "required": gettext_lazy("Lisez les phrases à la personne et cochez la case : sans accord, pas de profil.")
        },
    )
    # Somebody alike is here, and the adviser says that it is another person.
    another = forms.BooleanField(label=gettext_lazy("C’est une autre personne"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        shown = [(one.value, one.label) for one in Visibility if one in Visibility.for_advisers()]
        offer_choices(self, "visibility", shown)
        self.fields["commune"].label = _("Sa commune")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["phone"].widget.attrs["autocomplete"] = "off"
        self.fields["transport"].label = _("Comment se déplace-t-elle ?")
        self.fields["licences"].label = _("Ses permis")
        self.fields["availability"].label = _("Quand peut-elle commencer ?")
        self.fields["skills"].label = _("Ce qu’elle sait faire")
        self.fields["words"].label = _("Quelques mots, les siens")
        self.fields["words"].help_text = _(
            "Ce que la personne cherche, ce qu’elle aime faire. Son nom, ses coordonnées, son âge et son adresse n’y "
            "sont pas montrés aux employeurs."
        )
        self.fields["cv"].label = _("Son CV")
        self.fields["needs_housing"].label = _("A besoin d’un logement sur place")

    def shown(self) -> Shown | None:
        """Who sees it, and how the person said so; None where only they decide."""
        if "visibility" not in self.fields:
            return None
        said = self.cleaned_data
        return Shown(Visibility(said["visibility"]), ConsentHow(said["how"]), partners=said["partners"])


class AssistedWhole(Whole):
    form_class = AssistedForm


class SearchForm(forms.Form):
    """What staff look for. A wrong answer is none."""

    q = forms.CharField(
        label=gettext_lazy("Nom, téléphone, métier ou commune"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "search"}),
    )
    filtre = forms.MultipleChoiceField(choices=FILTERS, required=False)

    @property
    def asked(self) -> Asked:
        """As the selector takes it."""
        self.is_valid()
        text = without_unseen(self.cleaned_data.get("q", ""))[: selectors.LONGEST].strip()
        return Asked(text, frozenset(self.cleaned_data.get("filtre", ())))


class AdviserForm(forms.Form):
    """In whose portfolio."""

    adviser = forms.ChoiceField(
        label=gettext_lazy("Conseiller"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choisissez un conseiller de la liste.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.advisers = {str(one.pk): one for one in selectors.advisers()}
        offer_choices(self, "adviser", [("", _("Aucun")), *self.advisers.items()])

    def clean_adviser(self) -> User | None:
        return self.advisers.get(self.cleaned_data["adviser"])


def channel_of(data: Any) -> HandoverBy:
    """By SMS or by letter. Raises ValidationError for anything else."""
    if data.get("channel") not in HandoverBy.values:
        raise ValidationError(_("Choisissez : par SMS, ou par une lettre."))
    return HandoverBy(data["channel"])
