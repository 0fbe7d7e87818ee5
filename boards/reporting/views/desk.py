"""Figures for staff: the page, its files, and whether the public reads the rounded ones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards.accounts.enums import Role
from boards.accounts.mixins import ManagerRequired
from boards.offers.views.access import StaffView, WorkspaceView
from boards.reporting.catalogue import CROSSED
from boards.reporting.downloads import Sheet, csv_of, sheet_of, xlsx_of
from boards.reporting.page import page_of
from boards.reporting.periods import choices, period_of
from boards.reporting.services.publishing import set_public
from boards.reporting.wording import crossed_titles
from tenants.context import current_tenant

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Figures(StaffView):
    """Everything that is counted, in a period."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tenant = current_tenant()
        period = period_of(request.GET.get("periode", ""), tenant=tenant)
        titles = crossed_titles()
        context = {
            "page": page_of(period),
            "period": period,
            "periods": [
                {"value": key, "label": label, "selected": key == period.key} for key, label in choices(tenant=tenant)
            ],
            "crossed": [{"slug": slug, "title": titles[slug]} for slug in CROSSED],
            "is_public": tenant.public_figures,
            "may_set": self.person.role == Role.MANAGER,
        }
        return render(request, "reporting/desk.html", context)


class Download(StaffView):
    """One table as a file."""

    kind = "csv"

    def get(self, request: HttpRequest, table: str) -> HttpResponse:
        tenant = current_tenant()
        period = period_of(request.GET.get("periode", ""), tenant=tenant)
        sheet = sheet_of(table, period)
        if sheet is None:
            raise Http404
        response = self.file(sheet)
        name = f"chiffres-{tenant.schema_name}-{table}-{period.key}.{self.kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def file(self, sheet: Sheet) -> HttpResponse:
        return HttpResponse(csv_of(sheet), content_type="text/csv; charset=utf-8")


class DownloadXlsx(Download):
    kind = "xlsx"

    def file(self, sheet: Sheet) -> HttpResponse:
        return HttpResponse(xlsx_of(sheet), content_type=_XLSX)


class Publish(ManagerRequired, WorkspaceView):
    """Open or close the public page."""

    def post(self, request: HttpRequest) -> HttpResponse:
        public = request.POST.get("publics") == "1"
        set_public(tenant=current_tenant(), public=public, by=self.person)
        messages.success(
            request, _("Les chiffres arrondis sont publics.") if public else _("La page publique est fermée.")
        )
        return redirect("reporting:desk")
