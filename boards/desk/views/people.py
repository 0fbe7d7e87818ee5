"""The list of people, and one thing done with several of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.candidates.card import availability_words
from boards.candidates.freshness import freshness_of
from boards.candidates.models import Profile
from boards.desk import bulk
from boards.desk.forms import ActionForm
from boards.desk.people import Narrowed, chosen, people
from boards.followup.views.access import ReaderView
from boards.followup.views.recruitment import ticked
from boards.offers.paging import pages_of
from boards.offers.views.access import StaffView
from tenants.reference.occupations import label_of

PER_PAGE = 50


class People(ReaderView):
    """Those whom the reader sees; staff may tick some and do one thing with them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return list_page(request, self, ActionForm() if self.person.is_tenant_staff else None)


class Actions(StaffView):
    """First what would happen, to how many; then, on «envoyer», the thing itself."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ActionForm(request.POST)
        profiles = chosen(self.person, ticked(request))
        if not profiles:
            messages.error(request, _("Cochez au moins une personne."))
            return redirect("desk:people")
        if not form.is_valid():
            return self._preview(form, profiles, None)
        try:
            found = bulk.preview(profiles=profiles, wanted=form.wanted)
            if "faire" in request.POST:
                done = bulk.do(profiles=profiles, wanted=form.wanted, by=self.person)
                text = ngettext("C’est fait pour %(n)s personne.", "C’est fait pour %(n)s personnes.", done)
                messages.success(request, text % {"n": done})
                return redirect("desk:people")
        except ValidationError as error:
            form.add_error(None, error)
            return self._preview(form, profiles, None)
        return self._preview(form, profiles, found)

    def _preview(self, form: ActionForm, profiles: list[Profile], found: bulk.Preview | None) -> HttpResponse:
        said = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
        context = {
            "form": form,
            "profiles": profiles,
            "preview": found,
            "wanted": form.wanted if found else None,
            "carried": [
                (name, said[name]) for name in ("action", "adviser", "offer", "workshop", "words") if said.get(name)
            ],
            "concerned": len(profiles) - len(found.left_out) if found else 0,
        }
        return render(self.request, "desk/actions.html", context)


def list_page(request: HttpRequest, view: ReaderView, form: ActionForm | None) -> HttpResponse:
    narrowed = Narrowed.read(request.GET)
    page = Paginator(people(view.person, narrowed), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "narrowed": narrowed,
        "rows": [_row(profile) for profile in page],
        "total": page.paginator.count,
        "pages": pages_of(page, request),
        "form": form,
        "staff": view.person.is_tenant_staff,
    }
    return render(request, "desk/people.html", context)


def _row(profile: Profile) -> dict[str, Any]:
    return {
        "profile": profile,
        "occupations": [label for code in profile.occupations[:2] if (label := label_of(code))],
        "availability": availability_words(profile),
        "freshness": freshness_of(profile.confirmed_at),
    }
