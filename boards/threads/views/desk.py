"""What staff do with a thread besides speaking in it."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.mixins import StaffRequired
from boards.threads import services
from boards.threads.models import Thread


@method_decorator(never_cache, name="dispatch")
class _Act(StaffRequired, View):
    """One service, by a button. said: what it has come to."""

    act: ClassVar[Callable[..., None]]
    said: ClassVar[Any]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self.act(thread=get_object_or_404(Thread, pk=pk), by=request.user)
        messages.success(request, self.said)
        return redirect("threads:thread", pk=pk)


class Join(_Act):
    """Enter, which the thread says."""

    act = staticmethod(services.join)
    said = _("Vous suivez cette conversation : les messages vous parviennent.")


class Close(_Act):
    """Nobody writes any more."""

    act = staticmethod(services.close)
    said = _("La conversation est close.")


class Reopen(_Act):
    """They may again."""

    act = staticmethod(services.reopen)
    said = _("La conversation est rouverte.")
