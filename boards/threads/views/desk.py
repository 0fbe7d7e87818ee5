"""What staff do with a thread besides speaking in it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.mixins import StaffRequired
from boards.threads import services
from boards.threads.models import Thread


@method_decorator(never_cache, name="dispatch")
class _Act(StaffRequired, View):
    """One thing, by a button."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self.act(get_object_or_404(Thread, pk=pk))
        return redirect("threads:thread", pk=pk)

    def act(self, thread: Thread) -> None:
        raise NotImplementedError


class Join(_Act):
    """Enter, which the thread says."""

    def act(self, thread: Thread) -> None:
        services.join(thread=thread, by=self.request.user)  # type: ignore[arg-type]  # StaffRequired
        messages.success(self.request, _("Vous suivez cette conversation : les messages vous parviennent."))


class Close(_Act):
    """Nobody writes any more."""

    def act(self, thread: Thread) -> None:
        services.close(thread=thread, by=self.request.user)  # type: ignore[arg-type]  # StaffRequired
        messages.success(self.request, _("La conversation est close."))


class Reopen(_Act):
    """They may again."""

    def act(self, thread: Thread) -> None:
        services.reopen(thread=thread, by=self.request.user)  # type: ignore[arg-type]  # StaffRequired
        messages.success(self.request, _("La conversation est rouverte."))
