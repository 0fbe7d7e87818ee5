"""Telling somebody at the next page what happened."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from boards.offers.models import Offer


def done(request: HttpRequest, offer: Offer, text: str) -> HttpResponse:
    """It worked: back to the offer's own page."""
    messages.success(request, text)
    return redirect("offers:own_offer", pk=offer.pk)


def refused(request: HttpRequest, error: ValidationError, *, to: str) -> HttpResponse:
    """A service said no (an old page, a policy): its sentences, on the page that shows how things stand."""
    for message in error.messages:
        messages.error(request, message)
    return redirect(to)
