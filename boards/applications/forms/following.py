"""What a person adds to their own application."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.applications.forms.apply import MOST_WORDS, PhoneField
from boards.offers.forms.fields import PlainField
from tenants.files.forms import PrivateFileField


class AddForm(forms.Form):
    """A CV, a few words, a number: whichever was missing."""

    cv = PrivateFileField(required=False)
    words = PlainField(
        label=gettext_lazy("Quelques mots de plus"),
        required=False,
        max_chars=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "class": "low"}),
    )
    phone = PhoneField(label=gettext_lazy("Votre téléphone"), required=False)

    def __init__(self, *args: Any, has_phone: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if has_phone:
            del self.fields["phone"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("cv", _("Choisissez un fichier, ou écrivez quelques mots."))
        return cleaned


class WriteForm(forms.Form):
    """The first message of a conversation."""

    text = PlainField(
        label=gettext_lazy("Votre message"),
        max_chars=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "low"}),
        error_messages={"required": gettext_lazy("Écrivez votre message.")},
    )
    nonce = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
