"""One offer: its page, its 410 when it is over, its count of clicks."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from boards.finding.offer_page import description_of, offer_page, similar
from boards.finding.posting import posting_json
from boards.finding.social import social
from boards.offers.enums import OfferState
from boards.offers.models import FigureKind, Offer
from boards.offers.services import figures
from tenants.context import current_tenant

_MACHINE = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternal|whatsapp|curl|wget|python|monitor", re.IGNORECASE
)


@require_safe
def offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A live offer; 410 with similar ones once it is over; 404 to strangers before it is out."""
    shown = get_object_or_404(Offer.objects.select_related("employer"), pk=pk)
    state = OfferState(shown.state)
    if state.is_closed and shown.published_at:
        return _gone(request, shown)
    if not state.is_open and not _may_preview(request, shown):
        raise Http404
    if state.is_open and _is_person(request):
        figures.count(offer=shown, kind=FigureKind.VIEW)
    tenant = current_tenant()
    context = {
        "page": offer_page(shown, seen_from=request.GET.get("depuis", "")),
        "similar": similar(shown, tenant=tenant) if state.is_open else [],
        "posting": posting_json(shown, tenant=tenant) if state.is_open else "",
        "preview": "" if state.is_open else state.label,
        "social": social(
            title=_("%(title)s à %(place)s") % {"title": shown.title, "place": shown.commune_name}
            if shown.commune_name
            else shown.title,
            description=description_of(shown),
            path=shown.get_absolute_url(),
            tenant=tenant,
        ),
    }
    return render(request, "finding/offer.html", context)


@csrf_exempt  # it only adds one to a number, and a token would need a cookie
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST: somebody took the link to apply (the browser's ping). GET: back to the offer."""
    shown = get_object_or_404(Offer.objects.live(), pk=pk)
    if request.method == "GET":
        return redirect(f"{shown.get_absolute_url()}#postuler")
    if _is_person(request):
        figures.count(offer=shown, kind=FigureKind.CLICK)
    return HttpResponse(status=204)


def _gone(request: HttpRequest, over: Offer) -> HttpResponse:
    context = {"offer": over, "similar": similar(over, tenant=current_tenant(), anywhere=True)}
    return render(request, "finding/gone.html", context, status=410)


def _may_preview(request: HttpRequest, draft: Offer) -> bool:
    user = request.user
    return user.is_authenticated and Offer.objects.editable_by(user).filter(pk=draft.pk).exists()


def _is_person(request: HttpRequest) -> bool:
    """Not a crawler, a link preview or a prefetch; and not somebody asking for the head only."""
    agent = request.headers.get("User-Agent", "")
    early = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return request.method != "HEAD" and "prefetch" not in early and bool(agent) and not _MACHINE.search(agent[:400])
