"""Taking a profile over: the code of the letter, how to come back, six digits."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.candidates.reach import Reach
from boards.offers.forms.fields import PlainField, without_unseen
from tenants.enums import Channel
from tenants.messaging.numbers import NotAMobile, parse_mobile, shown


class HandoverCodeForm(forms.Form):
    """The eight signs."""

    code = PlainField(
        label=gettext_lazy("Votre code"),
        max_chars=40,
        help_text=gettext_lazy("Huit lettres et chiffres, par exemple K7QM-2RWD."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
        error_messages={"required": gettext_lazy("Recopiez le code de la lettre ou du SMS.")},
    )


class MobileField(forms.CharField):
    """A mobile, in E.164."""

    def to_python(self, value: Any) -> str:
        text = without_unseen(super().to_python(value) or "")
        if not text:
            return ""
        try:
            return parse_mobile(text)
        except NotAMobile as problem:
            raise ValidationError(str(problem), code="mobile") from problem

    def prepare_value(self, value: Any) -> Any:
        return shown(value) if isinstance(value, str) and value.startswith("+") else value


class EmailAddressField(forms.CharField):
    """An e-mail address as people type it on a phone."""

    def to_python(self, value: Any) -> str:
        text = "".join(without_unseen(str(value or "")).split()).lower().removeprefix("mailto:").strip("<>;,.")
        if not text:
            return ""
        try:
            validate_email(text)
        except ValidationError as problem:
            raise ValidationError(
                _("Cette adresse n’est pas complète : elle s’écrit comme nom@exemple.fr."), code="email"
            ) from problem
        return text


class ComeBackForm(forms.Form):
    """How somebody wants to come back to their profile: one of the two, or neither."""

    email = EmailAddressField(
        label=gettext_lazy("Votre adresse e-mail"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Elle vous fait un compte, sans mot de passe."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    phone = MobileField(
        label=gettext_lazy("Ou votre mobile"),
        required=False,
        help_text=gettext_lazy("À chaque visite, un code par SMS ouvre votre profil."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, with_sms: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not with_sms:
            del self.fields["phone"]

    @property
    def reach(self) -> Reach | None:
        """Where the digits go; None for neither."""
        if email := self.cleaned_data["email"]:
            return Reach(Channel.EMAIL, email)
        phone = self.cleaned_data.get("phone", "")
        return Reach(Channel.SMS, phone) if phone else None


class AccessForm(forms.Form):
    """The mobile that opens a profile."""

    phone = MobileField(
        label=gettext_lazy("Votre mobile"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": gettext_lazy("Écrivez votre numéro de mobile.")},
    )


class DigitsForm(forms.Form):
    """The six digits."""

    code = PlainField(
        label=gettext_lazy("Code à six chiffres"),
        max_chars=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
        error_messages={"required": gettext_lazy("Recopiez les six chiffres que vous avez reçus.")},
    )

    def clean_code(self) -> str:
        # str.isdecimal is true of other scripts' digits too: int reads them all.
        digits = "".join(str(int(sign)) for sign in self.cleaned_data["code"] if sign.isdecimal())
        if len(digits) != 6:
            raise ValidationError(
                _("Le code compte six chiffres. Recopiez celui du dernier message reçu."), code="length"
            )
        return digits
