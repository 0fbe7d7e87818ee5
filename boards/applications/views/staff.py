"""All the tenant's applications, for its staff; one put forward for somebody; the tenant's own polite words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from boards.accounts.enums import Role
from boards.applications import days, presenting, replies, selectors
from boards.applications.enums import ApplicationState
from boards.applications.filling import filled_from
from boards.applications.forms.board import StaffFilterForm, TextsForm
from boards.applications.forms.staff import AddForForm
from boards.applications.models import Application
from boards.applications.services.assisting import add_for
from boards.applications.services.texts import save_texts
from boards.candidates.models import Profile
from boards.offers import wording
from boards.offers.models import Offer
from boards.offers.paging import pages_of
from boards.offers.views.access import StaffView
from tenants.keys import key_in

A_PAGE = 30
MOST_OFFERS = 20
_TONES = {ApplicationState.HIRED: "good", ApplicationState.PROPOSED: "good"}


@method_decorator(never_cache, name="dispatch")
class All(StaffView):
    """Those without an answer first, the longest waiting at the top."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = StaffFilterForm(request.GET)
        form.full_clean()
        cleaned = form.cleaned_data
        found = selectors.of_tenant(words=cleaned.get("q", ""), only=cleaned.get("voir", ""), by=self.person)
        paginator = Paginator(found, A_PAGE)
        page = paginator.get_page(request.GET.get("page"))
        context = {
            "form": form,
            "rows": [_row(one) for one in page],
            "pages": pages_of(page, request),
            "total": paginator.count,
            "waiting": Application.objects.unanswered().of_people().count(),
        }
        return render(request, "applications/all.html", context)


@method_decorator(never_cache, name="dispatch")
class New(StaffView):
    """Put somebody forward: whose profile, for which offer, and whether they said that they may be known."""

    def get(self, request: HttpRequest) -> HttpResponse:
        profile = self._profile(request.GET.get("profil", ""))
        offer = _offer(request.GET.get("offre", ""))
        if profile is None or offer is None:
            return self._choose(request, profile)
        return self._page(profile, offer, AddForForm(offer=offer, initial=filled_from(profile, offer)))

    def post(self, request: HttpRequest) -> HttpResponse:
        profile = self._profile(request.POST.get("profil", ""))
        offer = _offer(request.POST.get("offre", ""))
        if profile is None or offer is None:
            messages.error(request, _("Choisissez une personne et une offre en ligne."))
            return redirect("applications:new")
        form = AddForForm(request.POST, offer=offer)
        if form.is_valid():
            try:
                application = add_for(profile=profile, offer=offer, by=self.person, **form.said())
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, _("C’est transmis à l’employeur."))
                return redirect("applications:one", pk=application.pk)
        return self._page(profile, offer, form)

    def _profile(self, key: str) -> Profile | None:
        return _by_key(Profile.objects.seen_by(self.person).select_related("cv", "user"), key)

    def _choose(self, request: HttpRequest, profile: Profile | None) -> HttpResponse:
        words = request.GET.get("q", "").strip()[:100]
        offers = Offer.objects.live().select_related("employer").order_by("-published_at")
        if words:
            offers = offers.filter(title__icontains=words)
        context = {"profile": profile, "offers": list(offers[:MOST_OFFERS]) if profile else [], "words": words}
        return render(request, "applications/choose.html", context)

    def _page(self, profile: Profile, offer: Offer, form: AddForForm) -> HttpResponse:
        context = {"profile": profile, "offer": offer, "facts": wording.facts_line(offer), "form": form}
        return render(self.request, "applications/new.html", context, status=422 if form.errors else 200)


@method_decorator(never_cache, name="dispatch")
class Texts(StaffView):
    """The tenant's own words for the polite answers, for its managers."""

    roles = frozenset({Role.MANAGER})

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(TextsForm(texts=replies.texts()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TextsForm(request.POST, texts=replies.texts())
        if not form.is_valid():
            return self._page(form)
        try:
            save_texts(texts=form.cleaned_data, by=self.person)
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                form.add_error(name, reasons)
            return self._page(form)
        messages.success(request, _("Vos textes sont enregistrés."))
        return redirect("applications:texts")

    def _page(self, form: TextsForm) -> HttpResponse:
        return render(self.request, "applications/texts.html", {"form": form}, status=422 if form.errors else 200)


def _row(application: Application) -> dict[str, Any]:
    state = ApplicationState(application.state)
    waits = application.answered_at is None and state.is_open
    waited = (days.today() - days.day_of(application.created_at)).days
    return {
        "application": application,
        "name": presenting.called(application, known=True),
        "state": state.label,
        "tone": "warn" if waits else _TONES.get(state, ""),
        "waits": waits,
        "days": waited,
    }


def _offer(key: str) -> Offer | None:
    return _by_key(Offer.objects.live().select_related("employer"), key)


def _by_key(rows: Any, key: str) -> Any:
    """404 for a key that is somebody else's; None for none."""
    wanted = key_in(key)
    return get_object_or_404(rows, pk=wanted) if wanted else None
