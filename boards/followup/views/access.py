"""Who may open the pages of following somebody."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views import View

from boards.accounts.enums import Role
from boards.accounts.mixins import RoleRequired
from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup.hours import zone
from boards.offers.models import Offer
from boards.offers.views.access import StaffView
from tenants.keys import key_in


class ByTheTenantsClock(View):
    """Hours on the page are those of the tenant's place."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        with timezone.override(zone()):
            return super().dispatch(request, *args, **kwargs)


class FollowerView(ByTheTenantsClock, StaffView):
    """Staff, and what they may see."""

    def profile(self, pk: UUID) -> Profile:
        """Somebody who shows their profile to advisers; anybody else doesn't exist here."""
        return get_object_or_404(Profile.objects.seen_by(self.person).select_related("adviser"), pk=pk)

    def recruitment(self, pk: UUID) -> Offer:
        return get_object_or_404(Offer.objects.select_related("employer"), pk=pk)

    def colleague(self, key: str) -> User:
        """One of those who work here, by what a list sent; oneself for nothing or nobody."""
        found = User.objects.filter(pk=key_in(key), role__in=Role.staff(), is_active=True).first()
        return found or self.person


class ReaderView(ByTheTenantsClock, RoleRequired, View):
    """Staff, and partners: each sees those who agreed to it."""

    roles = Role.staff() | {Role.PARTNER}
    person: User

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if isinstance(request.user, User):
            self.person = request.user
        return super().dispatch(request, *args, **kwargs)

    def profile(self, pk: UUID) -> Profile:
        return get_object_or_404(Profile.objects.seen_by(self.person).select_related("adviser"), pk=pk)


def said(request: HttpRequest, error: ValidationError) -> None:
    """A service's no, as messages on the next page."""
    for message in error.messages:
        messages.error(request, message)


def back_to(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page a button was on, when the form names one of ours; a full address leads nowhere else."""
    wanted = request.POST.get("next", "")
    return redirect(wanted if wanted.startswith("/espace/") and "//" not in wanted else otherwise)
