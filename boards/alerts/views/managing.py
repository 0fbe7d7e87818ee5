"""The page of one subscriber's alerts, and the links that end, keep and export them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from boards.alerts.enums import AlertState, EndedBy
from boards.alerts.everything import everything_of
from boards.alerts.forms.contact import rhythm_choices
from boards.alerts.links import KEEP_SALT, manage_path
from boards.alerts.models import Alert, Subscriber
from boards.alerts.notices import wider
from boards.alerts.services import managing
from boards.alerts.views.access import ended_by, subscriber_left, subscriber_of
from boards.alerts.wording import rhythm
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.numbers import shown


@require_safe
@never_cache
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Every alert of one address: its rhythm, a pause, an end."""
    subscriber = subscriber_of(token)
    choices = rhythm_choices(current_tenant())
    alerts = [
        {
            "alert": alert,
            "rhythm": rhythm(alert.frequency),
            "paused": alert.state == AlertState.PAUSED,
            "advice": wider(alert) if alert.silence_told_at and not alert.last_found_at else [],
            # One that the tenant no longer offers goes on until the person chooses another.
            "rhythms": [
                {"value": value, "label": label, "selected": value == alert.frequency} for value, label in choices
            ],
        }
        for alert in subscriber.alerts.open()
    ]
    context = {"token": token, "alerts": alerts, "shown": address_shown(subscriber), "subscriber": subscriber}
    return render(request, "alerts/manage.html", context)


@method_decorator(never_cache, name="dispatch")
class Change(View):
    """One thing done to one alert from that page."""

    def post(self, request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
        subscriber = subscriber_of(token)
        alert = get_object_or_404(subscriber.alerts.select_related("subscriber"), pk=pk)
        try:
            if "pause" in request.POST:
                managing.pause(alert=alert)
                messages.success(request, _("Alerte en pause. Elle attend ici."))
            elif "resume" in request.POST:
                managing.resume(alert=alert)
                messages.success(request, _("L’alerte a repris."))
            elif "end" in request.POST:
                managing.end(alerts=[alert.pk], subscriber=subscriber, how=EndedBy.PERSON)
                messages.success(request, _("Alerte arrêtée."))
            elif request.POST.get("rythme") in AlertFrequency.values:
                managing.change_rhythm(alert=alert, frequency=AlertFrequency(request.POST["rythme"]))
                messages.success(request, _("Rythme changé."))
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        return redirect("alerts:manage", token=token)


@method_decorator(never_cache, name="dispatch")
class EndAll(View):
    """Everything stopped at once."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        managing.end_all(subscriber=subscriber_of(token), how=EndedBy.PERSON)
        messages.success(request, _("Toutes vos alertes sont arrêtées."))
        return redirect("alerts:manage", token=token)


@method_decorator(never_cache, name="dispatch")
class Erase(View):
    """Forgotten by oneself. The page says what goes, its button does it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return render(request, "alerts/erase.html", {"token": token, "shown": address_shown(subscriber_of(token))})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if (subscriber := subscriber_left(token)) is not None:
            managing.erase(subscriber=subscriber)
        return render(request, "alerts/erased.html")


@require_safe
@never_cache
def export(request: HttpRequest, token: str) -> HttpResponse:
    """Everything we hold of an address, as a file."""
    response = JsonResponse(everything_of(subscriber_of(token)), json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="mes-alertes.json"'
    return response


# RFC 8058: the mail reader posts without a cookie, and no GET may act: scanners follow every link.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class End(View):
    """One click, one mail's alerts."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber, keys = ended_by(token)
        alerts = list(subscriber.alerts.exclude(state=AlertState.ENDED).filter(pk__in=keys)) if subscriber else []
        return self._page(subscriber, alerts)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber, keys = ended_by(token)
        if subscriber is not None:
            managing.end(alerts=keys, subscriber=subscriber, how=EndedBy.ONE_CLICK)
        return self._page(subscriber, [])

    def _page(self, subscriber: Subscriber | None, alerts: list[Alert]) -> HttpResponse:
        manage_url = manage_path(subscriber) if subscriber else ""
        context = {"alerts": alerts, "ended": not alerts, "manage_url": manage_url}
        return render(self.request, "alerts/end.html", context)


@method_decorator(never_cache, name="dispatch")
class Keep(View):
    """«Oui, je cherche encore»: one button."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = subscriber_of(token, salt=KEEP_SALT)
        context = {"alerts": list(subscriber.alerts.open()), "manage_url": manage_path(subscriber)}
        return render(request, "alerts/keep.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = subscriber_of(token, salt=KEEP_SALT)
        if not subscriber.alerts.open().exists():
            # Asked too late: the page says so, and how to begin again.
            return self.get(request, token)
        managing.sign_of_life(subscriber=subscriber)
        messages.success(request, _("Merci : vos alertes continuent."))
        return redirect(manage_path(subscriber))


def address_shown(subscriber: Subscriber) -> str:
    """As a person writes it."""
    return shown(subscriber.address) if subscriber.channel == Channel.SMS else subscriber.address
