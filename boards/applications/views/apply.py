"""«Postuler», and what happens next."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.models import User
from boards.accounts.visitors import visitor_of
from boards.applications import holding, limits
from boards.applications.filling import filled_from
from boards.applications.forms.apply import ApplyForm
from boards.applications.links import read_follow
from boards.applications.models import Application
from boards.applications.notices import address_of, number_of
from boards.applications.services.applying import apply
from boards.candidates.models import Profile
from boards.offers import wording
from boards.offers.enums import ApplyBy, OfferState
from boards.offers.models import FigureKind, Offer
from boards.offers.services import figures
from tenants.messaging.numbers import shown


@method_decorator(never_cache, name="dispatch")
class Apply(View):
    """One page, one minute, with or without an account."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = _offer(pk)
        if not _is_here(offer):
            # Over: its page says so, and what is near. Answered elsewhere: its page says where.
            return redirect(f"{offer.get_absolute_url()}#postuler")
        profile = profile_of(request.user)
        form = self._form(offer, profile, initial=_initial(request.user, profile, offer))
        return self._page(offer, form, profile)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = _offer(pk)
        if not _is_here(offer):
            return redirect(f"{offer.get_absolute_url()}#postuler")
        profile = profile_of(request.user)
        form = self._form(offer, profile, data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self._page(offer, form, profile, status=422)
        typed = form.values()
        try:
            limits.take_place(visitor=visitor_of(request), contacts=(typed.email, typed.phone))
            applied = apply(
                offer=offer,
                typed=typed,
                by=_candidate(request.user),
                profile=profile,
                held=holding.held_key(request, offer),
            )
        except limits.TooMany as full:
            return render(request, "applications/too_many.html", {"minutes": full.minutes, "offer": offer}, status=429)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self._page(offer, form, profile, status=422)
        holding.hold(request, applied, typed=typed)
        figures.count(offer=offer, kind=FigureKind.CLICK)
        return redirect("applications:sent", pk=offer.pk)

    def _form(self, offer: Offer, profile: Profile | None, **options: Any) -> ApplyForm:
        has_cv = profile is not None and profile.cv is not None
        return ApplyForm(offer=offer, questions=list(offer.questions.all()), has_cv=has_cv, **options)

    def _page(self, offer: Offer, form: ApplyForm, profile: Profile | None, *, status: int = 200) -> HttpResponse:
        context = {
            "offer": offer,
            "facts": wording.facts_line(offer),
            "form": form,
            "profile": profile,
            "sent": holding.sent_from(self.request, offer),
        }
        return render(self.request, "applications/apply.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class Sent(View):
    """«C’est envoyé», and what comes next: for the browser that sent it."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = _offer(pk)
        sent = holding.sent_from(request, offer)
        if sent is None:
            return redirect("applications:apply", pk=offer.pk)
        application = None
        if sent["token"] and sent.get("may_open"):
            held = read_follow(str(sent["token"]))
            application = (
                Application.objects.select_related("profile")
                .filter(pk=held.application, link_key=held.key, anonymised_at__isnull=True)
                .first()
            )
        context = {
            "offer": offer,
            "again": sent["again"],
            "token": sent["token"] if application else "",
            "email": address_of(application) if application else sent.get("email", ""),
            "is_reached": sent.get("is_reached", True),
            "phone": _spoken(number_of(application) if application else str(sent.get("phone", ""))),
        }
        return render(request, "applications/sent.html", context)


def _spoken(number: str) -> str:
    return shown(number) if number else ""


def profile_of(user: User | AnonymousUser) -> Profile | None:
    """The profile of who is signed in, with its CV."""
    if not isinstance(user, User):
        return None
    return Profile.objects.of(user).select_related("cv", "user").first()


def _offer(pk: UUID) -> Offer:
    """One that was ever shown; others are nobody's."""
    offer = get_object_or_404(Offer.objects.select_related("employer"), pk=pk)
    if not OfferState(offer.state).is_open and offer.published_at is None:
        raise Http404
    return offer


def _is_here(offer: Offer) -> bool:
    return OfferState(offer.state).is_open and offer.apply_by == ApplyBy.HERE


def _candidate(user: User | AnonymousUser) -> User | None:
    """Whoever is signed in as themselves: an adviser who tries the form is no candidate."""
    return user if isinstance(user, User) and not user.is_tenant_staff else None


def _initial(user: User | AnonymousUser, profile: Profile | None, offer: Offer) -> dict[str, Any]:
    if profile is not None:
        return filled_from(profile, offer)
    known = _candidate(user)
    return {"name": known.name, "email": known.email} if known else {}
