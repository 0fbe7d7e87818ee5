"""Who may open the workspace."""

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views import View

from boards.accounts.mixins import StaffRequired
from boards.accounts.models import User
from boards.offers import selectors
from boards.offers.models import Offer


class WorkspaceView(AccessMixin, View):
    """For staff and for those who act for an employer; others are 403, strangers are sent to sign in."""

    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.handle_no_permission()
        self.person = request.user
        if not selectors.has_workspace(request.user):
            return self.without_workspace()
        return super().dispatch(request, *args, **kwargs)

    def without_workspace(self) -> HttpResponseBase:
        """The answer to somebody who neither works for the tenant nor acts for an employer."""
        raise PermissionDenied

    def offer(self, pk: object) -> Offer:
        """An offer this person may work with; somebody else's doesn't exist for them."""
        return get_object_or_404(Offer.objects.editable_by(self.person).select_related("employer").distinct(), pk=pk)


class StaffView(StaffRequired, WorkspaceView):
    """For the tenant's advisers and managers."""
