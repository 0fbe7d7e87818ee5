"""Hires as the tenant's staff see them: how many, how far proved, and what each side said."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.offers.paging import pages_of
from boards.offers.views.access import StaffView
from boards.placements import rows, selectors
from boards.placements.enums import Party, Said, SaidHow, Standing
from boards.placements.forms.declaring import ByHandForm, CancelForm, NoteForm, refuse
from boards.placements.models import Placement
from boards.placements.services.answering import answer, not_yet
from boards.placements.services.recording import cancel, record

PER_PAGE = 25


class Hires(StaffView):
    """This year's, by standing; the newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        year, wanted = _year(request.GET.get("annee", "")), request.GET.get("etat", "")
        found = selectors.of_year(year, standing=wanted if wanted in Standing.values else "")
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "rows": [rows.desk_row(one) for one in page],
            "pages": pages_of(page, request),
            "counts": rows.counts_of(year, wanted=wanted),
            "year": year,
            "years": selectors.years(),
            "wanted": wanted,
        }
        return render(request, "placements/desk.html", context)


class Hire(StaffView):
    """One hire and its six questions."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        return self.page(self.placement(pk), CancelForm())

    def placement(self, pk: object) -> Placement:
        found = Placement.objects.select_related("employer", "offer", "profile", "cancelled_by", "recorded_by")
        return get_object_or_404(found, pk=pk)

    def page(self, placement: Placement, form: CancelForm) -> HttpResponse:
        context = {"placement": placement, "questions": rows.questions_of(placement), "form": form}
        return render(self.request, "placements/hire.html", context)


class Note(Hire):
    """What one side said on the telephone."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        placement, form = self.placement(pk), NoteForm(request.POST)
        if form.is_valid():
            said, party, day = (form.cleaned_data[name] for name in ("said", "party", "day"))
            question = get_object_or_404(placement.confirmations, party=Party(party), day=day)
            try:
                if said in Said.values:
                    answer(confirmation=question, said=Said(said), how=SaidHow.ADVISER, by=self.person)
                else:
                    not_yet(confirmation=question, by=self.person)
                messages.success(request, _("C’est noté, avec votre nom."))
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        return redirect("placements:hire", pk=placement.pk)


class Cancel(Hire):
    """It was no hire."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        placement, form = self.placement(pk), CancelForm(request.POST)
        if not form.is_valid():
            return self.page(placement, form)
        cancel(placement=placement, why=form.cleaned_data["why"], by=self.person)
        messages.success(request, _("Cette embauche n’est plus comptée."))
        return redirect("placements:hire", pk=placement.pk)


class ByHand(StaffView):
    """A hire that an adviser heard of."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(
            request, "placements/by_hand.html", {"form": ByHandForm(initial={"starts_on": timezone.localdate()})}
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ByHandForm(request.POST)
        if not form.is_valid():
            return render(request, "placements/by_hand.html", {"form": form})
        try:
            placement = record(hire=form.hire(), by=self.person, said_by=None)
        except ValidationError as error:
            refuse(form, error)
            return render(request, "placements/by_hand.html", {"form": form})
        messages.success(request, _("C’est noté. Chacun des deux recevra sa question."))
        return redirect("placements:hire", pk=placement.pk)


def _year(text: str) -> int:
    this_year = timezone.localdate().year
    return int(text) if text.isdecimal() and 2020 <= int(text[:4]) <= this_year + 1 and len(text) == 4 else this_year
