"""Beside the board: what the offer asks, and how one is told."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from boards.applications.enums import Rhythm
from boards.applications.forms.board import QuestionForm, RhythmForm, question_forms, refused_by_law
from boards.applications.models import Notice
from boards.applications.services.notifying import choose_rhythm
from boards.applications.services.questions import require_lawful, save_questions
from boards.offers.models import Offer
from boards.offers.views.access import WorkspaceView


@method_decorator(never_cache, name="dispatch")
class Questions(WorkspaceView):
    """At most five, each read as the labour inspectorate would."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = self.offer(pk)
        return self._page(offer, question_forms(offer))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = self.offer(pk)
        forms = question_forms(offer, data=request.POST)
        # Each is read, so that all that is wrong is said at once.
        right = [_is_right(form, offer) for form in forms]
        if not all(right):
            return self._page(offer, forms, status=422)
        asked = [one for one in (form.asked() for form in forms) if one is not None]
        save_questions(offer=offer, asked=asked, by=self.person)
        messages.success(request, _("C’est enregistré. Les prochaines personnes verront ces questions."))
        return redirect("applications:board", pk=offer.pk)

    def _page(self, offer: Offer, forms: list[QuestionForm], *, status: int = 200) -> HttpResponse:
        return render(self.request, "applications/questions.html", {"offer": offer, "forms": forms}, status=status)


@method_decorator(never_cache, name="dispatch")
class Notices(WorkspaceView):
    """A mail for each application, or one a day."""

    def get(self, request: HttpRequest) -> HttpResponse:
        notice = Notice.objects.filter(user=self.person).first()
        return self._page(RhythmForm(initial={"rhythm": notice.rhythm if notice else Rhythm.NOW}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RhythmForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        choose_rhythm(user=self.person, rhythm=Rhythm(form.cleaned_data["rhythm"]))
        messages.success(request, _("C’est noté."))
        return redirect("offers:workspace")

    def _page(self, form: RhythmForm) -> HttpResponse:
        return render(self.request, "applications/notices.html", {"form": form}, status=422 if form.errors else 200)


def _is_right(form: QuestionForm, offer: Offer) -> bool:
    if not form.is_valid():
        return False
    asked = form.asked()
    if asked is None:
        return True
    try:
        for text in (asked.text, *asked.choices):
            require_lawful(text, offer=offer)
    except ValidationError as error:
        refused_by_law(form, error)
        return False
    return True
