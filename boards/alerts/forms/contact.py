"""Two fields: where to, and how often."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.alerts.services.subscribing import Contact
from boards.offers.forms.fields import without_unseen
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.numbers import NotAMobile, parse_mobile
from tenants.models import Tenant

LONGEST = 254


class ContactField(forms.CharField):
    """An e-mail address or a mobile number, in one box: whichever was typed is recognised."""

    def __init__(self, *, with_sms: bool = True, **options: Any) -> None:
        self.with_sms = with_sms
        # Cut rather than counted: 50 kB of pasted text is refused by what it is, not stored.
        super().__init__(max_length=None, **options)

    def to_python(self, value: object) -> Contact | None:  # type: ignore[override]
        text = without_unseen(str(value or ""))[: LONGEST * 2].strip()
        if not text:
            return None
        if "@" in text:
            return Contact(Channel.EMAIL, _email(text))
        if not self.with_sms:
            raise ValidationError(_("Écrivez une adresse e-mail complète, comme nom@exemple.fr."), code="email")
        if not any(character.isdigit() for character in text):
            raise ValidationError(
                _("Écrivez une adresse e-mail, comme nom@exemple.fr, ou un numéro de mobile, comme 06 12 34 56 78."),
                code="neither",
            )
        try:
            return Contact(Channel.SMS, parse_mobile(text))
        except NotAMobile as problem:
            raise ValidationError(str(problem), code="mobile") from problem

    def run_validators(self, value: object) -> None:
        """What to_python returned is right."""

    def prepare_value(self, value: object) -> object:
        return value.address if isinstance(value, Contact) else value


class SubscribeForm(forms.Form):
    """Leave a search with us. `recherche` is the query string of the results page."""

    ou = ContactField(
        label=gettext_lazy("Votre e-mail ou votre numéro de mobile"),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "maxlength": LONGEST}),
        error_messages={"required": gettext_lazy("Écrivez où vous prévenir : une adresse e-mail ou un mobile.")},
    )
    rythme = forms.ChoiceField(
        label=gettext_lazy("À quel rythme"),
        error_messages={
            "required": gettext_lazy("Choisissez un rythme."),
            "invalid_choice": gettext_lazy("Ce site ne propose pas ce rythme : choisissez-en un autre."),
        },
    )
    recherche = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, tenant: Tenant, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rythme"].choices = rhythm_choices(tenant)  # type: ignore[attr-defined]
        if not tenant.sms_enabled:
            self.fields["ou"].with_sms = False  # type: ignore[attr-defined]
            self.fields["ou"].label = _("Votre adresse e-mail")


def rhythm_choices(tenant: Tenant) -> list[tuple[str, str]]:
    """The rhythms that a tenant offers, the usual one first."""
    offered = [frequency for frequency in AlertFrequency if frequency in tenant.alert_frequencies]
    offered.sort(key=lambda frequency: frequency != AlertFrequency.DAILY)
    return [(frequency.value, str(frequency.label)) for frequency in offered]


def _email(text: str) -> str:
    address = "".join(text.split()).lower().removeprefix("mailto:").strip("<>;,.")
    try:
        validate_email(address)
        # As the mail server will be told it: «é» sixty times fits a form, and no name of a domain.
        punycode(address.rpartition("@")[2])
    except (ValidationError, UnicodeError) as problem:
        raise ValidationError(
            _("Cette adresse n’est pas complète : elle s’écrit comme nom@exemple.fr."), code="email"
        ) from problem
    if len(address) > LONGEST:
        raise ValidationError(_("Cette adresse est trop longue : vérifiez-la."), code="email")
    return address
