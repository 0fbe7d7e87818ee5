"""The small forms of the desk: a call in one field, what to do with several people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.desk.bulk import Action, Wanted
from boards.followup.enums import CallOutcome
from boards.followup.forms.about import day_field
from boards.followup.notes_law.findings import Finding
from boards.followup.notes_law.reading import read
from boards.groups.models import Workshop
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.models import Offer


class CallForm(forms.Form):
    """What became of a call: one press, one line if there is something to say, a day when it is put off."""

    outcome = forms.ChoiceField(
        choices=CallOutcome, error_messages={"required": gettext_lazy("Dites ce que l’appel a donné.")}
    )
    note = PlainField(label=gettext_lazy("En un mot"), required=False, max_chars=500)
    again_on = day_field(gettext_lazy("Rappeler le"), required=False)

    findings: tuple[Finding, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.findings = tuple(read(cleaned.get("note", "")))
        if self.findings:
            found = self.findings[0]
            self.add_error("note", f"« {found.excerpt} » : {found.reason} {found.suggestion}")
        if cleaned.get("outcome") == CallOutcome.LATER:
            if not cleaned.get("again_on") and "again_on" not in self.errors:
                self.add_error("again_on", _("Dites quel jour rappeler."))
            if not cleaned.get("note", "").strip() and "note" not in self.errors:
                self.add_error("note", _("Dites en quelques mots pourquoi rappeler plus tard."))
        return cleaned


class ActionForm(forms.Form):
    """What to do with those ticked."""

    action = forms.ChoiceField(
        label=gettext_lazy("Avec les personnes cochées"),
        choices=Action,
        error_messages={"required": gettext_lazy("Choisissez quoi faire.")},
    )
    adviser = forms.ChoiceField(label=gettext_lazy("Conseiller"), required=False)
    offer = forms.ChoiceField(label=gettext_lazy("Offre"), required=False)
    workshop = forms.ChoiceField(label=gettext_lazy("Atelier"), required=False)
    words = PlainField(
        label=gettext_lazy("Votre mot"),
        required=False,
        max_chars=300,
        help_text=gettext_lazy("Facultatif : lu au-dessus de l’offre, par tous."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = User.objects.filter(role__in=Role.staff(), is_active=True).order_by("name", "email")
        self._advisers = {str(one.pk): one for one in people}
        self._offers = {str(one.pk): one for one in Offer.objects.live().select_related("employer")[:500]}
        to_come = Workshop.objects.filter(cancelled_at__isnull=True, starts_at__gt=timezone.now())
        self._workshops = {str(one.pk): one for one in to_come.select_related("group")[:100]}
        offer_choices(
            self, "adviser", [("", _("Sans conseiller")), *((key, str(one)) for key, one in self._advisers.items())]
        )
        offer_choices(
            self,
            "offer",
            [("", "—"), *((key, f"{one.title} – {one.employer.name}") for key, one in self._offers.items())],
        )
        offer_choices(
            self,
            "workshop",
            [("", "—"), *((key, f"{one.title} ({one.group})") for key, one in self._workshops.items())],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        action = cleaned.get("action")
        if action == Action.PROPOSE and not cleaned.get("offer"):
            self.add_error("offer", ValidationError(_("Choisissez l’offre à envoyer.")))
        if action == Action.INVITE and not cleaned.get("workshop"):
            self.add_error("workshop", ValidationError(_("Choisissez l’atelier.")))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            action=Action(said["action"]),
            adviser=self._advisers.get(said.get("adviser", "")),
            offer=self._offers.get(said.get("offer", "")),
            workshop=self._workshops.get(said.get("workshop", "")),
            words=said.get("words", ""),
        )
