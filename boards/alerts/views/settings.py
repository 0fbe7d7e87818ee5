"""For managers: how the tenant tells people."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards.accounts.mixins import ManagerRequired
from boards.alerts.forms.desk import SettingsForm
from boards.alerts.services.settings import AlertSettings, change_settings
from boards.offers.views.access import WorkspaceView
from tenants.context import current_tenant


class Settings(ManagerRequired, WorkspaceView):
    """Rhythms, hour, senders, caps."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(SettingsForm(initial=asdict(AlertSettings.of(current_tenant()))))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SettingsForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            change_settings(tenant=current_tenant(), settings=form.settings, by=self.person)
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(form)
        messages.success(request, _("C’est enregistré."))
        return redirect("alerts:desk_settings")

    def _page(self, form: SettingsForm, **more: Any) -> HttpResponse:
        return render(self.request, "alerts/desk/settings.html", {"form": form, **more})
