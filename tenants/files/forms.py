"""A field that takes a private file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tenants.files import checking


class PrivateFileField(forms.FileField):
    """A PDF, DOCX or ODT, checked by its content; hand what it gives to `services.keep`."""

    default_error_messages = {
        "required": _("Choisissez un fichier."),
        "empty": _("Ce fichier est vide : vérifiez que c’est le bon, puis envoyez-le à nouveau."),
        "missing": _("Choisissez un fichier."),
        "invalid": _("Le fichier n’est pas arrivé : choisissez-le à nouveau."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Votre CV"))
        options.setdefault("help_text", _("PDF, Word (DOCX) ou LibreOffice (ODT), 5 Mo au plus."))
        options.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,.docx,.odt"}))
        super().__init__(**options)

    def to_python(self, data: Any) -> UploadedFile[Any] | None:  # type: ignore[override]
        upload = super().to_python(data)
        if upload is not None:
            checking.checked(upload)
        return upload  # type: ignore[return-value]
