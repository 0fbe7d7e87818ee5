"""What an employer does with offers that exist: see, change, renew, close, publish again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.accounts.enums import Role
from boards.offers import law, rows, selectors, wording
from boards.offers.enums import ClosedAs, OfferState
from boards.offers.forms.deciding import ClosingForm
from boards.offers.forms.edit import OfferForm
from boards.offers.models import FigureKind, Offer
from boards.offers.services import figures
from boards.offers.services.closing import close_offer
from boards.offers.services.freshness import renew_offer
from boards.offers.services.publishing import publish_offer
from boards.offers.services.writing import copy_offer, update_offer
from boards.offers.views.access import WorkspaceView
from boards.offers.views.saying import done, refused


class Workspace(WorkspaceView):
    """An employer's offers; staff begin at their desk, a room above.

    Every page's menu leads here, whoever is there: who has no offers here is told what the place is for.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        offers = list(selectors.own_offers(self.person)[:200])
        if self.person.is_tenant_staff and not offers:
            return redirect("/espace/bureau")
        shown = [rows.own_row(offer) for offer in offers]
        urgent = any(row["action"]["primary"] for row in shown)
        return render(request, "offers/workspace.html", {"rows": shown, "urgent": urgent})

    def without_workspace(self) -> HttpResponseBase:
        if self.request.method == "POST":
            return super().without_workspace()
        if self.person.role == Role.PARTNER:
            return redirect("/espace/personnes")
        publish = {"label": _("Publier une offre"), "url": "/publier"}
        return render(self.request, "offers/no_workspace.html", {"publish": publish})


class OwnOffer(WorkspaceView):
    """One offer: its state, its figures, and everything one may do with it."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer = self.offer(pk)
        totals = figures.totals(offer=offer)
        context = {
            "offer": offer,
            "row": rows.own_row(offer),
            "facts": wording.facts_line(offer),
            "sheet": wording.sheet(offer),
            "may": rows.moves_of(offer),
            "closing_form": ClosingForm(),
            "views": totals[FigureKind.VIEW],
            "clicks": totals[FigureKind.CLICK],
            "days": selectors.figures_by_day(offer),
        }
        return render(request, "offers/own_offer.html", context)


class Edit(WorkspaceView):
    """Everything an offer says, on one page. A draft or a refused one can be handed in from here."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer = self.offer(pk)
        if offer.state not in OfferState.editable_states():
            messages.error(request, _("Cette offre est pourvue : copiez-la pour recruter à nouveau."))
            return redirect("offers:own_offer", pk=offer.pk)
        return self._page(OfferForm(offer=offer), offer)

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer = self.offer(pk)
        form = OfferForm(request.POST, offer=offer)
        if not form.is_valid():
            return self._page(form, offer)
        values, asks = form.values(), "ask" in request.POST
        try:
            offer = update_offer(offer=offer, values=values, by=self.person, asks_advice=asks)
            if "publish" in request.POST or (asks and offer.state != OfferState.LIVE):
                offer = publish_offer(offer=offer, by=self.person, asks_advice=asks)
        except ValidationError as error:
            form.add_messages(error)
            return self._page(form, Offer(pk=offer.pk, employer=offer.employer, state=offer.state, **values.fields()))
        return done(request, offer, _saved(offer))

    def _page(self, form: OfferForm, offer: Offer) -> HttpResponse:
        context = {
            "form": form,
            "offer": offer,
            "live": offer.state == OfferState.LIVE,
            "remarks": law.remarks_on(offer),
            "barred": bool(law.barring(offer)),
        }
        return render(self.request, "offers/edit.html", context)


class Publish(WorkspaceView):
    """Hand in a draft as it stands."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        try:
            offer = publish_offer(offer=self.offer(pk), by=self.person)
        except ValidationError as error:
            return refused(request, error, to=reverse("offers:edit", kwargs={"pk": pk}))
        return done(request, offer, _saved(offer))


class Renew(WorkspaceView):
    """«Toujours d’actualité»: another ninety days."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        try:
            offer = renew_offer(offer=self.offer(pk), by=self.person)
        except ValidationError as error:
            return refused(request, error, to=reverse("offers:own_offer", kwargs={"pk": pk}))
        return done(request, offer, _("C’est noté : votre offre reste en ligne."))


class Close(WorkspaceView):
    """«Comment le poste a-t-il été pourvu ?»"""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer, form = self.offer(pk), ClosingForm(request.POST)
        if not form.is_valid():
            return render(request, "offers/close.html", {"offer": offer, "form": form})
        try:
            offer = close_offer(offer=offer, closed_as=form.cleaned_data["closed_as"], by=self.person)
        except ValidationError as error:
            return refused(request, error, to=reverse("offers:own_offer", kwargs={"pk": pk}))
        if offer.closed_as == ClosedAs.THROUGH_US:
            messages.success(request, _("Merci. Votre offre n’est plus en ligne."))
            return redirect(f"/espace/offres/{offer.pk}/embauches")
        return done(request, offer, _("Merci. Votre offre n’est plus en ligne."))

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        return render(request, "offers/close.html", {"offer": self.offer(pk), "form": ClosingForm()})


class Copy(WorkspaceView):
    """The same again, as a draft to look through."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        copy = copy_offer(offer=self.offer(pk), by=self.person)
        messages.success(request, _("Voici une copie. Relisez-la, puis publiez-la."))
        return redirect("offers:edit", pk=copy.pk)


def _saved(offer: Offer) -> str:
    """What to say after an offer was changed or handed in."""
    if offer.state == OfferState.LIVE:
        return _("C’est en ligne.")
    if offer.state == OfferState.MODERATION:
        return _("C’est envoyé : un conseiller relit votre offre, vous recevrez un e-mail.")
    return _("C’est enregistré.")
