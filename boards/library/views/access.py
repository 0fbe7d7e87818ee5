"""Who passes: staff, and members of a firm that may look; a firm that may not gets the reason, not a wall."""

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views import View

from boards.accounts.models import User
from boards.library import policies
from boards.library.models import ContactRequest


class MemberView(AccessMixin, View):
    """For staff and for whoever acts for an employer; others are 403, strangers go and sign in.

    What a firm has asked and been told stays theirs to read when they may search no more.
    """

    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.handle_no_permission()
        if not policies.is_member(request.user):
            raise PermissionDenied
        self.person = request.user
        return super().dispatch(request, *args, **kwargs)

    def request_(self, pk: object) -> ContactRequest:
        """One of this firm's; somebody else's doesn't exist."""
        rows = ContactRequest.objects.visible_to(self.person).distinct()
        return get_object_or_404(
            rows.select_related("profile__cv", "employer", "offer", "thread", "asked_by", "noted_by"), pk=pk
        )

    def find_seat(self) -> policies.Seat:
        """For whom they look now. Raises PermissionDenied for a firm that may not."""
        wanted = self.request.GET.get("pour", "") or self.request.POST.get("pour", "")
        return policies.require_seat(self.person, wanted=wanted)


class SearcherView(MemberView):
    """For those who may look at people now; a firm that may not is 403, but for the first page, which says why."""

    seat: policies.Seat

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and policies.is_member(request.user):
            self.person = request.user
            try:
                self.seat = self.find_seat()
            except PermissionDenied:
                return self.closed(request)
        return super().dispatch(request, *args, **kwargs)

    def closed(self, request: HttpRequest) -> HttpResponseBase:
        raise PermissionDenied
