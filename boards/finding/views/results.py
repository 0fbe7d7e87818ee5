"""The list of offers for whatever was asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from boards.finding.asked import Asked
from boards.finding.counting import count_search
from boards.finding.results import results_for
from boards.finding.searchbar import searchbar
from boards.finding.social import social
from tenants.context import current_tenant


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Offers, or what to do when there are none."""
    tenant = current_tenant()
    found = results_for(Asked.read(request.GET), tenant=tenant)
    count_search(request, found)
    title = str(found.headline or _("Offres d’emploi"))
    context = {
        "results": found,
        "searchbar": searchbar(found.asked, problem=found.problem),
        "social": social(
            title=title,
            description=_("%(offers)s : distance, contrat, salaire et permis en clair. Sans compte, sans rien payer.")
            % {"offers": title},
            path=found.asked.url,
            tenant=tenant,
        ),
    }
    return render(request, "finding/results.html", context)
