"""The person's page: who asks, what they wrote, and three buttons. Opening it answers nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from boards.library.enums import AnsweredBy, RequestState
from boards.library.models import ContactRequest
from boards.library.services import requesting
from boards.threads.links import candidate_url


class Answer(View):
    """By the link in the mail or SMS: whoever has it has the address."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        asked = self._asked(key)
        thread_url = candidate_url(asked.thread) if asked.thread and asked.state == RequestState.ACCEPTED else ""
        response = render(request, "library/answer.html", {"asked": asked, "thread_url": thread_url})
        response["Cache-Control"] = "private, no-store"
        return response

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        asked, said = self._asked(key), request.POST.get("said", "")
        try:
            if said == "yes":
                requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)
            elif said == "no":
                requesting.refuse(request=asked, how=AnsweredBy.LINK, by=None)
            elif said == "end":
                requesting.end(request=asked, by=None)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(request.path)

    def _asked(self, key: str) -> ContactRequest:
        rows = ContactRequest.objects.filter(profile__anonymised_at__isnull=True)
        return get_object_or_404(rows.select_related("profile", "employer", "offer", "thread"), link_key=key)
