"""The tenant's outbox on a page, where nobody's messages really leave: a laptop, the demo."""

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.numbers import shown

SHOWN = 50
# A letter in its frame: styles stand in the elements, as mail readers want them; nothing runs, nothing is fetched.
LETTER_POLICY = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": [SELF, "data:"],
    "frame-ancestors": [SELF],
    "form-action": [NONE],
    # Of the same origin, because nothing runs: a browser then lets the page around it see that the frame is fine.
    "sandbox": ["allow-same-origin", "allow-popups", "allow-top-navigation-by-user-activation"],
}


@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """The last messages of this tenant as they will look, codes included; 404 unless settings.SHOW_OUTBOX."""
    _only_where_nothing_leaves()
    texts = list(SmsDelivery.objects.all()[:SHOWN])
    for text in texts:
        text.number = shown(text.to)  # type: ignore[attr-defined]
    return render(request, "messaging/outbox.html", {"deliveries": EmailDelivery.objects.all()[:SHOWN], "texts": texts})


@require_safe
@never_cache
@xframe_options_sameorigin
@csp(LETTER_POLICY)  # type: ignore[arg-type]  # its types know no argument of the path
def letter(request: HttpRequest, pk: str) -> HttpResponse:
    """One letter as a mail reader shows it, for the frame on the outbox page."""
    _only_where_nothing_leaves()
    delivery = get_object_or_404(EmailDelivery, pk=pk)
    if not delivery.html:
        raise Http404
    # What we rendered ourselves, under a policy that runs nothing.
    return HttpResponse(delivery.html)


def _only_where_nothing_leaves() -> None:
    if not getattr(settings, "SHOW_OUTBOX", False):
        raise Http404
