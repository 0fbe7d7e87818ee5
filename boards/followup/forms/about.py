"""What an adviser fills in beside a person or a recruitment: a note, a task."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.followup.enums import NoteKind
from boards.followup.models.note import LONGEST_NOTE
from boards.followup.notes_law.findings import Finding
from boards.followup.notes_law.reading import read
from boards.offers.forms.fields import PlainField, offer_choices


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day as browsers pick it, or as people type it."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"],
        error_messages={
            "required": gettext_lazy("Choisissez un jour."),
            "invalid": gettext_lazy("Écrivez le jour ainsi : 04/05/2027."),
        },
        **options,
    )


def by_field(error: ValidationError, *, otherwise: str) -> dict[str, list[ValidationError]]:
    """A service's no by the field it is about; `otherwise`: where one goes that is about none."""
    return error.error_dict if hasattr(error, "error_dict") else {otherwise: error.error_list}


def colleagues() -> list[tuple[str, str]]:
    """Those who work here, by name. One query."""
    people = User.objects.filter(role__in=Role.staff(), is_active=True).order_by("name", "email")
    return [(str(one.pk), str(one)) for one in people]


class NoteForm(forms.Form):
    """One note. What must not be noted comes back with what to write instead; a reason keeps it."""

    kind = forms.ChoiceField(label=gettext_lazy("Sujet"), choices=NoteKind, initial=NoteKind.MEETING, required=False)
    text = PlainField(
        label=gettext_lazy("Votre note"),
        max_chars=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "La personne peut lire cette note : écrivez des faits utiles à l’emploi, "
            "comme si elle était à côté de vous."
        ),
        error_messages={"required": gettext_lazy("Écrivez votre note.")},
    )
    kept_because = PlainField(label=gettext_lazy("Pourquoi ce passage doit rester"), required=False, max_chars=300)

    findings: tuple[Finding, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.findings = tuple(read(cleaned.get("text", "")))
        if self.findings and not cleaned.get("kept_because", "").strip():
            self.add_error(
                "text",
                ValidationError(
                    _("Réécrivez ce passage, ou dites pourquoi il doit rester : la personne peut lire cette note."),
                    code="flagged",
                ),
            )
        return cleaned

    @property
    def note(self) -> dict[str, Any]:
        """What was written, as the service takes it."""
        said = self.cleaned_data
        kind = NoteKind(said["kind"] or NoteKind.OTHER)
        return {"text": said["text"], "kind": kind, "kept_because": said["kept_because"]}


class RecruitmentNoteForm(NoteForm):
    """The same about a recruitment: whoever is named in it may read it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].initial = NoteKind.EMPLOYER
        self.fields["text"].help_text = _(
            "Toute personne nommée ici peut lire ce passage : écrivez des faits utiles au recrutement."
        )


class TaskForm(forms.Form):
    """Something to do, by when, by whom."""

    text = PlainField(
        label=gettext_lazy("À faire"),
        max_chars=200,
        error_messages={"required": gettext_lazy("Écrivez ce qu’il y a à faire.")},
    )
    due_on = day_field(gettext_lazy("Pour le"))
    adviser = forms.ChoiceField(label=gettext_lazy("Par"), required=False)

    def __init__(self, *args: Any, by: User, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_choices(self, "adviser", people)
        self.fields["adviser"].initial = str(by.pk)
        self.fields["due_on"].initial = timezone.localdate()

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if abs((day - timezone.localdate()).days) > 3 * 366:
            raise ValidationError(_("Vérifiez l’année."))
        return day

    @property
    def task(self) -> dict[str, Any]:
        """What is to be done and when, as the service takes it."""
        return {"text": self.cleaned_data["text"], "due_on": self.cleaned_data["due_on"]}
