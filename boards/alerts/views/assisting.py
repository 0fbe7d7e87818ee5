"""For staff: an alert made with somebody, and somebody's alerts found and ended for them."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.alerts import consents
from boards.alerts.desk.people import person_of, subscriber_at
from boards.alerts.forms.desk import AssistForm, WhoForm, unknown_place
from boards.alerts.models import Alert, Subscriber
from boards.alerts.searches import asked_of, wanted_of
from boards.alerts.services.assisting import end_for, make_for
from boards.alerts.views.managing import address_shown
from boards.finding.asked import Asked
from boards.finding.places import UnknownPlace
from boards.offers.views.access import StaffView
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel
from tenants.keys import key_in


class New(StaffView):
    """A search, whose it is, their yes. Filters of a search that led here are carried along."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = asked_of(request.GET.urlencode())
        initial = {"q": asked.text, "lieu": asked.place, "rayon": str(asked.radius_km)}
        return self._page(AssistForm(tenant=current_tenant(), initial=initial), asked)

    def post(self, request: HttpRequest) -> HttpResponse:
        tenant, asked = current_tenant(), Asked.read(request.POST)
        form = AssistForm(request.POST, tenant=tenant)
        try:
            wanted = wanted_of(asked.url.partition("?")[2], tenant=tenant)
        except UnknownPlace as problem:
            form.is_valid()
            unknown_place(form, problem.message)
            return self._page(form, asked, problem=problem)
        if not form.is_valid():
            return self._page(form, asked)
        try:
            alert = make_for(
                wanted=wanted,
                contact=form.cleaned_data["ou"],
                frequency=AlertFrequency(form.cleaned_data["rythme"]),
                consent=form.consent,
                by=self.person,
            )
        except ValidationError as error:
            form.add_error("ou", ValidationError(error.messages))
            return self._page(form, asked)
        text = _("L’alerte est en place. %(address)s reçoit un message qui le dit, avec le moyen d’arrêter.")
        messages.success(request, text % {"address": address_shown(alert.subscriber)})
        return redirect("alerts:desk_person", pk=alert.subscriber_id)

    def _page(self, form: AssistForm, asked: Asked, *, problem: UnknownPlace | None = None) -> HttpResponse:
        channels = [Channel.EMAIL, Channel.SMS] if current_tenant().sms_enabled else [Channel.EMAIL]
        context = {
            "form": form,
            "carried": asked.filter_pairs(),
            "filters": asked.is_narrowed,
            "plain_url": f"?{urlencode({'q': asked.text, 'lieu': asked.place})}",
            "choices": problem.choices if problem else (),
            "wordings": _read_out(channels),
        }
        return render(self.request, "alerts/desk/new.html", context)


def _read_out(channels: list[Channel]) -> list[str]:
    """The sentences that the person hears, in French whatever the adviser reads the site in."""
    with override(settings.LANGUAGE_CODE):
        return [consents.wording(channel) for channel in channels]


class Find(StaffView):
    """Whose alerts. By POST: an address has no place in a history or a log of addresses."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(WhoForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WhoForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        subscriber = subscriber_at(form.cleaned_data["ou"])
        if subscriber is None:
            return self._page(form, nobody=True)
        return redirect("alerts:desk_person", pk=subscriber.pk)

    def _page(self, form: WhoForm, *, nobody: bool = False) -> HttpResponse:
        return render(self.request, "alerts/desk/find.html", {"form": form, "nobody": nobody})


class Person(StaffView):
    """One address: its alerts, its yes, what may be ended for it."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        subscriber = get_object_or_404(Subscriber, pk=pk)
        context = {"subscriber": subscriber, "shown": address_shown(subscriber), "found": person_of(subscriber)}
        return render(request, "alerts/desk/person.html", context)


class EndFor(StaffView):
    """One alert ended for somebody, or all of theirs."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        subscriber = get_object_or_404(Subscriber, pk=pk)
        one = request.POST.get("alert")
        alert = None if one is None else get_object_or_404(subscriber.alerts.all(), pk=key_in(one))
        ended = end_for(subscriber=subscriber, alert=alert, by=self.person)
        messages.success(request, _said(ended))
        return redirect("alerts:desk_person", pk=pk)


def _said(ended: list[Alert]) -> str:
    if not ended:
        return _("Rien à arrêter : c’était déjà fait.")
    if len(ended) == 1:
        return _("Alerte arrêtée.")
    return _("%(n)s alertes arrêtées.") % {"n": len(ended)}
