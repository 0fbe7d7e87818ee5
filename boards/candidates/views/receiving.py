"""Taking over a profile that was made with an adviser, and coming back to it without an account."""

from datetime import datetime, timedelta

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.models import User
from boards.accounts.visitors import visitor_of
from boards.candidates.enums import HandoverBy
from boards.candidates.forms.receiving import AccessForm, ComeBackForm, DigitsForm, HandoverCodeForm
from boards.candidates.links import read_choice
from boards.candidates.models import Handover, Profile
from boards.candidates.rows import choices_of
from boards.candidates.services import handover as handovers
from boards.candidates.services import proving
from boards.candidates.services.handover import CodeCheck as HandoverCheck
from boards.candidates.views.access import hold
from boards.codes.limits import TooMany
from boards.codes.services import CodeCheck
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.numbers import shown

_HANDOVER, _ACCESS, _CHOICE = "candidates_handover", "candidates_access", "candidates_choice"
_STEP_LASTS = timedelta(hours=1)


@method_decorator(never_cache, name="dispatch")
class Receive(View):
    """The code of the letter or the SMS."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(HandoverCodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = HandoverCodeForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        result, handover = handovers.check(typed=form.cleaned_data["code"], visitor=visitor_of(request))
        if result is HandoverCheck.RIGHT and handover is not None:
            request.session.cycle_key()
            request.session[_HANDOVER] = [str(handover.pk), timezone.now().isoformat()]
            return redirect("candidates:receive_how")
        if result is HandoverCheck.TOO_MANY:
            return _too_many(request, 60)
        form.add_error("code", _SAID[result]())
        return self._page(form)

    def _page(self, form: HandoverCodeForm) -> HttpResponse:
        context = {"form": form, "with_sms": current_tenant().sms_enabled}
        return render(self.request, "candidates/receive.html", context)


_SAID = {
    HandoverCheck.WRONG: lambda: _("Ce n’est pas un code d’ici. Vérifiez-le signe par signe : ni O, ni I, ni zéro."),
    HandoverCheck.LAPSED: lambda: _("Ce code a déjà servi, ou il a plus de 30 jours. Demandez-en un autre."),
}


@method_decorator(never_cache, name="dispatch")
class OfHandover(View):
    """A page for the browser that typed a right code, within the hour."""

    handover: Handover

    def dispatch(self, request, *args, **kwargs):  # type: ignore[no-untyped-def]
        found = _held_handover(request)
        if found is None:
            return redirect("candidates:receive")
        self.handover = found
        return super().dispatch(request, *args, **kwargs)


class ReceiveHow(OfHandover):
    """How to come back: by e-mail, by mobile, or with another letter."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "neither" in request.POST:
            return self._taken()
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form)
        reach = form.reach
        if reach is None:
            form.add_error("email", _("Écrivez une adresse ou un mobile, ou choisissez « Ni l’un ni l’autre »."))
            return self._page(form)
        if self.handover.channel == HandoverBy.SMS and reach.address == self.handover.profile.phone:
            # The code came to this very number: it has shown whose it is.
            return self._taken(phone=reach.address)
        try:
            proving.send_for_handover(handover=self.handover, reach=reach, visitor=visitor_of(request))
        except TooMany as problem:
            return _too_many(request, problem.minutes)
        return redirect("candidates:receive_code")

    def _form(self, data: object = None) -> ComeBackForm:
        profile = self.handover.profile
        initial = {"email": profile.email, "phone": profile.phone if self.handover.channel == HandoverBy.SMS else ""}
        return ComeBackForm(data, initial=initial, with_sms=current_tenant().sms_enabled)  # type: ignore[arg-type]

    def _taken(self, *, phone: str = "") -> HttpResponse:
        try:
            profile = handovers.accept(handover=self.handover, user=None, phone=phone)
        except ValidationError as problem:
            return _refused(self.request, problem)
        hold(self.request, profile)
        return _welcome(self.request)

    def _page(self, form: ComeBackForm) -> HttpResponse:
        context = {
            "form": form,
            "profile": self.handover.profile,
            "consents": self.handover.profile.consents.standing(),
        }
        return render(self.request, "candidates/receive_how.html", context)


