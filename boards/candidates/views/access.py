"""Whose profile it is: an account's, or that of a telephone whose owner has just shown that it is theirs."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.enums import Role
from boards.accounts.mixins import RoleRequired
from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.candidates.models.profile import ProfileQuerySet
from boards.candidates.policies import may_have_profile

_SESSION_KEY = "candidates_holder"
#: A telephone opens a profile for so long: the next one at the same screen finds it closed.
HELD_FOR = timedelta(hours=1)


def hold(request: HttpRequest, profile: Profile) -> None:
    """Let this browser open a profile for an hour: its owner has just shown who they are."""
    request.session.cycle_key()
    request.session[_SESSION_KEY] = [str(profile.pk), timezone.now().isoformat()]


def let_go(request: HttpRequest) -> None:
    """The end of that hour, by a button."""
    request.session.pop(_SESSION_KEY, None)


def held_profile(request: HttpRequest) -> Profile | None:
    """The profile that this browser may open without an account; those with one sign in instead."""
    held = request.session.get(_SESSION_KEY)
    if not isinstance(held, list) or len(held) != 2:
        return None
    if timezone.now() - datetime.fromisoformat(held[1]) > HELD_FOR:
        let_go(request)
        return None
    return Profile.objects.active().filter(pk=UUID(held[0]), user=None, handed_over_at__isnull=False).first()


@method_decorator(never_cache, name="dispatch")
class OwnView(AccessMixin, View):
    """For the person the profile is about. `person` is None for who came by their telephone."""

    person: User | None
    profile: Profile | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User):
            if not may_have_profile(request.user):
                return self.without_profile()
            self.person = request.user
            self.profile = Profile.objects.of(request.user).select_related("cv", "adviser").first()
        else:
            self.person, self.profile = None, held_profile(request)
            if self.profile is None:
                return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def without_profile(self) -> HttpResponseBase:
        """The answer to who works for the tenant, or beside it, and looks for no work here."""
        raise PermissionDenied

    def existing(self) -> Profile:
        """The profile; 404 for who hasn't begun one."""
        if self.profile is None:
            raise Http404
        return self.profile


class SeeingView(RoleRequired, View):
    """For staff, and for partners, who see only those who agreed."""

    roles = Role.staff() | {Role.PARTNER}

    @property
    def person(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user

    def profiles(self) -> ProfileQuerySet:
        return Profile.objects.seen_by(self.person)

    def one(self, pk: object) -> Profile:
        """One that this person may see; any other doesn't exist for them."""
        return get_object_or_404(self.profiles().select_related("adviser", "made_by", "cv", "user"), pk=pk)


class StaffView(SeeingView):
    """For the tenant's advisers and managers."""

    roles = Role.staff()
