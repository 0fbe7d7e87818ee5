"""The register of processing activities, for whoever answers for a tenant's data."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.mixins import ManagerRequired
from boards.offers.views.access import WorkspaceView
from boards.rights.forms.proving import ControllerForm
from boards.rights.models import Controller
from boards.rights.register import csv_of, register_of
from boards.rights.services import controlling, sweeping
from tenants.context import current_tenant


class ManagerView(ManagerRequired, WorkspaceView):
    """For the tenant's managers."""


class Register(ManagerView):
    """To read, to print and to sign."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tenant = current_tenant()
        context = {
            "tenant": tenant,
            "register": register_of(tenant),
            "overdue": sweeping.overdue(),
            "today": timezone.localdate(),
        }
        return render(request, "rights/register.html", context)


class RegisterCsv(ManagerView):
    """The same for a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tenant = current_tenant()
        name = f"registre-{tenant.schema_name}-{timezone.localdate():%Y-%m-%d}.csv"
        return HttpResponse(
            csv_of(register_of(tenant)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )


class EditController(ManagerView):
    """Who answers for the data, and whom people write to."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(ControllerForm(instance=self._controller()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ControllerForm(request.POST, instance=self._controller())
        if not form.is_valid():
            return self._page(form)
        controlling.save(controller=form.instance, by=self.person)
        messages.success(request, _("Le registre est à jour."))
        return redirect("rights:register")

    def _controller(self) -> Controller:
        return Controller.objects.first() or Controller(name=current_tenant().name)

    def _page(self, form: ControllerForm) -> HttpResponse:
        return render(self.request, "rights/controller.html", {"form": form})
