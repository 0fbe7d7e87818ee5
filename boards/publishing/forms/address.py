"""Last page: the address, and the six digits sent to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.offers.forms.fields import PlainField, without_unseen


class AddressField(forms.EmailField):
    """An e-mail address as people type it on a phone: spaces around it, capitals, «mailto:»."""

    def to_python(self, value: object) -> str:
        text = "".join(without_unseen(str(value or "")).split()).lower()
        return text.removeprefix("mailto:").strip("<>;,")


class AddressForm(forms.Form):
    """Who gets the code, and later the answers."""

    email = AddressField(
        label=gettext_lazy("Votre adresse e-mail"),
        help_text=gettext_lazy("Nous y envoyons un code à six chiffres. Pas de mot de passe, pas de publicité."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Écrivez votre adresse e-mail : nous y envoyons le code."),
            "invalid": gettext_lazy("Cette adresse n’est pas complète : elle s’écrit comme nom@exemple.fr."),
        },
    )


class CodeForm(forms.Form):
    """The six digits."""

    code = PlainField(
        label=gettext_lazy("Code à six chiffres"),
        max_chars=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
        error_messages={"required": gettext_lazy("Recopiez les six chiffres que vous avez reçus.")},
    )

    def clean_code(self) -> str:
        digits = "".join(character for character in self.cleaned_data["code"] if character.isdecimal())
        # str.isdecimal is true of other scripts' digits too: int reads them all.
        digits = "".join(str(int(digit)) for digit in digits)
        if len(digits) != 6:
            raise ValidationError(
                _("Le code compte six chiffres. Recopiez celui du dernier message reçu."), code="length"
            )
        return digits
