"""«Mon profil»: one page, and the card that comes of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards.candidates.card import card_of, own_words
from boards.candidates.enums import ConsentTo, FoundHow, Visibility
from boards.candidates.forms.profile import Whole
from boards.candidates.freshness import freshness_of
from boards.candidates.models import Profile
from boards.candidates.scrubbing import Known, scrub
from boards.candidates.services import consents, cv, freshness, retention
from boards.candidates.services.writing import Shown, save_own, save_profile
from boards.candidates.views.access import OwnView, let_go
from boards.candidates.wording import consent_wording
from tenants.context import current_tenant
from tenants.files.serving import response_for
from tenants.messaging.caps import today_of


class Own(OwnView):
    """The form, above it how fresh it is, below it what an employer sees."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(self._whole())

    def post(self, request: HttpRequest) -> HttpResponse:
        whole = self._whole(request.POST, request.FILES)
        if whole.grew(request.POST) or not whole.is_valid():
            return self._page(whole)
        try:
            profile = self._save(whole)
            if upload := whole.form.cleaned_data.get("cv"):
                cv.attach(profile=profile, upload=upload, by=self.person)
        except ValidationError as problem:
            whole.refuse(problem)
            return self._page(whole)
        messages.success(request, _("C’est enregistré. Voici votre fiche."))
        return redirect("candidates:card")

    def without_profile(self) -> HttpResponseBase:
        """Every page's menu leads here: what colleagues have of themselves is their account."""
        return super().without_profile() if self.request.method == "POST" else redirect("account_home")

    def _whole(self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None) -> Whole:
        # Who came by their telephone keeps it: it is their key.
        without = ("phone",) if self.person is None else ()
        if initial is None:
            initial = {"name": self.person.name} if self.person is not None and self.profile is None else {}
        return Whole(data, files, profile=self.profile, initial=initial, without=without)

    def _save(self, whole: Whole) -> Profile:
        shown = Shown(Visibility(whole.form.cleaned_data["visibility"]))
        if self.person is not None:
            return save_own(values=whole.values(email=self.person.email), shown=shown, by=self.person)
        profile = self.existing()
        values = whole.values(email=profile.email, phone=profile.phone)
        return save_profile(profile=profile, values=values, shown=shown, by=None)

    def _page(self, whole: Whole) -> HttpResponse:
        profile = self.profile
        context = {
            "whole": whole,
            "form": whole.form,
            "profile": profile,
            "freshness": freshness_of(profile.confirmed_at) if profile else None,
            "choices": explained(whole, Visibility),
            "hidden_words": own_words(profile).hidden if profile else (),
            "hours_left": self.person is None,
            "today": today_of(current_tenant()),
        }
        return render(self.request, "candidates/own.html", context)


class Card(OwnView):
    """What an employer sees of it, as they see it; who looked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        profile = self.existing()
        context = {
            "profile": profile,
            "card": card_of(profile),
            "freshness": freshness_of(profile.confirmed_at),
            "hidden_words": own_words(profile).hidden,
            "looks": looks_of(profile),
            "consents": profile.consents.standing(),
            "found_choices": FoundHow.choices,
            "hours_left": self.person is None,
        }
        return render(request, "candidates/card.html", context)


class Words(OwnView):
    """While somebody types: which of their words an employer will not read."""

    def post(self, request: HttpRequest) -> HttpResponse:
        names = (request.POST.get("name", "")[:120], self.person.name if self.person else "")
        place = request.POST.get("commune", "")[:100].partition("(")[0].strip()
        known = Known(names=tuple(name for name in names if name), places=(place,) if place else ())
        hidden = scrub(request.POST.get("words", "")[:4000], known).hidden
        return render(request, "candidates/parts/hidden_words.html", {"hidden_words": hidden})


class Still(OwnView):
    """«Je cherche toujours», «en pause», «j’ai trouvé», from one's own page."""

    def post(self, request: HttpRequest) -> HttpResponse:
        answered(request, self.existing(), by=self.person)
        return redirect("candidates:card")


class Withdraw(OwnView):
    """One yes taken back, at once."""

    def post(self, request: HttpRequest) -> HttpResponse:
        profile, what = self.existing(), request.POST.get("what", "")
        if what in {ConsentTo.EMPLOYERS, ConsentTo.ADVISERS, ConsentTo.PARTNER}:
            consents.withdraw(profile=profile, what=ConsentTo(what), by=self.person)
            messages.success(request, _("C’est fait : votre accord est retiré, dès maintenant."))
        return redirect("candidates:card")


class OwnCv(OwnView):
    """One's own file, and taking it away."""

    def get(self, request: HttpRequest) -> HttpResponse:
        file = self.existing().cv
        return response_for(file) if file is not None else redirect("candidates:own")

    def post(self, request: HttpRequest) -> HttpResponse:
        cv.detach(profile=self.existing(), by=self.person)
        messages.success(request, _("Votre CV est retiré et effacé."))
        return redirect("candidates:own")


class Erase(OwnView):
    """All of it, by oneself. The page says what goes, its button does it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "candidates/erase.html", {"profile": self.existing()})

    def post(self, request: HttpRequest) -> HttpResponse:
        retention.anonymise(profile=self.existing(), by=self.person)
        let_go(request)
        messages.success(request, _("Votre profil est effacé."))
        return redirect("/")


class Leave(OwnView):
    """Close a profile that was opened by telephone, before the next person sits down at the screen."""

    def post(self, request: HttpRequest) -> HttpResponse:
        let_go(request)
        messages.success(request, _("Votre profil est fermé sur cet appareil."))
        return redirect("/")


def explained(whole: Whole, visibilities: Any) -> list[dict[str, Any]]:
    """The radios of `visibility`, each with the sentence that choosing it agrees to."""
    said = {
        Visibility.NOBODY: _("Votre profil reste à vous : aucun conseiller, aucun employeur ne le voit."),
        Visibility.ADVISERS: consent_wording(ConsentTo.ADVISERS),
        Visibility.EMPLOYERS: consent_wording(ConsentTo.EMPLOYERS),
    }
    radios = whole.form["visibility"] if "visibility" in whole.form.fields else ()
    return [
        {"radio": radio, "text": said[radio.data["value"]]} for radio in radios if radio.data["value"] in visibilities
    ]


def looks_of(profile: Profile, *, most: int = 50) -> list[dict[str, Any]]:
    """Who looked, newest first: a firm by its name, an adviser as the tenant. One query."""
    tenant = current_tenant().short_name
    return [
        {
            "who": look.employer.name if look.employer else _("les conseillers de %(site)s") % {"site": tenant},
            "day": look.day,
            "what": look.get_what_display(),
        }
        for look in profile.looks.select_related("employer")[:most]
    ]


def answered(request: HttpRequest, profile: Profile, *, by: Any) -> None:
    """What somebody answered to «cherchez-vous toujours ?»."""
    answer = request.POST.get("answer", "")
    if answer == "pause":
        freshness.pause(profile=profile, by=by)
        messages.success(request, _("C’est noté : votre recherche est en pause. Les employeurs ne vous voient plus."))
    elif answer == "found":
        how = request.POST.get("how", "")
        found = freshness.Found(
            FoundHow(how) if how in FoundHow.values else FoundHow.UNSAID,
            request.POST.get("where", "").replace("\x00", ""),
        )
        freshness.found_work(profile=profile, found=found, by=by)
        messages.success(request, _("Bravo, et merci de l’avoir dit ! Votre profil est en pause."))
    elif answer == "yes":
        freshness.confirm(profile=profile, by=by)
        messages.success(request, _("Merci : votre profil est à jour."))
