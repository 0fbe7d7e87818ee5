"""For managers: who of the staff signs in how, and by which doors."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.accounts import second_factor, selectors, services
from boards.accounts.access import AccessSettings, change_access
from boards.accounts.enums import Role
from boards.accounts.mixins import ManagerRequired
from boards.accounts.models import User
from tenants.context import current_tenant
from tenants.enums import SecondFactorPolicy


class AccessForm(forms.Form):
    """How one signs in here."""

    staff_second_factor = forms.ChoiceField(
        label=gettext_lazy("Deuxième étape pour l’équipe"),
        choices=SecondFactorPolicy.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Un code à six chiffres, lu sur un téléphone, en plus du mot de passe ou de l’e-mail."),
    )
    proconnect_enabled = forms.BooleanField(label=gettext_lazy("Proposer la connexion par ProConnect"), required=False)
    proconnect_client_id = forms.CharField(
        label=gettext_lazy("Identifiant reçu de ProConnect (client_id)"), max_length=120, required=False
    )
    proconnect_secret = forms.CharField(
        label=gettext_lazy("Secret reçu de ProConnect"),
        max_length=300,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Laissez vide pour garder celui qui est enregistré. Nous ne le montrons plus jamais."),
    )

    @property
    def settings(self) -> AccessSettings:
        return AccessSettings(**self.cleaned_data)


class Team(ManagerRequired, View):
    """The staff, and whether each has a second step."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(AccessForm(initial=AccessSettings.of(current_tenant()).shown))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AccessForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            change_access(tenant=current_tenant(), settings=form.settings, by=_manager(request))
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(form)
        messages.success(request, _("C’est enregistré."))
        return redirect("account_team")

    def _page(self, form: AccessForm, **more: Any) -> HttpResponse:
        context = {"form": form, "team": selectors.team(), "back_url": _back_url(), "me": self.request.user, **more}
        return render(self.request, "account/team.html", context)


class RemoveSecondFactor(ManagerRequired, View):
    """For somebody who lost telephone and codes."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        person = get_object_or_404(User.objects.filter(role__in=Role.staff()), pk=pk)
        second_factor.remove_for(person=person, by=_manager(request))
        messages.success(request, _("La deuxième étape est retirée. Un e-mail prévient la personne."))
        return redirect("account_team")


class OpenOrClose(ManagerRequired, View):
    """Close an account of the staff, or open it again."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        person = get_object_or_404(User.objects.filter(role__in=Role.staff()), pk=pk)
        change = services.close_account if person.is_active else services.reopen_account
        change(person=person, by=_manager(request))
        messages.success(request, _("C’est enregistré."))
        return redirect("account_team")


def _manager(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _back_url() -> str:
    """What the provider must be told, shown for copying."""
    from boards.accounts.proconnect.client import own_url

    return own_url("proconnect_back")
