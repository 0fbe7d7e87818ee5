"""Short links: to the offers of one message, at the tenant's own domain. Counted without a cookie."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards.alerts import selectors
from boards.alerts.links import manage_path
from boards.alerts.models import Telling
from boards.alerts.services.managing import sign_of_life
from tenants.context import current_tenant


@require_safe
@never_cache
def told(request: HttpRequest, code: str) -> HttpResponse:
    """All the offers of one message, those that are gone said to be so."""
    telling = get_object_or_404(Telling.objects.select_related("subscriber"), code=code)
    _count(request, telling)
    if not telling.offers:
        return redirect(manage_path(telling.subscriber))
    offers = selectors.offers_of(telling, tenant=current_tenant())
    if len(offers.rows) == 1 and telling.offers == 1:
        return redirect(offers.rows[0].url)
    context = {"telling": telling, "offers": offers, "manage_url": manage_path(telling.subscriber)}
    return render(request, "alerts/told.html", context)


@require_safe
@never_cache
def told_offer(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """One offer of a message; all of them when it is gone."""
    telling = get_object_or_404(Telling.objects.select_related("subscriber"), code=code)
    url = selectors.url_of_told(telling, position=position)
    if url:
        _count(request, telling)
        return redirect(url)
    return told(request, code)


@transaction.atomic
def _count(request: HttpRequest, telling: Telling) -> None:
    """One more click, and a sign of life. HEAD is a program's."""
    if request.method == "GET":
        Telling.objects.filter(pk=telling.pk).update(clicks=F("clicks") + 1)
        sign_of_life(subscriber=telling.subscriber)
