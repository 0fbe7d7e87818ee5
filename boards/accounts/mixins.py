"""Who may open a page: anonymous people are sent to sign in, the wrong role is 403."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from boards.accounts.enums import Role


class RoleRequired(AccessMixin):
    """Only the roles named by the view."""

    roles: frozenset[str] = frozenset()
    raise_exception = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if getattr(request.user, "role", "") not in self.roles:
            self.raise_exception = True
            return self.handle_no_permission()
        proceed: Callable[..., HttpResponseBase] = super().dispatch  # type: ignore[misc]
        return proceed(request, *args, **kwargs)


class StaffRequired(RoleRequired):
    """Advisers and managers of this tenant."""

    roles = Role.staff()


class ManagerRequired(RoleRequired):
    """Managers of this tenant."""

    roles = frozenset({Role.MANAGER})


class EmployerOrStaffRequired(RoleRequired):
    """Those who work with offers; which ones, the queryset says."""

    roles = Role.staff() | {Role.EMPLOYER}
