"""The tenant's outbox on a page, where nobody's mail really leaves: a laptop, the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tenants.messaging.models import EmailDelivery

SHOWN = 50


@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """The last mails of this tenant with their text, codes included; 404 unless settings.SHOW_OUTBOX."""
    if not getattr(settings, "SHOW_OUTBOX", False):
        raise Http404
    return render(request, "messaging/outbox.html", {"deliveries": EmailDelivery.objects.all()[:SHOWN]})
