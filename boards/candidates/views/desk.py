"""For staff: everybody's profiles, one of them, and a profile filled in together with somebody."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from boards.candidates import rows, selectors
from boards.candidates.card import card_of, own_words
from boards.candidates.enums import ConsentTo, FoundHow, HandoverBy, LookAt, Visibility
from boards.candidates.forms.desk import CONSENT_FIELDS, FILTERS, AdviserForm, AssistedWhole, SearchForm, channel_of
from boards.candidates.freshness import freshness_of
from boards.candidates.links import receive_url
from boards.candidates.models import Profile
from boards.candidates.reach import mobile_of
from boards.candidates.services import cv, handover, looks, portfolio
from boards.candidates.services.writing import make_with, save_profile
from boards.candidates.views.access import SeeingView, StaffView
from boards.candidates.views.own import answered, explained
from boards.candidates.wording import kept_wording
from boards.offers.paging import pages_of
from tenants.context import current_tenant
from tenants.files.serving import response_for
from tenants.messaging.numbers import shown as number_shown

PER_PAGE = 25


@method_decorator(never_cache, name="dispatch")
class People(SeeingView):
    """The list: whoever lets themselves be seen, most lately confirmed first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.GET)
        asked = form.asked
        page = Paginator(selectors.search(self.profiles(), asked, by=self.person), PER_PAGE).get_page(
            request.GET.get("page")
        )
        context = {
            "form": form,
            "asked": asked,
            "total": page.paginator.count,
            "chips": rows.chips(asked, FILTERS if self.person.is_tenant_staff else ()),
            "columns": rows.columns(),
            "rows": [rows.row(profile) for profile in page],
            "pages": pages_of(page, request),
        }
        return render(request, "candidates/desk/people.html", context)


@method_decorator(never_cache, name="dispatch")
class One(SeeingView):
    """One person, with their name. That it was opened is shown to them."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        profile = self.one(pk)
        looks.record(profiles=[profile], by=self.person, employer=None, what=LookAt.FULL)
        staff = self.person.is_tenant_staff
        context = {
            "profile": profile,
            "freshness": freshness_of(profile.confirmed_at),
            "sheet": rows.sheet(profile),
            "seen_by": rows.seen_words(profile),
            "mobile": mobile_of(profile),
            "phone_shown": number_shown(profile.phone) if profile.phone else "",
            "jobs": profile.experiences.all(),
            "studies": profile.trainings.all(),
            "consents": profile.consents.all() if staff else (),
            "card": card_of(profile) if staff else None,
            "hidden_words": own_words(profile).hidden,
            "open_code": profile.handovers.filter(used_at=None).first() if staff else None,
            "adviser_form": AdviserForm(initial={"adviser": profile.adviser_id}) if staff else None,
            "found_choices": FoundHow.choices,
            "staff": staff,
        }
        return render(request, "candidates/desk/one.html", context)


class Cv(SeeingView):
    """The file, when it is clean."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        profile = self.one(pk)
        if profile.cv is None:
            return redirect("candidates:desk_one", pk=profile.pk)
        looks.record(profiles=[profile], by=self.person, employer=None, what=LookAt.CV)
        return response_for(profile.cv)


