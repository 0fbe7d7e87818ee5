"""Fields that read what people really type: «1 950 €», «35h30», text pasted from Word."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.offers.wording import decimal_typed

#: Everything that is no text: NUL and its kin, which PostgreSQL refuses, and marks that have no width.
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 8203, 65279, 173))
_MONEY_SIGNS = re.compile(r"€|euros?|eur\b|brut(?:s)?\b|\s", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"^\d{1,9}(?:\.\d{0,4})?$")
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")
_HOURS = re.compile(r"^(\d{1,3})(?:[,.](\d{1,2})|h(\d{2})?|heures?)?(?:/semaine|parsemaine)?$", re.IGNORECASE)


def without_unseen(text: str) -> str:
    """The text without characters that nobody typed on purpose, in composed form."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def offer_choices(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Set what a field of one form lets choose from."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class PlainField(forms.CharField):
    """One or more lines of text. It never cuts: too long is a message, and what was typed stays on the page."""

    def __init__(self, *, max_chars: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        # Not max_length: the attribute it puts on the page makes browsers cut a pasted text in silence.
        self.max_chars = max_chars

    def to_python(self, value: Any) -> str:
        return super().to_python(without_unseen(value) if isinstance(value, str) else value) or ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.max_chars is not None and len(value) > self.max_chars:
            raise ValidationError(
                _("Il y a %(count)s signes ici, %(most)s au plus : gardez l’essentiel."),
                code="too_long",
                params={"count": len(value), "most": self.max_chars},
            )


class EurosField(forms.CharField):
    """An amount in euros as a Decimal: «1950», «1 950,50 €», «1.950»."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = _MONEY_SIGNS.sub("", without_unseen(str(value or "")))[:40]
        if not text:
            return None
        if _THOUSANDS.fullmatch(text):
            text = text.replace(".", "").replace(",", "")
        plain = text.replace(",", ".")
        # Decimal reads more than people write: «NaN», «1e3», «1_000».
        amount = Decimal(plain).quantize(Decimal("0.01")) if _PLAIN_NUMBER.fullmatch(plain) else Decimal(-1)
        if not 0 < amount < 10_000_000:
            raise ValidationError(_("Écrivez un montant en chiffres, par exemple 1950 ou 12,50."), code="invalid")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return decimal_typed(value) if isinstance(value, Decimal) else value

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """An amount has no length to check."""


class HoursField(EurosField):
    """Hours a week as a Decimal: «35», «24,5», «35h30»."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = "".join(without_unseen(str(value or "")).split())[:40]
        if not text:
            return None
        found = _HOURS.fullmatch(text)
        if not found:
            raise ValidationError(_("Écrivez un nombre d’heures, par exemple 35 ou 24,5."), code="invalid")
        whole, tenths, minutes = found.groups()
        hours = Decimal(whole) + Decimal(minutes) / 60 if minutes else Decimal(f"{whole}.{tenths or 0}")
        if not Decimal("0.5") <= hours <= 48:
            raise ValidationError(
                _("Indiquez une durée hebdomadaire entre 1 et 48 heures, le maximum légal."), code="hours"
            )
        return hours.quantize(Decimal("0.1"))
