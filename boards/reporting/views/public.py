"""The rounded figures, for everybody, where the tenant's manager opened them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.reporting.periods import FIRST_YEAR, whole_months
from boards.reporting.public import public_page
from tenants.context import current_tenant
from tenants.messaging import caps


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """A year until its last whole month; last year's in January."""
    tenant = current_tenant()
    if not tenant.public_figures:
        raise Http404
    this_year = caps.today_of(tenant).year
    asked = request.GET.get("annee", "")
    years = [year for year in (this_year, this_year - 1) if whole_months(year, tenant=tenant)]
    year = int(asked) if asked in map(str, years) else years[0]
    period = whole_months(year, tenant=tenant)
    if period is None or year < FIRST_YEAR:
        raise Http404
    return render(
        request, "reporting/public.html", {"page": public_page(period), "period": period, "years": years, "year": year}
    )