@method_decorator(never_cache, name="dispatch")
class New(StaffView):
    """«Créer un profil avec quelqu’un»: on one screen, during an interview, without an e-mail address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        # Nothing is ticked beforehand: a yes is somebody's own.
        return self._page(AssistedWhole())

    def post(self, request: HttpRequest) -> HttpResponse:
        whole = AssistedWhole(request.POST, request.FILES)
        if whole.grew(request.POST) or not whole.is_valid():
            return self._page(whole)
        values = whole.values(email=whole.form.cleaned_data["email"])
        if not whole.form.cleaned_data["another"]:
            insee = values.place.get("commune_insee", "")
            doubles = selectors.doubles_of(name=values.name, email=values.email, phone=values.phone, insee=insee)
            if doubles:
                return self._page(whole, doubles=doubles)
        shown = whole.form.shown()  # type: ignore[attr-defined]
        try:
            profile = make_with(values=values, shown=shown, by=self.person)
            if upload := whole.form.cleaned_data.get("cv"):
                cv.attach(profile=profile, upload=upload, by=self.person)
        except ValidationError as problem:
            whole.refuse(problem)
            return self._page(whole)
        messages.success(
            request, _("Le profil est créé, il est dans vos suivis. Remettez-le maintenant à la personne.")
        )
        return redirect("candidates:desk_one", pk=profile.pk)

    def _page(self, whole: AssistedWhole, *, doubles: Any = ()) -> HttpResponse:
        return render(self.request, "candidates/desk/new.html", _context(whole) | {"doubles": doubles})


@method_decorator(never_cache, name="dispatch")
class Edit(StaffView):
    """The same page for one that exists; who sees it only as long as the person hasn't taken it over."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        profile = self.one(pk)
        return self._page(_whole_of(profile), profile)

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        profile = self.one(pk)
        whole = _whole_of(profile, request.POST, request.FILES)
        if whole.grew(request.POST) or not whole.is_valid():
            return self._page(whole, profile)
        email = whole.form.cleaned_data.get("email", profile.email)
        shown = whole.form.shown()  # type: ignore[attr-defined]
        try:
            save_profile(
                profile=profile, values=whole.values(email=email, phone=profile.phone), shown=shown, by=self.person
            )
            if upload := whole.form.cleaned_data.get("cv"):
                cv.attach(profile=profile, upload=upload, by=self.person)
        except ValidationError as problem:
            whole.refuse(problem)
            return self._page(whole, profile)
        messages.success(request, _("C’est enregistré."))
        return redirect("candidates:desk_one", pk=profile.pk)

    def _page(self, whole: AssistedWhole, profile: Profile) -> HttpResponse:
        return render(self.request, "candidates/desk/edit.html", _context(whole) | {"profile": profile})


class HandOver(StaffView):
    """A code for the person: sent to their mobile, or printed with a letter. The letter is shown once."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        profile = self.one(pk)
        try:
            channel = channel_of(request.POST)
            begun = handover.begin(profile=profile, channel=channel, by=self.person)
        except ValidationError as problem:
            for message in problem.messages:
                messages.error(request, message)
            return redirect("candidates:desk_one", pk=profile.pk)
        if channel == HandoverBy.SMS:
            messages.success(request, _("Le code est parti par SMS. Il vaut 30 jours."))
            return redirect("candidates:desk_one", pk=profile.pk)
        context = {
            "profile": profile,
            "code": begun.shown,
            "since": begun.handover.created_at,
            "until": begun.handover.expires_at,
            "where": receive_url().partition("://")[2],
            "tenant": current_tenant(),
        }
        response = render(request, "candidates/desk/letter.html", context)
        response["Cache-Control"] = "private, no-store"
        return response


class SetAdviser(StaffView):
    """Into another portfolio."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        profile, form = self.one(pk), AdviserForm(request.POST)
        if form.is_valid():
            portfolio.assign(profile=profile, adviser=form.cleaned_data["adviser"], by=self.person)
            messages.success(request, _("C’est enregistré."))
        else:
            messages.error(request, _("Choisissez un conseiller de la liste."))
        return redirect("candidates:desk_one", pk=profile.pk)


class Heard(StaffView):
    """What the person said on the telephone: still looking, not now, found."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        profile = self.one(pk)
        answered(request, profile, by=self.person)
        return redirect("candidates:desk_one", pk=profile.pk)


def _whole_of(profile: Profile, data: Any = None, files: Any = None) -> AssistedWhole:
    standing = set(profile.consents.standing().values_list("what", flat=True))
    initial = {"email": profile.email, "partners": ConsentTo.PARTNER in standing}
    if profile.handed_over_at is None:
        without: tuple[str, ...] = ("another",)
    else:
        # By what they come back is theirs to change, as is who sees them.
        without = (*CONSENT_FIELDS, "another", "email", "phone")
    return AssistedWhole(data, files, profile=profile, initial=initial, without=without)


def _context(whole: AssistedWhole) -> dict[str, Any]:
    return {
        "whole": whole,
        "form": whole.form,
        "choices": explained(whole, Visibility.for_advisers()),
        "read_out": [kept_wording(what) for what in (ConsentTo.KEEP, ConsentTo.ADVISERS)],
        "read_out_employers": kept_wording(ConsentTo.EMPLOYERS),
        "read_out_partners": kept_wording(ConsentTo.PARTNER),
    }
