"""Looking for people: the list, one card, asking to know them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from boards.candidates.card import card_of, cards_of
from boards.candidates.enums import LookAt
from boards.candidates.models import Profile
from boards.candidates.services import looks
from boards.library import policies, searching
from boards.library.asked import DEEPEST_PAGE, PAGE_SIZE, Asked
from boards.library.forms.searching import AskForm, SearchForm, occupations_of
from boards.library.models import ContactRequest, SavedSearch
from boards.library.places import origin_of
from boards.library.services import requesting
from boards.library.views.access import SearcherView
from boards.offers.models import Offer
from tenants.context import current_tenant
from tenants.messaging.caps import today_of


class Search(SearcherView):
    """Cards of people who look for work, nearest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked, typed = Asked.read(request.GET), request.GET.get("metier_mot", "").strip()[:80]
        if typed:
            # The form's word becomes codes, and the address canonical.
            codes = occupations_of(typed)
            if codes:
                return redirect(asked.but(occupations=codes[:5]).url)
        origin, left = origin_of(self.seat.employer), policies.cards_left(self.seat)
        context: dict[str, Any] = {
            "tab": "search",
            "form": SearchForm(asked, typed=typed, from_place=origin.name),
            "asked": asked,
            "seat": self.seat,
            "unknown": typed,
            "place": origin.name,
        }
        if left == 0:
            return render(request, "library/search.html", context | {"limit": policies.MOST_CARDS_A_DAY}, status=429)
        found = searching.find(asked, origin=origin, today=today_of(current_tenant()), by=self.person)
        people = list(found.profiles)[:left]
        if self.seat.employer is not None:
            looks.record(profiles=people, by=self.person, employer=self.seat.employer, what=LookAt.CARD)
        context |= {
            "rows": self._rows(people, origin.position),
            "total": found.total,
            "pages": _pages(asked, found.total),
            "saved": self._saved(asked),
        }
        return render(request, "library/search.html", context)

    def closed(self, request: HttpRequest) -> HttpResponse:
        return render(request, "library/closed.html")

    def _rows(self, people: list[Profile], near: Any) -> list[dict[str, Any]]:
        """{card, state}: the state of what this firm has asked of them already."""
        states: dict[UUID, ContactRequest] = {}
        if self.seat.employer is not None:
            asked = ContactRequest.objects.filter(employer=self.seat.employer, profile__in=people)
            states = {one.profile_id: one for one in asked.order_by("created_at")}
        return [{"card": card, "request": states.get(card.profile_id)} for card in cards_of(people, near=near)]

    def _saved(self, asked: Asked) -> SavedSearch | None:
        mine = SavedSearch.objects.filter(user=self.person, ended_at__isnull=True, query=asked.but(page=1).query)
        return mine.first() if self.seat.employer is not None else None


class One(SearcherView):
    """One card, and the question."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = self.profile(pk)
        return self.page(profile, AskForm(offers=self.offers()))

    def profile(self, pk: UUID) -> Profile:
        return get_object_or_404(Profile.objects.seen_by_employers(), pk=pk)

    def offers(self) -> list[tuple[str, str]]:
        rows = Offer.objects.live().filter(employer=self.seat.employer) if self.seat.employer else Offer.objects.none()
        return [(str(one.pk), one.title) for one in rows[:50]]

    def page(self, profile: Profile, form: AskForm) -> HttpResponse:
        if self.seat.employer is not None:
            if policies.cards_left(self.seat) == 0 and not self._seen(profile):
                return render(self.request, "library/closed.html", {"limit": policies.MOST_CARDS_A_DAY}, status=429)
            looks.record(profiles=[profile], by=self.person, employer=self.seat.employer, what=LookAt.CARD)
        asked = ContactRequest.objects.filter(employer=self.seat.employer, profile=profile).first()
        context = {
            "tab": "search",
            "card": card_of(profile, near=origin_of(self.seat.employer).position),
            "form": form,
            "seat": self.seat,
            "asked": asked,
        }
        return render(self.request, "library/one.html", context)

    def _seen(self, profile: Profile) -> bool:
        return profile.looks.filter(employer=self.seat.employer).exists()


class Ask(One):
    """Send the question."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        if self.seat.employer is None:
            # Staff telephone; they have the person's own page for it.
            raise Http404
        profile, form = self.profile(pk), AskForm(request.POST, offers=self.offers())
        if not form.is_valid():
            return self.page(profile, form)
        chosen = form.cleaned_data["offer"]
        offer = Offer.objects.get(pk=chosen, employer=self.seat.employer) if chosen else None
        try:
            made = requesting.ask(
                profile=profile.pk, employer=self.seat.employer, words=form.cleaned_data["words"], by=self.person,
                offer=offer,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error("words" if hasattr(error, "error_dict") else None, error.messages)
            return self.page(profile, form)
        messages.success(request, _("C’est envoyé. La personne a trois semaines pour répondre ; vous serez prévenu."))
        return redirect("library:request", pk=made.pk)


def _pages(asked: Asked, total: int) -> dict[str, Any]:
    """What components/pagination.html reads."""
    last = min(max(1, -(-total // PAGE_SIZE)), DEEPEST_PAGE)
    return {
        "previous_url": asked.but(page=asked.page - 1).url if asked.page > 1 else None,
        "next_url": asked.but(page=asked.page + 1).url if asked.page < last else None,
        "links": [
            {"number": number, "url": asked.but(page=number).url, "current": number == asked.page}
            for number in range(1, last + 1)
        ],
    }
