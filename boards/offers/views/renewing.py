"""The link in the reminder: it shows a button, and only the button acts."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from boards.offers.models import Offer
from boards.offers.services.freshness import RENEW_SALT, renew_offer
from tenants import signing


class RenewByLink(View):
    """Renew without signing in. A mail reader that opens links in advance renews nothing."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(_offer_of(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        offer = _offer_of(token)
        try:
            offer = renew_offer(offer=offer, by=None)
        except ValidationError as error:
            return self._page(offer, problem=" ".join(error.messages))
        return self._page(offer, renewed=True)

    def _page(self, offer: Offer, *, renewed: bool = False, problem: str = "") -> HttpResponse:
        context = {"offer": offer, "renewed": renewed, "problem": problem}
        return render(self.request, "offers/renew.html", context)


def _offer_of(token: str) -> Offer:
    """The offer of a signed link of this tenant; anything else is 404."""
    try:
        key = UUID(signing.loads(token, salt=RENEW_SALT))
        return Offer.objects.select_related("employer").get(pk=key)
    except (BadSignature, ValueError, TypeError, Offer.DoesNotExist):
        raise Http404 from None
