"""An employer, or an adviser for them, says who was hired."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from boards.offers.views.access import WorkspaceView
from boards.placements import rows
from boards.placements.forms.declaring import DeclareForm, refuse
from boards.placements.services.recording import record_from_board


class Declare(WorkspaceView):
    """After the question of how an offer was filled: with whom."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer = self.offer(pk)
        return self._page(DeclareForm(offer=offer))

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        offer = self.offer(pk)
        form = DeclareForm(request.POST, offer=offer)
        if not form.is_valid():
            return self._page(form)
        try:
            made = record_from_board(
                offer=offer, hires=form.hires(), by=self.person, headcount=form.cleaned_data.get("headcount")
            )
        except ValidationError as error:
            refuse(form, error)
            return self._page(form)
        said = ngettext(
            "C’est noté. La personne recevra une question à laquelle elle répond en un geste.",
            "C’est noté. Les %(n)d personnes recevront une question à laquelle elles répondent en un geste.",
            len(made),
        )
        messages.success(request, said % {"n": len(made)})
        return redirect("offers:own_offer", pk=offer.pk)

    def _page(self, form: DeclareForm) -> HttpResponse:
        context = {"form": form, "offer": form.offer, "known": rows.of_offer(form.offer)}
        return render(self.request, "placements/declare.html", context)
