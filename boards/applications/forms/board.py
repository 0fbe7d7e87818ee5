"""What one does on the board: move, answer, write; and the small settings beside it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.applications.enums import ApplicationState, QuestionKind, ReplyKind, Rhythm
from boards.applications.models import ScreeningQuestion
from boards.applications.models.question import MOST_CHOICES, MOST_QUESTIONS
from boards.applications.replies import EMPLOYER, TITLE
from boards.applications.services.answering import LONGEST_ANSWER
from boards.applications.services.questions import Asked
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.models import Offer
from tenants.keys import keys_in


class ChosenForm(forms.Form):
    """Which applications: ticked cards, whole columns."""

    c = forms.CharField(required=False)
    col = forms.CharField(required=False)
    to = forms.CharField(required=False, max_length=10)

    def clean_to(self) -> ApplicationState | None:
        typed = self.cleaned_data["to"]
        return ApplicationState(typed) if typed in ApplicationState.values else None

    @property
    def keys(self) -> list[UUID]:
        """What isn't a key is nobody's card."""
        return keys_in(self.data.getlist("c"))  # type: ignore[attr-defined]  # always a QueryDict

    @property
    def columns(self) -> list[str]:
        return list(self.data.getlist("col"))  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The words of a polite answer. `read`: pressed again after being told that a word could be misread."""

    kind = forms.ChoiceField(choices=ReplyKind, required=False, widget=forms.HiddenInput)
    text = PlainField(
        label=gettext_lazy("Votre réponse"),
        max_chars=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=gettext_lazy("{poste} et {employeur} sont remplacés pour chaque personne."),
        error_messages={"required": gettext_lazy("Écrivez la réponse que la personne lira.")},
    )
    read = forms.BooleanField(required=False, widget=forms.HiddenInput)


class RhythmForm(forms.Form):
    """How one is told of applications."""

    rhythm = forms.ChoiceField(
        label=gettext_lazy("Quand une candidature arrive"), choices=Rhythm, widget=forms.RadioSelect
    )


class TextsForm(forms.Form):
    """A tenant's own polite answers; an empty one is ours again."""

    def __init__(self, *args: Any, texts: dict[ReplyKind, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in ReplyKind:
            self.fields[kind.value] = PlainField(
                label=kind.label,
                required=False,
                max_chars=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 5}),
                initial=texts[kind],
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, text in cleaned.items():
            if text and TITLE not in text and EMPLOYER not in text:
                self.add_error(name, _("Gardez {poste} dans le texte : la personne a peut-être postulé à plusieurs."))
        return cleaned


class StaffFilterForm(forms.Form):
    """What staff look for among all applications."""

    q = PlainField(label=gettext_lazy("Nom, offre ou employeur"), required=False, max_chars=100)
    voir = forms.ChoiceField(label=gettext_lazy("Lesquelles"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(
            self,
            "voir",
            [
                ("", _("Toutes, sans réponse d’abord")),
                ("waiting", _("Sans réponse")),
                ("mine", _("Celles que je suis")),
                *ApplicationState.choices,
            ],
        )


class QuestionForm(forms.Form):
    """One line of the page of questions; an empty one is none."""

    #: The first free line.
    is_next = False

    pk = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = PlainField(label=gettext_lazy("Question"), required=False, max_chars=200)
    kind = forms.ChoiceField(label=gettext_lazy("Réponse attendue"), choices=QuestionKind, required=False)
    choices = PlainField(
        label=gettext_lazy("Réponses possibles, une par ligne"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "low"}),
        help_text=gettext_lazy("Seulement pour « Un choix dans une liste »."),
    )
    required = forms.BooleanField(label=gettext_lazy("Réponse obligatoire"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lines = list(dict.fromkeys(line.strip() for line in cleaned.get("choices", "").splitlines() if line.strip()))
        cleaned["lines"] = lines
        if cleaned.get("text") and cleaned.get("kind") == QuestionKind.CHOICE:
            if not 2 <= len(lines) <= MOST_CHOICES:
                self.add_error("choices", _("Écrivez de deux à huit réponses possibles, une par ligne."))
            elif any(len(line) > 80 for line in lines):
                self.add_error("choices", _("Une réponse a 80 signes au plus."))
        return cleaned

    @property
    def is_open(self) -> bool:
        """Whether its line is shown unfolded: what is asked, what is wrong, and the first that is free."""
        return bool(self["text"].value() or self.errors or self.is_next)

    def asked(self) -> Asked | None:
        """As the service takes it; None for an empty line."""
        cleaned = self.cleaned_data
        if not cleaned["text"]:
            return None
        kind = cleaned["kind"] or QuestionKind.YES_NO
        choices = tuple(cleaned["lines"]) if kind == QuestionKind.CHOICE else ()
        return Asked(cleaned["text"], kind, choices, cleaned["required"], cleaned["pk"])


def question_forms(offer: Offer, *, data: Any = None) -> list[QuestionForm]:
    """Five lines: what is asked now, then empty ones."""
    known: list[ScreeningQuestion] = list(offer.questions.all())
    forms_ = []
    for position in range(MOST_QUESTIONS):
        row = known[position] if position < len(known) else None
        initial = (
            {
                "pk": row.pk,
                "text": row.text,
                "kind": row.kind,
                "choices": "\n".join(row.choices),
                "required": row.required,
            }
            if row
            else {}
        )
        form = QuestionForm(data, prefix=f"q{position}", initial=initial)
        form.is_next = position == len(known)
        forms_.append(form)
    return forms_


def refused_by_law(form: QuestionForm, error: ValidationError) -> None:
    """Show at its line what may not be asked."""
    form.add_error("text", error.messages)
