"""Wagtail's two sign-in addresses, leading to the one door of the site."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import RedirectView


class OneDoor(RedirectView):
    """To our sign-in, which knows codes and limits. Who is signed in already was sent here for lack of a right."""

    pattern_name = "account_login"
    query_string = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
