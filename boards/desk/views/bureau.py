"""The desk's page, a call noted from it, and how it ranks."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from boards.candidates.models import Profile
from boards.desk.explained import fitting_lines, offer_lines
from boards.desk.forms import CallForm
from boards.desk.page import MOST_CALLS, desk_page
from boards.desk.rules import Why
from boards.followup.enums import CallOutcome
from boards.followup.forms.about import by_field
from boards.followup.models import Call
from boards.followup.services.calls import note_call
from boards.followup.views.access import FollowerView, ReaderView
from tenants.files.health import quarantine
from themes import moments

WHOSE = {"moi": True, "tous": False}


class Bureau(FollowerView):
    """Whom to call, which offers need a hand, what is today."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def page(self, *, wrong: tuple[UUID, CallForm] | None = None) -> HttpResponse:
        """wrong: the line whose form must be put right, with what was typed."""
        asked = self.request.GET
        most = 500 if asked.get("appels") == "tous" else MOST_CALLS
        page = desk_page(self.person, mine=WHOSE.get(asked.get("qui", "")), most=most)
        rows = [
            {"call": call, "form": wrong[1] if wrong and wrong[0] == call.profile.pk else None} for call in page.calls
        ]
        context = {"page": page, "rows": rows, "quarantine": quarantine()}
        return render(self.request, "desk/bureau.html", context)


class NoteCall(Bureau):
    """«A répondu», «pas joint», «rappeler le …»: without leaving the page where there is script, else back to it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = get_object_or_404(Profile.objects.seen_by(self.person), pk=pk)
        form = CallForm(request.POST)
        if form.is_valid():
            try:
                call = self._note(profile, form)
            except ValidationError as error:
                for name, problems in by_field(error, otherwise="note").items():
                    form.add_error(name if name in form.fields else "note", problems)
        if form.errors:
            if request.headers.get("HX-Request"):
                return render(request, "desk/parts/call_form.html", {"profile": profile, "form": form})
            return self.page(wrong=(profile.pk, form))
        text = _said(profile, call)
        if request.headers.get("HX-Request"):
            return render(request, "desk/parts/noted.html", {"profile": profile, "text": text})
        messages.success(request, text)
        return redirect("desk:bureau")

    def _note(self, profile: Profile, form: CallForm) -> Call:
        outcome = CallOutcome(form.cleaned_data["outcome"])
        note = form.cleaned_data["note"]
        return note_call(
            profile=profile,
            outcome=outcome,
            again_on=form.cleaned_data["again_on"] if outcome != CallOutcome.ANSWERED else None,
            because=note if outcome == CallOutcome.LATER else "",
            note="" if outcome == CallOutcome.LATER else note,
            by=self.person,
        )


class Rules(ReaderView):
    """How people, offers and matches are ranked: the numbers of the rules themselves; for whoever reads such a list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"whys": [why.label for why in Why], "fitting": fitting_lines(), "offers": offer_lines()}
        return render(request, "desk/rules.html", context)


def _said(profile: Profile, call: Call) -> str:
    if call.again_on is None:
        return _("%(who)s : appel noté.") % {"who": profile.name}
    day = moments.weekday(call.again_on)
    return _("%(who)s : à rappeler %(day)s.") % {"who": profile.name, "day": day}
