"""Jobs, diplomas, languages: one row each."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.candidates.enums import LanguageLevel
from boards.candidates.forms.rows import Row
from boards.candidates.languages import LANGUAGES
from boards.candidates.values import JobValues, LanguageValues, StudyValues
from boards.offers.forms.fields import PlainField, without_unseen

_MONTH = re.compile(r"(?:(\d{1,2})[/.\- ])?((?:19|20)\d\d)")
_ISO_MONTH = re.compile(r"((?:19|20)\d\d)-(\d{1,2})(?:-\d{1,2})?")


class MonthField(forms.CharField):
    """«2019», «03/2019»: the first day of it. A year alone is its January."""

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        if isinstance(value, date):
            return value
        text = without_unseen(str(value or "")).strip()
        if not text:
            return None
        iso, found = _ISO_MONTH.fullmatch(text), _MONTH.fullmatch(text)
        year, month = (iso[1], iso[2]) if iso else (found[2], found[1] or "1") if found else ("", "0")
        if not year or not 1 <= int(month) <= 12:
            raise ValidationError(_("Écrivez une année, ou un mois et une année : 2019 ou 03/2019."), code="month")
        return date(int(year), int(month), 1)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%m/%Y}" if isinstance(value, date) else value

    def run_validators(self, value: Any) -> None:
        """A date has no length to check."""


def _month(label: Any, hint: Any = "") -> MonthField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "03/2019"})
    return MonthField(label=label, required=False, help_text=hint, widget=widget)


class JobRow(Row):
    """One job somebody had."""

    main = "title"

    title = PlainField(
        label=gettext_lazy("Poste"),
        max_chars=140,
        error_messages={"required": gettext_lazy("Écrivez le poste, par exemple « caissière ».")},
    )
    employer = PlainField(label=gettext_lazy("Chez"), required=False, max_chars=120)
    place = PlainField(label=gettext_lazy("Où"), required=False, max_chars=80)
    starts_on = _month(gettext_lazy("De"))
    ends_on = _month(gettext_lazy("À"))
    description = PlainField(
        label=gettext_lazy("Ce que vous faisiez"),
        required=False,
        max_chars=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("La fin vient avant le début : inversez les deux dates."))
        return cleaned

    def value(self) -> JobValues:
        return JobValues(**{name: self.cleaned_data[name] for name in self.fields})


class StudyRow(Row):
    """One diploma or course."""

    main = "title"

    title = PlainField(
        label=gettext_lazy("Diplôme ou formation"),
        max_chars=140,
        error_messages={"required": gettext_lazy("Écrivez le diplôme ou la formation, par exemple « CAP boulanger ».")},
    )
    school = PlainField(label=gettext_lazy("Où"), required=False, max_chars=120)
    year = forms.IntegerField(
        label=gettext_lazy("Année"),
        required=False,
        min_value=1940,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Écrivez une année à quatre chiffres, par exemple 2019."),
            "min_value": gettext_lazy("Écrivez une année à quatre chiffres, par exemple 2019."),
            "max_value": gettext_lazy("Écrivez une année à quatre chiffres, par exemple 2019."),
        },
    )

    def value(self) -> StudyValues:
        return StudyValues(**{name: self.cleaned_data[name] for name in self.fields})


class LanguageRow(Row):
    """One language and how well."""

    main = "code"
    ignored = frozenset({"level"})

    code = forms.ChoiceField(
        label=gettext_lazy("Langue"),
        choices=[("", "–"), *LANGUAGES.items()],
        error_messages={
            "required": gettext_lazy("Choisissez la langue."),
            "invalid_choice": gettext_lazy("Choisissez la langue."),
        },
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Niveau"),
        required=False,
        choices=LanguageLevel,
        error_messages={"invalid_choice": gettext_lazy("Choisissez un niveau dans la liste.")},
    )

    def value(self) -> LanguageValues:
        return LanguageValues(code=self.cleaned_data["code"], level=self.cleaned_data["level"])
