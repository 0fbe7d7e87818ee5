"""Searches that go on: save, list, stop; and the one-click stop of a mail."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from boards.library.asked import Asked
from boards.library.enums import Rhythm
from boards.library.links import STOP_SALT
from boards.library.models import SavedSearch
from boards.library.services import saving
from boards.library.views.access import MemberView
from tenants import signing


class Saved(MemberView):
    """One's own; a POST saves another."""

    def get(self, request: HttpRequest) -> HttpResponse:
        mine = SavedSearch.objects.filter(user=self.person, ended_at__isnull=True).select_related("employer")
        rows = [{"search": one, "url": Asked.read(QueryDict(one.query)).url} for one in mine]
        return render(request, "library/saved.html", {"rows": rows, "tab": "saved"})

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = Asked.read(QueryDict(request.POST.get("recherche", "")[:600]))
        employer = self.find_seat().employer
        if employer is None:
            raise Http404
        rhythm = request.POST.get("rhythm", "")
        try:
            saving.save(
                asked=asked, employer=employer, by=self.person,
                rhythm=Rhythm(rhythm) if rhythm in Rhythm.values else Rhythm.DAILY,
            )  # fmt: skip
            messages.success(
                request, _("C’est noté : vous recevrez un e-mail quand de nouvelles personnes se présentent.")
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(asked.url)


class StopOwn(MemberView):
    """From the list."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        saving.stop(search=get_object_or_404(SavedSearch, user=self.person, pk=pk), by=self.person)
        messages.success(request, _("Vous ne recevrez plus d’e-mail pour cette recherche."))
        return redirect("library:saved")


@method_decorator(csrf_exempt, name="dispatch")  # RFC 8058: a mail reader posts without a cookie; the link is the right
class Stop(View):
    """From a mail: a GET shows a button, a POST stops."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return render(request, "library/stop.html", {"search": self._search(token)})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        search = saving.stop(search=self._search(token), by=None)
        return render(request, "library/stop.html", {"search": search})

    def _search(self, token: str) -> SavedSearch:
        try:
            key = UUID(str(signing.loads(token, salt=STOP_SALT)))
        except (BadSignature, ValueError) as problem:
            raise Http404 from problem
        return get_object_or_404(SavedSearch, pk=key)
