"""What an adviser does with offers that wait."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from boards.offers import law, rows, selectors, wording
from boards.offers.forms.deciding import OfferFilterForm, OverrideForm, RefusalForm
from boards.offers.models import Offer
from boards.offers.paging import pages_of
from boards.offers.rows import event_label
from boards.offers.services.publishing import approve_offer, override_finding, refuse_offer
from boards.offers.views.access import StaffView
from tenants.audit.models import AuditEntry

PER_PAGE = 25


class Queue(StaffView):
    """The oldest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(selectors.queue(), PER_PAGE).get_page(request.GET.get("page"))
        context = {"rows": [rows.queue_row(offer) for offer in page], "pages": pages_of(page, request)}
        return render(request, "offers/moderation.html", context | {"total": page.paginator.count})


class Read(StaffView):
    """One waiting offer: the advert, what speaks against it, the three ways on."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        return self.page(self.offer(pk), RefusalForm())

    def page(self, offer: Offer, form: RefusalForm, *, override: OverrideForm | None = None) -> HttpResponse:
        context = {
            "offer": offer,
            "facts": wording.facts_line(offer),
            "sheet": wording.sheet(offer),
            "remarks": law.remarks_on(offer),
            "barred": bool(law.barring(offer)),
            "form": form,
            "override": override or OverrideForm(),
            "marks": _marks(offer),
            "doubles": selectors.doubles_of(offer),
            "waiting": rows.waiting_label(offer),
            "others": Offer.objects.filter(employer=offer.employer).exclude(pk=offer.pk).count(),
            "history": [(event_label(entry.kind), entry) for entry in _history(offer)],
        }
        return render(self.request, "offers/read.html", context)


class Approve(StaffView):
    """Online, and on to the next."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        try:
            read = _moment(request.POST.get("read", ""))
            offer = approve_offer(offer=self.offer(pk), by=self.person, read=read)
        except ValidationError as error:
            return _back(request, pk, error)
        return _next(request, offer, _("« %s » est en ligne ; l’employeur est prévenu."))


class Refuse(Read):
    """Back to the employer with a reason, and on to the next."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer, form = self.offer(pk), RefusalForm(request.POST)
        if not form.is_valid():
            return self.page(offer, form)
        try:
            offer = refuse_offer(offer=offer, reason=form.cleaned_data["text"], by=self.person)
        except ValidationError as error:
            return _back(request, pk, error)
        return _next(request, offer, _("« %s » est renvoyée ; l’employeur a reçu le motif."))


class Override(Read):
    """Let a wording through, with the reason, under one's name."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer, form = self.offer(pk), OverrideForm(request.POST)
        if not form.is_valid():
            return self.page(offer, RefusalForm(), override=form)
        rule, reason = form.cleaned_data["rule"], form.cleaned_data["reason"]
        try:
            override_finding(offer=offer, rule=rule, reason=reason, by=self.person)
        except ValidationError as error:
            return _back(request, pk, error)
        messages.success(request, _("C’est noté, avec votre nom et la raison."))
        return redirect("offers:read", pk=pk)


class AllOffers(StaffView):
    """Every offer of the tenant, by state and by words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = OfferFilterForm(request.GET)
        form.is_valid()
        text, state = form.cleaned_data.get("q", ""), form.cleaned_data.get("state", "")
        page = Paginator(selectors.found_by_staff(text=text, state=state), PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "form": form,
            "rows": [rows.staff_row(offer) for offer in page],
            "pages": pages_of(page, request),
            "total": page.paginator.count,
        }
        return render(request, "offers/all.html", context)


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text[:40])
    except ValueError:
        return None


def _marks(offer: Offer) -> list[dict[str, Any]]:
    """Remarks above the advert: {text, tone}."""
    first = not Offer.objects.filter(employer=offer.employer, published_at__isnull=False).exists()
    below = selectors.below_floor(offer)
    found = [
        (below or "", "bad"),
        (_("C’est la première offre de cet employeur.") if first else "", ""),
        (_("Le lieu de travail est hors du territoire.") if selectors.is_outside(offer) else "", "warn"),
        (_("L’employeur n’a pas donné de SIRET.") if _lacks_siret(offer) else "", ""),
    ]
    return [{"text": text, "tone": tone} for text, tone in found if text]


def _history(offer: Offer) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(target_type="offers.offer", target_id=str(offer.pk))[:10]


def _lacks_siret(offer: Offer) -> bool:
    return offer.employer.kind != "household" and not offer.employer.siret


def _next(request: HttpRequest, offer: Offer, text: str) -> HttpResponse:
    messages.success(request, text % offer.title)
    following = selectors.next_in_queue(after=offer)
    return redirect("offers:read", pk=following.pk) if following else redirect("offers:moderation")


def _back(request: HttpRequest, pk: object, error: ValidationError) -> HttpResponse:
    for message in error.messages:
        messages.error(request, message)
    return redirect("offers:read", pk=pk)
