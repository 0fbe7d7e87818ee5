"""One's own account: what protects it, and where it is open."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import TemplateView

from boards.accounts import second_factor, sessions
from boards.accounts.adapter import HOMES, WORKSPACE
from boards.accounts.models import User


class OwnPage(LoginRequiredMixin, TemplateView):
    """A page about whoever is signed in."""

    request: HttpRequest

    @property
    def person(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user


class Home(OwnPage):
    """«Mon compte»."""

    template_name = "account/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.person
        return super().get_context_data(
            person=person,
            has_second_factor=second_factor.has_one(person),
            is_asked=second_factor.asked_by(person),
            home_url=HOMES.get(person.role, WORKSPACE),
            **kwargs,
        )


class Devices(OwnPage):
    """«Mes appareils»."""

    template_name = "account/devices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(devices=sessions.devices_of(self.request, self.person), **kwargs)


class EndDevice(LoginRequiredMixin, View):
    """Sign out one browser."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        session = get_object_or_404(UserSession, pk=pk, user=request.user)
        is_here = session.session_key == request.session.session_key
        sessions.end(session=session, by=request.user)
        if is_here:
            logout(request)
            return redirect("account_login")
        messages.success(request, _("Cet appareil est déconnecté."))
        return redirect("account_devices")


class EndOtherDevices(LoginRequiredMixin, View):
    """Sign out every browser but this one."""

    def post(self, request: HttpRequest) -> HttpResponse:
        assert isinstance(request.user, User)
        ended = sessions.end_others(person=request.user, keep=request.session.session_key, by=request.user)
        text = ngettext("Un autre appareil est déconnecté.", "%(n)d autres appareils sont déconnectés.", ended)
        messages.success(request, text % {"n": ended} if ended else _("Vous n’étiez connecté nulle part ailleurs."))
        return redirect("account_devices")
