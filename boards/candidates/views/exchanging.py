"""A CV that proposes, another site's export that comes in, one's own that goes out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.candidates.forms.profile import initial_of
from boards.candidates.services import proposing
from boards.candidates.views.access import OwnView
from boards.candidates.views.own import Own
from boards.curriculum import europass_writing, json_resume, reading
from boards.curriculum.values import Curriculum, Unreadable
from boards.curriculum.wording import sentence


class ImportForm(forms.Form):
    """A file of another site."""

    file = forms.FileField(
        label=gettext_lazy("Fichier Europass (XML) ou JSON Resume"),
        widget=forms.FileInput(attrs={"accept": ".xml,.json"}),
        error_messages={
            "required": gettext_lazy("Choisissez un fichier."),
            "empty": gettext_lazy("Ce fichier est vide."),
        },
    )


class Filling(Own):
    """The page of the profile, filled in further from elsewhere; nothing is kept until it is sent."""

    def without_profile(self) -> HttpResponseBase:
        """No menu leads here."""
        raise PermissionDenied

    def proposed(self, curriculum: Curriculum) -> HttpResponse:
        said: dict[str, Any] = initial_of(self.profile) if self.profile else {"name": getattr(self.person, "name", "")}
        messages.info(
            self.request, _("Voici ce que nous avons lu. Corrigez, complétez : rien n’est enregistré avant le bouton.")
        )
        return self._page(self._whole(initial=proposing.completed(said, curriculum)))


class Import(Filling):
    """Europass or JSON Resume in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "candidates/import.html", {"form": ImportForm(), "profile": self.profile})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return self.proposed(reading.imported(form.cleaned_data["file"]))
            except ValidationError as problem:
                form.add_error("file", problem)
        return render(request, "candidates/import.html", {"form": form, "profile": self.profile})


class FromCv(Filling):
    """What one's own CV seems to say."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("candidates:own")

    def post(self, request: HttpRequest) -> HttpResponse:
        self.existing()
        found = proposing.propose(self.existing())
        if isinstance(found, Unreadable):
            messages.warning(request, sentence(found.reason))
            return redirect("candidates:own")
        return self.proposed(found)


class Europass(OwnView):
    """One's profile as Europass XML."""

    def get(self, request: HttpRequest) -> HttpResponse:
        content = europass_writing.write(proposing.curriculum_of(self.existing()))
        return _file(content, "application/xml", "mon-profil-europass.xml")


class JsonResume(OwnView):
    """One's profile as JSON Resume."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return _file(json_resume.write(proposing.curriculum_of(self.existing())), "application/json", "mon-profil.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
