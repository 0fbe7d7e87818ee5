"""An offer's applications, for those who act for its employer and for staff."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from boards.applications import figures, presenting, selectors, ticks
from boards.applications.enums import ApplicationState
from boards.applications.forms.board import ChosenForm
from boards.applications.selectors import Column, Wanted
from boards.applications.services.moving import move_many
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.offers.views.access import WorkspaceView


@method_decorator(never_cache, name="dispatch")
class BoardView(WorkspaceView):
    """Something about all applications of one offer."""

    def board(self, offer: Offer, *, said: str = "", part: bool = False) -> HttpResponse:
        """The board as it stands now; `part`: what htmx puts in the place of the old one."""
        template = "applications/parts/board.html" if part else "applications/board.html"
        return render(self.request, template, {**self._context(offer), "said": said, "part": part})

    def _context(self, offer: Offer) -> dict[str, Any]:
        query = query_of(self.request)
        wanted = wanted_of(query)
        columns = selectors.board(offer, wanted=wanted, pages=pages_of(query))
        rate = figures.answer_rate(offer.employer)
        return {
            "offer": offer,
            "offer_is_open": OfferState(offer.state).is_open,
            "columns": [_column(column, query=query, viewer=self.person) for column in columns],
            "total": sum(column.total for column in columns),
            "chips": _chips(offer, wanted, query, path=board_path(offer)),
            "rate": rate,
            "query": query.urlencode(),
            "moves": ApplicationState.by_employer(),
        }


class Board(BoardView):
    """Columns side by side; on a phone one under the other."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self.board(self.offer(pk))


class Move(BoardView):
    """One card or several into another column; dragged, or by its own button."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return redirect("applications:board", pk=self.offer(pk).pk)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer, form = self.offer(pk), ChosenForm(request.POST)
        query = query_of(request)
        form.full_clean()
        to = form.cleaned_data.get("to")
        is_part = bool(getattr(request, "htmx", False))
        keys = selectors.keys_of(offer, keys=form.keys, columns=form.columns, wanted=wanted_of(query))
        said, is_wrong = "", True
        if not keys:
            said = _("Cochez d’abord une ou plusieurs personnes.")
        elif to is None:
            said = _("Choisissez où les déplacer.")
        else:
            try:
                moved = move_many(offer=offer, keys=keys, to=to, by=self.person)
            except ValidationError as error:
                said = " ".join(error.messages)
            else:
                said, is_wrong = _moved(moved, to, viewer=self.person), False
        if is_part:
            return self.board(offer, said=said, part=True)
        (messages.error if is_wrong else messages.success)(request, said)
        back = f"{board_path(offer)}?{query.urlencode()}" if query else board_path(offer)
        return redirect(f"{back}#c-{keys[0]}" if len(keys) == 1 else back)


def board_path(offer: Offer) -> str:
    return reverse("applications:board", args=[offer.pk])


def query_of(request: HttpRequest) -> QueryDict:
    """What is filtered and turned to: of the address, or of the page a form was on."""
    if request.method == "GET":
        return request.GET.copy()
    return QueryDict(request.POST.get("query", "")[:2000], mutable=True)


def wanted_of(query: QueryDict) -> Wanted:
    return Wanted(ticks=tuple(query.getlist("t")[:10]), unanswered=query.get("sans") == "reponse")


def pages_of(query: QueryDict) -> dict[str, int]:
    found = {}
    for state in ApplicationState.columns():
        text = query.get(f"p_{state.value}", "")
        if text.isdecimal() and len(text) < 6:
            found[state.value] = int(text)
    return found


def _column(column: Column, *, query: QueryDict, viewer: Any) -> dict[str, Any]:
    def url(page: int) -> str:
        turned = query.copy()
        turned[f"p_{column.state.value}"] = str(page)
        return f"?{turned.urlencode()}#col-{column.state.value}"

    return {
        "state": column.state.value,
        "label": column.state.heading,
        "total": column.total,
        "cards": [presenting.on_card(row, viewer=viewer) for row in column.rows],
        "page": column.page,
        "pages": column.pages,
        "previous_url": url(column.page - 1) if column.page > 1 else "",
        "next_url": url(column.page + 1) if column.page < column.pages else "",
    }


def _chips(offer: Offer, wanted: Wanted, query: QueryDict, *, path: str) -> list[dict[str, Any]]:
    """The boxes of the offer as filters, each a link; another page of a column is another list, so pages begin anew."""

    def url(kept: list[str], *, sans: bool) -> str:
        asked = QueryDict(mutable=True)
        asked.setlist("t", kept)
        if sans:
            asked["sans"] = "reponse"
        return f"{path}?{asked.urlencode()}" if asked else path

    kept = list(wanted.ticks)
    found = [
        {
            "label": _("Sans réponse"),
            "url": url(kept, sans=not wanted.unanswered),
            "on": wanted.unanswered,
            "count": None,
        }
    ]
    for tick in ticks.asked_by(offer):
        is_on = tick.key in kept
        rest = [key for key in kept if key != tick.key] if is_on else [*kept, tick.key]
        label = ticks.short_label_of(tick.key)
        found.append({"label": label, "url": url(rest, sans=wanted.unanswered), "on": is_on, "count": None})
    return found


def _moved(moved: list[Any], to: ApplicationState, *, viewer: Any) -> str:
    """For the eyes and for a screen reader."""
    if len(moved) == 1:
        name = presenting.called(moved[0], known=presenting.may_know(moved[0], viewer))
        return _("%(name)s : %(state)s.") % {"name": name, "state": to.label}
    words = ngettext("%(n)s candidature : %(state)s.", "%(n)s candidatures : %(state)s.", len(moved))
    return words % {"n": len(moved), "state": to.label}
