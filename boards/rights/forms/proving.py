"""Where the code goes, and the word that erases."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.alerts.forms.contact import LONGEST, ContactField
from boards.offers.forms.fields import PlainField
from boards.rights.models import Controller
from tenants.models import Tenant
from themes.templatetags.typography import french

#: What is typed to erase; accents and capitals don't matter, the sense does.
_WORD = "EFFACER"


class AddressForm(forms.Form):
    """An e-mail address or a mobile: the code that is sent there shows whose it is."""

    ou = ContactField(
        label=gettext_lazy("Votre e-mail ou votre numéro de mobile"),
        help_text=gettext_lazy("Celui que vous avez donné à ce site. Nous y envoyons un code à six chiffres."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "maxlength": LONGEST}),
        error_messages={"required": gettext_lazy("Écrivez où envoyer le code : une adresse e-mail ou un mobile.")},
    )

    def __init__(self, *args: Any, tenant: Tenant, **options: Any) -> None:
        super().__init__(*args, **options)
        if not tenant.sms_enabled:
            self.fields["ou"].with_sms = False  # type: ignore[attr-defined]
            self.fields["ou"].label = _("Votre adresse e-mail")


class EraseForm(forms.Form):
    """A word to type, so that nobody erases themselves by a slip of the thumb."""

    mot = PlainField(
        label=gettext_lazy("Pour confirmer, écrivez EFFACER"),
        max_chars=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Écrivez le mot EFFACER pour confirmer.")},
    )

    def clean_mot(self) -> str:
        typed = str(self.cleaned_data["mot"]).strip().strip("«».\"' ").upper()
        if typed != _WORD:
            raise ValidationError(_("Écrivez le mot EFFACER, en sept lettres, pour confirmer."), code="word")
        return typed


class SureForm(forms.Form):
    """An adviser in somebody's name: how they know that it is them, and whether the address is theirs.

    address: what the box offers; "" where there is none to offer.
    """

    sur = forms.BooleanField(
        label=gettext_lazy("La personne me l’a demandé, et je sais que c’est elle."),
        error_messages={"required": gettext_lazy("Assurez-vous d’abord que c’est bien elle qui le demande.")},
    )
    adresse = forms.BooleanField(required=False)

    def __init__(self, *args: Any, address: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if address:
            self.fields["adresse"].label = french(self.offered() % {"address": address})
        else:
            del self.fields["adresse"]

    def offered(self) -> str:
        return _("Cette adresse est bien la sienne : %(address)s – tout ce qui y est lié est imprimé aussi")

    @property
    def has_their_address(self) -> bool:
        """Whether it was offered, and ticked."""
        return bool(self.cleaned_data.get("adresse"))


class CounterForm(SureForm, EraseForm):
    """The same, and the word that erases."""

    field_order = ("sur", "adresse", "mot")

    def offered(self) -> str:
        return _("Cette adresse est bien la sienne : %(address)s – tout ce qui y est lié part aussi")


class ControllerForm(forms.ModelForm[Controller]):
    """The head of the register."""

    class Meta:
        model = Controller
        fields = (
            *("name", "address", "represented_by", "officer", "officer_email", "officer_phone"),
            *("host", "carriers", "security", "reviewed_on"),
        )
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "security": forms.Textarea(attrs={"rows": 5}),
            "reviewed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "name": gettext_lazy("Le nom légal de l’organisme, comme sur ses délibérations."),
            "represented_by": gettext_lazy("Nom et fonction, par exemple « Mme Delattre, présidente »."),
            "host": gettext_lazy("Qui héberge le site, et dans quel pays."),
            "carriers": gettext_lazy("Avec qui un contrat de sous-traitance est signé (article 28 du RGPD)."),
            "security": gettext_lazy(
                "Ce que votre organisme fait en plus de ce que le logiciel fait : il est listé déjà."
            ),
            "reviewed_on": gettext_lazy("Le jour où le registre a été relu en entier."),
        }
