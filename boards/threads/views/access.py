"""Who reads a thread: its candidate, its employer's members, the tenant's staff."""

from typing import Any
from uuid import UUID

from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.models import User
from boards.threads.enums import Side
from boards.threads.models import Thread


@method_decorator(never_cache, name="dispatch")
class SignedIn(AccessMixin, View):
    """For whoever has an account; strangers are sent to sign in."""

    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.handle_no_permission()
        self.person = request.user
        return super().dispatch(request, *args, **kwargs)

    def thread(self, pk: UUID) -> tuple[Thread, Side]:
        """A thread and this person's side of it; somebody else's doesn't exist for them."""
        mine = Thread.objects.open_to(self.person).select_related("employer", "adviser", "candidate_user")
        thread = get_object_or_404(mine, pk=pk)
        side = thread.side_of(self.person)
        if side is None:
            raise Http404
        return thread, side

    @property
    def frame(self) -> str:
        """Staff and employers have a workspace around it; a candidate the site."""
        return "workspace.html" if self.person.is_tenant_staff or self.person.role == "employer" else "base.html"
