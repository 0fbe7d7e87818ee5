"""For staff: how alerts are doing, and who waits for what."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.accounts.enums import Role
from boards.alerts.desk import rows
from boards.alerts.desk.demand import demand
from boards.alerts.desk.failures import lately_failed
from boards.alerts.desk.figures import figures_of
from boards.alerts.forms.desk import DemandForm, unknown_place
from boards.finding.places import UnknownPlace, understand
from boards.offers.paging import pages_of
from boards.offers.views.access import StaffView
from tenants.context import current_tenant

PER_PAGE = 25


class Desk(StaffView):
    """Numbers of this week and this month."""

    def get(self, request: HttpRequest) -> HttpResponse:
        figures = figures_of(current_tenant())
        context = {
            "figures": figures,
            "columns": rows.message_columns(figures.channels),
            "rows": rows.message_rows(figures.channels),
            "stopped": rows.stopped_rows(figures.stopped),
            "failures": rows.failure_rows(lately_failed()),
            "may_set": self.person.role == Role.MANAGER,
        }
        return render(request, "alerts/desk/figures.html", context)


class Waiting(StaffView):
    """«142 personnes attendent une offre de ménage autour de Bourbourg»."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = DemandForm(request.GET)
        form.is_valid()
        insees, problem = None, None
        if place := form.cleaned_data.get("lieu", ""):
            try:
                insees = understand(place, tenant=current_tenant()).place.insees
            except UnknownPlace as unknown:
                problem = unknown
                unknown_place(form, unknown.message)
        found = demand(text=form.cleaned_data.get("q", ""), insees=insees, signs=form.signs)
        page = Paginator(found.groups, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "form": form,
            "problem": problem,
            "is_narrowed": any(form.cleaned_data.get(name) for name in ("q", "lieu")),
            "people": 0 if problem else found.people,
            "first": found.groups[0] if found.groups else None,
            "rows": rows.demand_rows(list(page)),
            "pages": pages_of(page, request),
        }
        return render(request, "alerts/desk/waiting.html", context)
