"""The form that a message is written in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.threads.models.message import LONGEST_TEXT
from boards.threads.services import new_nonce
from tenants.files.forms import PrivateFileField


class MessageForm(forms.Form):
    """A text, a file, or both. What is too long is refused by the service, which keeps what was typed."""

    text = forms.CharField(
        label=_("Votre message"),
        strip=False,
        error_messages={"required": _("Écrivez votre message, ou joignez un fichier.")},
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_TEXT, "autocomplete": "off"}),
    )
    file = PrivateFileField(label=_("Joindre un fichier"), required=False)
    # Of this form as it was shown: sent twice, it says its words once.
    nonce = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        # A file speaks for itself.
        self.fields["text"].required = not self.files.get("file")
        if not self.is_bound:
            self.initial["nonce"] = new_nonce()
        self.use_required_attribute = False
