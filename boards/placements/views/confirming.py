"""The pages behind the links: one question, two or three buttons. Opening a page answers nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from boards.employers.models import Employer, EmployerMember
from boards.placements import rows
from boards.placements.enums import Party, Said, SaidHow
from boards.placements.forms.declaring import AnswerForm
from boards.placements.links import EMPLOYER_LINK_SECONDS, EMPLOYER_SALT
from boards.placements.models import Confirmation, Placement
from boards.placements.services.answering import answer, not_yet, open_question
from tenants import signing
from tenants.keys import key_or_404


class Mine(View):
    """The hired person's own page."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        placement = self._placement(key)
        question = open_question(placement, Party.PERSON)
        context = {"placement": placement, "question": question, "answered": rows.answered_by_person(placement)}
        return _private(render(request, "placements/mine.html", context))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        placement, form = self._placement(key), AnswerForm(request.POST)
        question = open_question(placement, Party.PERSON)
        if question is not None and form.is_valid():
            _keep(question, form.cleaned_data["said"])
        return redirect(request.path)

    def _placement(self, key: str) -> Placement:
        found = Placement.objects.standing().select_related("employer", "offer", "profile")
        return get_object_or_404(found, link_key=key)


class Theirs(View):
    """An employer's: everybody of whom something is asked."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        employer = _employer_of(token)
        return _private(render(request, "placements/theirs.html", self._context(employer)))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        employer, form = _employer_of(token), AnswerForm(request.POST)
        if "hire" not in request.POST:
            # Nothing was pressed.
            return redirect(request.path)
        key = key_or_404(request.POST["hire"])
        placement = get_object_or_404(Placement.objects.standing(), employer=employer, pk=key)
        question = open_question(placement, Party.EMPLOYER)
        if question is not None and form.is_valid():
            _keep(question, form.cleaned_data["said"])
        return redirect(request.path)

    def _context(self, employer: Employer) -> dict[str, Any]:
        return {"employer": employer, "rows": rows.asked_of(employer)}


def _keep(question: Confirmation, said: str) -> None:
    try:
        if said in Said.values:
            answer(confirmation=question, said=Said(said), how=SaidHow.LINK, by=None)
        else:
            not_yet(confirmation=question, by=None)
    except ValidationError as gone:
        raise Http404 from gone


def _employer_of(token: str) -> Employer:
    try:
        key = signing.loads(token, salt=EMPLOYER_SALT, max_age=EMPLOYER_LINK_SECONDS)
    except BadSignature as problem:
        raise Http404 from problem
    # Without anybody who acts for it there is nobody to show names to.
    found = Employer.objects.filter(pk__in=EmployerMember.objects.speaking().values("employer"))
    return get_object_or_404(found, pk=key_or_404(key))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
