"""What staff fill in: an alert for somebody, whom they look for, how the tenant tells people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.alerts.desk.demand import DOMAIN, OCCUPATION
from boards.alerts.enums import ConsentHow
from boards.alerts.forms.contact import LONGEST, ContactField, rhythm_choices
from boards.alerts.services.assisting import Witnessed
from boards.alerts.services.settings import AlertSettings
from boards.finding.asked import LONGEST_PLACE
from boards.offers.forms.fields import PlainField, offer_choices, without_unseen
from search.criteria import DEFAULT_RADIUS_KM, LONGEST_TEXT, RADIUS_STEPS_KM
from tenants.enums import AlertFrequency
from tenants.models import Tenant
from tenants.models.tenant import FIRST_DIGEST_HOUR, LAST_DIGEST_HOUR, SMS_SENDER

_RADII = [(str(km), format_lazy("{} km", km)) for km in RADIUS_STEPS_KM]


def _suggesting(name: str, **more: str) -> forms.TextInput:
    """A text field with the suggestions of the search bar."""
    url = format_lazy("{}?q=", reverse_lazy(f"finding:suggest_{name}"))
    return forms.TextInput(attrs={"data-suggest-url": url, "autocomplete": "off", "spellcheck": "false", **more})


class AssistForm(forms.Form):
    """A search, whose it is, and their yes. The search's fields are called as in the address of a search."""

    q = forms.CharField(
        label=gettext_lazy("Métier ou mot-clé"),
        required=False,
        help_text=gettext_lazy("Laissez vide pour toutes les offres."),
        widget=_suggesting("occupations"),
    )
    lieu = forms.CharField(
        label=gettext_lazy("Autour de"),
        required=False,
        help_text=gettext_lazy("Commune ou code postal. Vide : tout le territoire."),
        widget=_suggesting("communes"),
    )
    rayon = forms.ChoiceField(label=gettext_lazy("Jusqu’à"), choices=_RADII, initial=str(DEFAULT_RADIUS_KM))
    ou = ContactField(
        label=gettext_lazy("E-mail ou numéro de mobile de la personne"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email", "maxlength": LONGEST}),
        error_messages={"required": gettext_lazy("Écrivez où prévenir la personne : une adresse e-mail ou un mobile.")},
    )
    rythme = forms.ChoiceField(
        label=gettext_lazy("À quel rythme"),
        error_messages={
            "required": gettext_lazy("Choisissez un rythme."),
            "invalid_choice": gettext_lazy("Ce site ne propose pas ce rythme : choisissez-en un autre."),
        },
    )
    comment = forms.ChoiceField(
        label=gettext_lazy("Comment la personne a dit oui"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites comment la personne a donné son accord.")},
    )
    note = PlainField(
        label=gettext_lazy("Votre note"),
        required=False,
        max_chars=300,
        help_text=gettext_lazy("Gardée avec l’accord. La personne peut la lire si elle demande ses données."),
    )
    lu = forms.BooleanField(
        label=gettext_lazy("J’ai lu cette phrase à la personne, et elle est d’accord."),
        error_messages={
            "required": gettext_lazy("Lisez la phrase à la personne et cochez la case : sans accord, pas d’alerte.")
        },
    )

    def __init__(self, *args: Any, tenant: Tenant, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(self, "rythme", rhythm_choices(tenant))
        offer_choices(self, "comment", ConsentHow.assisted())
        if not tenant.sms_enabled:
            self.fields["ou"].with_sms = False  # type: ignore[attr-defined]
            self.fields["ou"].label = _("Adresse e-mail de la personne")

    @property
    def consent(self) -> Witnessed:
        """As the service takes it."""
        return Witnessed(how=ConsentHow(self.cleaned_data["comment"]), note=self.cleaned_data["note"])

    def clean_q(self) -> str:
        return without_unseen(self.cleaned_data["q"])[:LONGEST_TEXT]

    def clean_lieu(self) -> str:
        return without_unseen(self.cleaned_data["lieu"])[:LONGEST_PLACE]


class WhoForm(forms.Form):
    """Whose alerts."""

    ou = ContactField(
        label=gettext_lazy("E-mail ou numéro de mobile"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email", "maxlength": LONGEST}),
        error_messages={"required": gettext_lazy("Écrivez l’adresse e-mail ou le mobile de la personne.")},
    )


class DemandForm(forms.Form):
    """What staff look for among those who wait. Every answer is optional, and a wrong one is none."""

    q = forms.CharField(label=gettext_lazy("Métier"), required=False, widget=_suggesting("occupations"))
    lieu = forms.CharField(
        label=gettext_lazy("Commune"), required=False, widget=_suggesting("communes"), max_length=LONGEST_PLACE
    )
    par = forms.ChoiceField(
        label=gettext_lazy("Par"),
        choices=[("metier", gettext_lazy("Métier")), ("domaine", gettext_lazy("Domaine"))],
        required=False,
    )

    @property
    def signs(self) -> int:
        """How many signs of a ROME code make a group."""
        return DOMAIN if self.cleaned_data.get("par") == "domaine" else OCCUPATION

    def clean_q(self) -> str:
        return without_unseen(self.cleaned_data["q"])[:LONGEST_TEXT]


class SettingsForm(forms.Form):
    """How the tenant tells people; fields are called as those of the tenant, so that its messages find them."""

    alert_frequencies = forms.MultipleChoiceField(
        label=gettext_lazy("Rythmes proposés"),
        choices=AlertFrequency,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Ce que les personnes peuvent choisir. Celles qui ont déjà un autre rythme le gardent, jusqu’à ce qu’elles "
            "en changent."
        ),
        error_messages={"required": gettext_lazy("Proposez au moins un rythme.")},
    )
    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Heure des alertes du jour et de la semaine"),
        choices=[(hour, format_lazy("{} h", hour)) for hour in range(FIRST_DIGEST_HOUR, LAST_DIGEST_HOUR + 1)],
        coerce=int,
        help_text=gettext_lazy(
            "Celles de la semaine partent le lundi. Les SMS attendent de toute façon les heures permises."
        ),
    )
    sender_email = forms.EmailField(
        label=gettext_lazy("Adresse d’expédition"),
        required=False,
        help_text=gettext_lazy(
            "L’adresse que les personnes voient. Votre domaine doit autoriser cette plateforme à écrire en son nom "
            "(SPF et DKIM) ; laissez vide pour celle de la plateforme."
        ),
        error_messages={
            "invalid": gettext_lazy("Cette adresse n’est pas complète : elle s’écrit comme nom@exemple.fr.")
        },
    )
    email_daily_cap = forms.IntegerField(
        label=gettext_lazy("E-mails d’alerte par jour, au plus"),
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Au-delà, les alertes attendent le lendemain. Vous êtes prévenus à 80 %."),
    )
    sms_enabled = forms.BooleanField(
        label=gettext_lazy("Prévenir aussi par SMS"),
        required=False,
        help_text=gettext_lazy("Sans SMS, les personnes qui n’ont laissé qu’un numéro ne sont plus prévenues."),
    )
    sms_sender = forms.RegexField(
        SMS_SENDER,
        label=gettext_lazy("Nom d’expéditeur des SMS"),
        required=False,
        help_text=gettext_lazy(
            "3 à 11 lettres ou chiffres, sans espace ni accent, par exemple EMPLOICCHF. Laissez vide pour celui de la "
            "plateforme."
        ),
        error_messages={
            "invalid": gettext_lazy("Écrivez 3 à 11 lettres ou chiffres, sans espace ni accent, une lettre d’abord.")
        },
    )
    sms_daily_cap = forms.IntegerField(
        label=gettext_lazy("SMS par jour, au plus"),
        min_value=0,
        max_value=100_000,
        help_text=gettext_lazy(
            "Codes de confirmation compris. Chaque SMS coûte : ce plafond borne la dépense du jour."
        ),
    )

    @property
    def settings(self) -> AlertSettings:
        """As the service takes them."""
        return AlertSettings(**self.cleaned_data)


def unknown_place(form: forms.Form, message: str) -> None:
    """Say at the field what is wrong with the place."""
    form.add_error("lieu", ValidationError(message, code="place"))
