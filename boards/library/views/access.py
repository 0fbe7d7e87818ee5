"""Who passes: staff, and members of a firm that may look; a firm that may not gets the reason, not a wall."""

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views import View

from boards.accounts.models import User
from boards.library import policies
from boards.library.models import ContactRequest


class LibraryView(AccessMixin, View):
    """For staff and members of employers; others are 403, strangers go and sign in."""

    seat: policies.Seat

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.handle_no_permission()
        if not policies.is_member(request.user):
            raise PermissionDenied
        wanted = request.GET.get("pour", "") or request.POST.get("pour", "")
        try:
            self.seat = policies.require_seat(request.user, wanted=wanted)
        except PermissionDenied:
            return render(request, "library/closed.html", {"closed": True})
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        return self.seat.user

    def request_(self, pk: object) -> ContactRequest:
        """One of this firm's; somebody else's doesn't exist."""
        rows = ContactRequest.objects.visible_to(self.person).distinct()
        return get_object_or_404(
            rows.select_related("profile__cv", "employer", "offer", "thread", "asked_by", "noted_by"), pk=pk
        )
