"""Between the session and the pages: who counts as somebody, and when a browser was last here."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from boards.accounts import second_factor, sessions
from boards.accounts.models import User

#: Where somebody whose second factor is due is themselves: to set it up, and to leave.
OWN_DOORS = "/compte/"


class SomebodyOrNobody:
    """Staff who still owe a second factor are strangers on every page but those of their own account.

    `request.user` stays lazy: a page that doesn't ask who is there doesn't vary by cookie, and a cache may keep it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OWN_DOORS):
            request.user = SimpleLazyObject(lambda: _who_counts(request))  # type: ignore[assignment]
        response = self.get_response(request)
        sessions.note_seen(request)
        return response


def _who_counts(request: HttpRequest) -> Any:
    person = get_user(request)
    if isinstance(person, User) and second_factor.is_due(request, person):
        return AnonymousUser()
    return person
