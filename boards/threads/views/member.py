"""Threads for whoever has an account."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from boards.threads import selectors
from boards.threads.enums import Side
from boards.threads.reading import own_words
from boards.threads.veiling import Veil, is_veiled, veils_of
from boards.threads.views import talking
from boards.threads.views.access import SignedIn
from boards.threads.wording import moment_in_words

A_PAGE = 20


class Threads(SignedIn):
    """One's conversations, the last spoken in first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = selectors.threads_of(self.person)
        only = request.GET.get("voir", "") if self.person.is_tenant_staff else ""
        if only == "sans-conseiller":
            found = found.filter(adviser=None, closed_at=None)
        elif only == "a-verifier":
            found = found.filter(waits=True)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        veils = {} if self.person.is_tenant_staff else veils_of(page)
        rows = [
            {
                "thread": thread,
                "when": moment_in_words(thread.last_message_at) if thread.last_message_at else "",
                "last": own_words(self._last(thread, veils.get(thread.pk))),
            }
            for thread in page
        ]
        context = {"rows": rows, "page": page, "only": only, "frame": self.frame, "person": self.person}
        return render(request, "threads/all.html", context)

    def _last(self, thread: Any, veil: Veil | None) -> str:
        """The last words as this person reads them: of a conversation that isn't their own, as an employer does."""
        text = str(thread.last_text or "")
        is_own = thread.candidate_user_id == self.person.pk
        if veil is None or is_own or not is_veiled(thread.last_side or "", reader=Side.EMPLOYER):
            return text
        return veil(text)


class Conversation(SignedIn):
    """Read, and answer."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        thread, side = self.thread(pk)
        return talking.show(request, self._page, thread=thread, side=side, by=self.person)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        thread, side = self.thread(pk)
        return talking.take(request, self._page, thread=thread, side=side, by=self.person, back=request.path)

    @property
    def _page(self) -> str:
        return "threads/member.html" if self.frame == "workspace.html" else "threads/candidate.html"


class Held(SignedIn):
    """A message that came from another address."""

    def post(self, request: HttpRequest, pk: UUID, message: UUID) -> HttpResponse:
        thread, side = self.thread(pk)
        talking.settle(request, thread=thread, side=side, by=self.person, pk=message)
        return redirect("threads:thread", pk=pk)


class File(SignedIn):
    """A file of the conversation."""

    def get(self, request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
        thread, side = self.thread(pk)
        return talking.hand_out(thread=thread, side=side, pk=file)