class ReceiveCode(OfHandover):
    """The six digits that were sent there."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(DigitsForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DigitsForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            result, profile, user = proving.take_over(handover=self.handover, digits=form.cleaned_data["code"])
        except ValidationError as problem:
            return _refused(request, problem)
        if result is CodeCheck.WRONG:
            form.add_error("code", _("Ce n’est pas le bon code. Recopiez celui du dernier message reçu."))
        if profile is None:
            return self._page(form)
        request.session.pop(_HANDOVER, None)
        if user is not None:
            return _signed_in(request, user)
        hold(request, profile)
        return _welcome(request)

    def _page(self, form: DigitsForm) -> HttpResponse:
        sent = proving.latest_for_handover(self.handover)
        if sent is None:
            return redirect("candidates:receive_how")
        address = shown(sent.address) if sent.channel == Channel.SMS else sent.address
        context = {"form": form, "address": address, "lapsed": not sent.is_open, "again_url": "receive_how"}
        return render(self.request, "candidates/digits.html", context)


@method_decorator(never_cache, name="dispatch")
class Access(View):
    """«J’ai déjà repris mon profil»: the mobile that opens it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        # «Aucun : changer de numéro» leads here: the number that was proved opens nothing any more.
        request.session.pop(_CHOICE, None)
        return render(request, "candidates/access.html", {"form": AccessForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AccessForm(request.POST)
        if not form.is_valid():
            return render(request, "candidates/access.html", {"form": form})
        phone = form.cleaned_data["phone"]
        try:
            proving.send_for_access(phone=phone, visitor=visitor_of(request))
        except TooMany as problem:
            return _too_many(request, problem.minutes)
        request.session[_ACCESS] = phone
        return redirect("candidates:access_code")


@method_decorator(never_cache, name="dispatch")
class AccessCode(View):
    """The six digits. The page is the same for a number that nobody has here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(DigitsForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form, phone = DigitsForm(request.POST), request.session.get(_ACCESS, "")
        if not phone or not form.is_valid():
            return self._page(form)
        result, profiles = proving.profiles_by_phone(phone=phone, digits=form.cleaned_data["code"])
        if profiles:
            request.session.pop(_ACCESS, None)
            if len(profiles) == 1:
                return _opened(request, profiles[0])
            request.session.cycle_key()
            request.session[_CHOICE] = [phone, timezone.now().isoformat()]
            return redirect("candidates:access_choice")
        lapsed = result is CodeCheck.LAPSED
        if not lapsed:
            form.add_error("code", _("Ce n’est pas le bon code. Recopiez celui du dernier message reçu."))
        return self._page(form, lapsed=lapsed)

    def _page(self, form: DigitsForm, *, lapsed: bool = False) -> HttpResponse:
        phone = self.request.session.get(_ACCESS, "")
        if not phone:
            return redirect("candidates:access")
        context = {"form": form, "address": shown(phone), "lapsed": lapsed, "again_url": "access"}
        return render(self.request, "candidates/digits.html", context)


@method_decorator(never_cache, name="dispatch")
class AccessChoice(View):
    """Whose profile, where a family has one mobile: for the browser that typed the right digits, within the hour."""

    def get(self, request: HttpRequest) -> HttpResponse:
        phone = _proved_number(request)
        if not phone:
            return redirect("candidates:access")
        return render(request, "candidates/choose.html", {"choices": choices_of(proving.held_by(phone))})

    def post(self, request: HttpRequest) -> HttpResponse:
        phone = _proved_number(request)
        if not phone:
            return redirect("candidates:access")
        # The number is asked for again: the choice of another family's page opens nothing here.
        profile = get_object_or_404(proving.held_by(phone), pk=read_choice(request.POST.get("choice", "")))
        request.session.pop(_CHOICE, None)
        return _opened(request, profile)


def _proved_number(request: HttpRequest) -> str:
    return _held(request, _CHOICE)


def _opened(request: HttpRequest, profile: Profile) -> HttpResponse:
    proving.open_by_phone(profile=profile)
    hold(request, profile)
    return redirect("candidates:own")


def _held_handover(request: HttpRequest) -> Handover | None:
    key = _held(request, _HANDOVER)
    found = Handover.objects.select_related("profile").filter(pk=key).first() if key else None
    return found if found is not None and found.is_open else None


def _held(request: HttpRequest, step: str) -> str:
    """What this browser proved at a step, while that is good; "" otherwise."""
    held = request.session.get(step)
    if not isinstance(held, list) or timezone.now() - datetime.fromisoformat(held[1]) > _STEP_LASTS:
        return ""
    return str(held[0])


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in as allauth's own code does, with whatever second step the account asks for."""
    record_authentication(request, user, method="code", email=user.email)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url="/mon-profil", email=user.email))
    return answer


def _welcome(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Ce profil est maintenant le vôtre. Relisez-le, et choisissez qui le voit."))
    return redirect("candidates:own")


def _refused(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    for message in problem.messages:
        messages.error(request, message)
    return redirect("candidates:receive_how")


def _too_many(request: HttpRequest, minutes: int) -> HttpResponse:
    response = render(request, "candidates/too_many.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
