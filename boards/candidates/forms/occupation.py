"""An occupation, by the words people use; never a code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.candidates.forms.rows import Row
from boards.offers.forms.fields import PlainField
from tenants.reference import occupations
from tenants.reference.text import normalise

SUGGEST_OCCUPATIONS = "/suggestions/metiers?q="


class OccupationRow(Row):
    """One occupation. `choice` appears when the words call several."""

    main = "word"
    ignored = frozenset({"code", "choice"})

    word = PlainField(
        label=gettext_lazy("Métier"),
        max_chars=140,
        widget=forms.TextInput(
            attrs={"data-suggest-url": SUGGEST_OCCUPATIONS, "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Écrivez un métier, par exemple « cuisinier ».")},
    )
    # Of the suggestion that was chosen, or of what was saved; good as long as the words are those of that occupation.
    code = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    choice = forms.CharField(label=gettext_lazy("Lequel ?"), required=False, max_length=5, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = ""
        self.fields["word"].widget.attrs["data-suggest-target"] = f"id_{self.prefix}-code"

    @property
    def must_choose(self) -> bool:
        """Whether the page shows the radios."""
        return bool(self.fields["choice"].widget.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = cleaned.get("word", "")
        if typed:
            self._find(typed, code=cleaned.get("code", ""), choice=cleaned.get("choice", ""))
        return cleaned

    def value(self) -> str:
        return self.found

    def _find(self, typed: str, *, code: str, choice: str) -> None:
        if _calls(typed, code):
            self.found = code
            return
        called = occupations.codes_for(typed)
        if len(called) == 1:
            (self.found,) = called
            return
        near = occupations.suggest(typed, limit=6)
        # Those that are called so first; beginnings and near misses where nobody is.
        choices = [one for one in near if one.code in called] or near
        known = {one.code for one in choices}
        if choice in known:
            self.found = choice
            return
        self.fields["choice"].widget.choices = [(one.code, one.label) for one in choices]
        if called:
            message = _("Plusieurs métiers s’appellent ainsi : choisissez le vôtre ci-dessous.")
        elif choices:
            message = _("Choisissez le métier le plus proche ci-dessous, ou corrigez le mot.")
        else:
            message = _("Nous ne connaissons pas ce mot. Essayez plus simple, par exemple « vendeur » ou « ménage ».")
        self.add_error("word", ValidationError(message, code="occupation"))


def _calls(typed: str, code: str) -> bool:
    """Whether the words are those of an occupation's label, in one gender or both."""
    label = occupations.label_of(code) if code else ""
    words = set(normalise(typed).split())
    return bool(label and words) and words <= set(normalise(label).split())
