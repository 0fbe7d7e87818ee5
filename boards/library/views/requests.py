"""What an employer has asked, and what became of it; for staff, everybody's."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards.candidates.enums import LookAt
from boards.candidates.services import looks
from boards.library import presenting, rows
from boards.library.enums import AnsweredBy, RequestState
from boards.library.models import ContactRequest
from boards.library.services import requesting
from boards.library.views.access import MemberView
from boards.offers.paging import pages_of
from boards.threads.enums import Side
from boards.threads.views.talking import context_of
from tenants.files.serving import response_for

PER_PAGE = 25


class Requests(MemberView):
    """The newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = ContactRequest.objects.visible_to(self.person).select_related("profile", "employer", "offer").distinct()
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "rows": rows.request_rows(page, viewer=self.person),
            "pages": pages_of(page, request),
            "tab": "requests",
        }
        return render(request, "library/requests.html", context)


class One(MemberView):
    """One question and its answer; after a yes the person, and the conversation."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        asked = self.request_(pk)
        person = presenting.person_of(asked, viewer=self.person)
        if person.is_known and not self.person.is_tenant_staff:
            looks.record(profiles=[asked.profile], by=self.person, employer=asked.employer, what=LookAt.FULL)
        context = {"asked": asked, "person": person, "is_staff": self.person.is_tenant_staff, "tab": "requests"}
        if person.is_known and asked.thread is not None:
            side = Side.ADVISER if self.person.is_tenant_staff else Side.EMPLOYER
            context |= context_of(thread=asked.thread, side=side, by=self.person)
        return render(request, "library/request.html", context)


class Cv(MemberView):
    """The CV, once the person has said yes and it has been found clean."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        asked = self.request_(pk)
        person = presenting.person_of(asked, viewer=self.person)
        if person.cv is None:
            raise Http404
        looks.record(profiles=[asked.profile], by=self.person, employer=asked.employer, what=LookAt.CV)
        return response_for(person.cv)


class TakeBack(MemberView):
    """The employer asks no longer."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        requesting.take_back(request=self.request_(pk), by=self.person)
        messages.success(request, _("Votre demande est retirée."))
        return redirect("library:requests")


class Note(MemberView):
    """What the person told an adviser."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        if not self.person.is_tenant_staff:
            raise PermissionDenied
        asked = self.request_(pk)
        say = {RequestState.ACCEPTED.value: requesting.accept, RequestState.REFUSED.value: requesting.refuse}
        service = say.get(request.POST.get("said", ""))
        if service is not None:
            try:
                service(request=asked, how=AnsweredBy.ADVISER, by=self.person)
                messages.success(request, _("C’est noté, avec votre nom ; l’employeur est prévenu."))
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        return redirect("library:request", pk=asked.pk)
