"""The public site's one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.models import Tenant


def territories(request: HttpRequest) -> HttpResponse:
    """The list of the live territories with their addresses."""
    tenants = Tenant.objects.live().prefetch_related("domains")
    return render(request, "public/territories.html", {"tenants": tenants})
