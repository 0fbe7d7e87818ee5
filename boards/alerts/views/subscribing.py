"""Leaving a search, and saying yes to it: a code, or the link in the mail."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from boards.accounts.models import User
from boards.accounts.visitors import visitor_of
from boards.alerts import consents
from boards.alerts.enums import AlertState, ConsentHow
from boards.alerts.forms.contact import SubscribeForm
from boards.alerts.links import TYPE_SALT, manage_path, typing_token
from boards.alerts.models import Alert
from boards.alerts.searches import asked_of, wanted_of
from boards.alerts.services.subscribing import ask_for_alert, begin, confirm_by_code, send_confirmation
from boards.alerts.views.access import asked_for, is_from_elsewhere
from boards.alerts.wording import label_of, rhythm
from boards.codes.limits import TooMany
from boards.codes.services import CodeCheck, latest_code
from boards.finding.advice import Advice
from boards.finding.asked import Asked
from boards.finding.criteria import understood
from boards.finding.places import UnknownPlace
from boards.finding.searchbar import searchbar
from boards.publishing.forms.address import CodeForm
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.numbers import shown


# Sent from pages of results that a cache may keep for everybody, so without a token: see is_from_elsewhere.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class Subscribe(View):
    """«Être prévenu»: two fields under a search. The page shows which search, and what is wrong with an answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tenant = current_tenant()
        form = SubscribeForm(tenant=tenant, initial={"recherche": request.GET.urlencode()})
        return self._page(form, query=request.GET.urlencode())

    def post(self, request: HttpRequest) -> HttpResponse:
        if is_from_elsewhere(request):
            return render(request, "403_csrf.html", status=403)
        tenant = current_tenant()
        query = request.POST.get("recherche", "")
        form = SubscribeForm(request.POST, tenant=tenant)
        if not form.is_valid():
            return self._page(form, query=query)
        contact, frequency = form.cleaned_data["ou"], AlertFrequency(form.cleaned_data["rythme"])
        try:
            alert = ask_for_alert(
                wanted=wanted_of(query, tenant=tenant),
                contact=contact,
                frequency=frequency,
                visitor=visitor_of(request),
                by=request.user if isinstance(request.user, User) else None,
            )
        except UnknownPlace as problem:
            return self._page(form, query=query, problem=problem)
        except TooMany as full:
            return too_many(request, full, channel=contact.channel)
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(form, query=query)
        if alert.state == AlertState.ACTIVE and alert.frequency == frequency and request.user.is_authenticated:
            messages.success(request, _("C’est noté : nous vous préviendrons."))
            return redirect(manage_path(alert.subscriber))
        return redirect("alerts:code", token=typing_token(alert, frequency))

    def _page(self, form: SubscribeForm, *, query: str, problem: UnknownPlace | None = None) -> HttpResponse:
        tenant, asked = current_tenant(), asked_of(query)
        if problem is None:
            problem = understood(asked, tenant=tenant).problem
        context = {
            "form": form,
            "searchbar": replace(searchbar(asked, problem=problem), action=reverse("alerts:subscribe")),
            "problem": problem,
            "choices": [Advice(text, _path(asked.but(place=text))) for text in problem.choices] if problem else [],
            "search_label": label_of(asked, tenant=tenant),
            "results_url": asked.url,
        }
        return render(self.request, "alerts/subscribe.html", context)


@method_decorator(never_cache, name="dispatch")
class Code(View):
    """Where the six digits are typed. The address of this page confirms nothing by itself."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        alert, frequency = asked_for(token, salt=TYPE_SALT)
        return self._page(CodeForm(), alert, frequency, token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        alert, frequency = asked_for(token, salt=TYPE_SALT)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._page(form, alert, frequency, token)
        try:
            result = confirm_by_code(alert=alert, frequency=frequency, digits=form.cleaned_data["code"])
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(form, alert, frequency, token)
        if result is CodeCheck.RIGHT:
            messages.success(request, _("C’est noté : nous vous préviendrons."))
            return redirect(manage_path(alert.subscriber))
        if result is CodeCheck.WRONG:
            form.add_error("code", _("Ce n’est pas le bon code. Recopiez celui du dernier message reçu."))
        return self._page(form, alert, frequency, token)

    def _page(self, form: CodeForm, alert: Alert, frequency: AlertFrequency, token: str) -> HttpResponse:
        subscriber = alert.subscriber
        sent = latest_code(subject=alert.code_subject(frequency))
        is_sms = subscriber.channel == Channel.SMS
        context = {
            "form": form,
            "alert": alert,
            "token": token,
            "by_sms": is_sms,
            "address": shown(subscriber.address) if is_sms else subscriber.address,
            "lapsed": sent is None or not sent.is_open,
            # What the button says yes to; kept word for word as the proof.
            "wording": consents.wording(subscriber.channel),
            # Who goes back after confirming is told that it is done, not that their code is no good.
            "used": sent is not None and sent.used_at is not None,
        }
        return render(self.request, "alerts/code.html", context)


@method_decorator(never_cache, name="dispatch")
class Resend(View):
    """Another code to the same address."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        alert, frequency = asked_for(token, salt=TYPE_SALT)
        try:
            send_confirmation(alert=alert, frequency=frequency, visitor=visitor_of(request))
        except TooMany as full:
            return too_many(request, full, channel=alert.subscriber.channel)
        return redirect("alerts:code", token=token)


@method_decorator(never_cache, name="dispatch")
class Confirm(View):
    """The link in the mail: it shows a button, and only the button acts; mail scanners open links."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        alert, frequency = asked_for(token)
        if alert.state == AlertState.ACTIVE and alert.frequency == frequency:
            return redirect(manage_path(alert.subscriber))
        return self._page(alert, frequency)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        alert, frequency = asked_for(token)
        try:
            begin(alert=alert, frequency=frequency, how=ConsentHow.LINK)
        except ValidationError as error:
            return self._page(alert, frequency, problem=" ".join(error.messages))
        messages.success(request, _("C’est noté : nous vous préviendrons."))
        return redirect(manage_path(alert.subscriber))

    def _page(self, alert: Alert, frequency: AlertFrequency, *, problem: str = "") -> HttpResponse:
        context = {
            "alert": alert,
            "rhythm": rhythm(frequency),
            "problem": problem,
            "wording": consents.wording(alert.subscriber.channel),
        }
        return render(self.request, "alerts/confirm.html", context)


def _path(asked: Asked) -> str:
    """This page for another search."""
    return f"{reverse('alerts:subscribe')}?{asked.url.partition('?')[2]}"


def too_many(request: HttpRequest, full: TooMany, *, channel: str) -> HttpResponse:
    """429: enough codes for this address, or from this visitor; or no SMS left today."""
    context = {"today": full.minutes > 120, "minutes": full.minutes, "by_sms": channel == Channel.SMS}
    response = render(request, "alerts/too_many.html", context, status=429)
    response["Retry-After"] = str(full.minutes * 60)
    return response
