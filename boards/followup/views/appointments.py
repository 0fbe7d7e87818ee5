"""Appointments for staff: a new one, one of them, the agenda and its feed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards.candidates.models import Profile
from boards.followup import calendars, notices, selectors
from boards.followup.forms.about import colleagues
from boards.followup.forms.appointment import AppointmentForm
from boards.followup.models import Appointment, CalendarFeed
from boards.followup.services import appointments, feeds
from boards.followup.views.access import FollowerView, said
from tenants.context import current_tenant


class New(FollowerView):
    """An hour proposed to somebody."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._page(AppointmentForm(by=self.person, people=colleagues()), self.profile(pk))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = self.profile(pk)
        form = AppointmentForm(request.POST, by=self.person, people=colleagues())
        if not form.is_valid():
            return self._page(form, profile)
        try:
            made = appointments.ask(
                profile=profile,
                slot=form.slot,
                purpose=form.cleaned_data["purpose"],
                adviser=self.colleague(form.cleaned_data["adviser"]),
                by=self.person,
            )
        except ValidationError as error:
            form.add_messages(error)
            return self._page(form, profile)
        text = _("Rendez-vous proposé à %(who)s, %(when)s.")
        messages.success(request, text % {"who": profile.name, "when": notices.when_of(made.starts_at)})
        return redirect("followup:person", pk=pk)

    def _page(self, form: AppointmentForm, profile: Profile) -> HttpResponse:
        context = {"form": form, "profile": profile, "agenda": selectors.agenda_of(self.person, days=14)}
        return render(self.request, "followup/appointment_new.html", context)


class One(FollowerView):
    """One appointment: another hour, called off, how it went."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._page(self._appointment(pk))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        appointment = self._appointment(pk)
        try:
            if "deplacer" in request.POST:
                return self._move(appointment)
            if "annuler" in request.POST:
                appointments.cancel(appointment=appointment, by=self.person)
                messages.success(request, _("Rendez-vous annulé. La personne est prévenue."))
            elif "confirmer" in request.POST:
                appointments.confirm(appointment=appointment, by=self.person)
                messages.success(request, _("Rendez-vous confirmé."))
            elif "venu" in request.POST or "absent" in request.POST:
                appointments.close(appointment=appointment, came="venu" in request.POST, by=self.person)
                messages.success(request, _("C’est noté."))
        except ValidationError as error:
            said(request, error)
        return redirect("followup:appointment", pk=pk)

    def _move(self, appointment: Appointment) -> HttpResponse:
        form = AppointmentForm(self.request.POST, by=self.person, people=colleagues())
        form.fields["purpose"].required = False
        if not form.is_valid():
            return self._page(appointment, form)
        try:
            appointments.move(appointment=appointment, slot=form.slot, by=self.person)
        except ValidationError as error:
            form.add_messages(error)
            return self._page(appointment, form)
        messages.success(self.request, _("Rendez-vous déplacé. La personne est prévenue."))
        return redirect("followup:appointment", pk=appointment.pk)

    def _appointment(self, pk: UUID) -> Appointment:
        seen = Profile.objects.seen_by(self.person)
        return get_object_or_404(
            Appointment.objects.filter(profile__in=seen).select_related("profile", "adviser", "offer"), pk=pk
        )

    def _page(self, appointment: Appointment, form: AppointmentForm | None = None) -> HttpResponse:
        form = form or AppointmentForm(
            initial=AppointmentForm.initial_of(appointment), by=self.person, people=colleagues()
        )
        context = {
            "appointment": appointment,
            "form": form,
            "when": notices.when_of(appointment.starts_at),
            "where": notices.where_of(appointment),
        }
        return render(self.request, "followup/appointment.html", context)


class Agenda(FollowerView):
    """One's own weeks to come, and the address that a telephone subscribes to."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        if "couper" in request.POST:
            feeds.revoke_feed(by=self.person)
            messages.success(request, _("Le lien est coupé : votre téléphone ne reçoit plus rien."))
            return redirect("followup:agenda")
        token = feeds.new_feed(by=self.person)
        # Shown once: what we keep recognises it and doesn't tell it.
        return self._page(address=f"{current_tenant().base_url}{reverse('followup:feed', args=[token])}")

    def _page(self, *, address: str = "") -> HttpResponse:
        context = {
            "agenda": selectors.agenda_of(self.person),
            "address": address,
            "feed": CalendarFeed.objects.filter(adviser=self.person, revoked_at__isnull=True).first(),
        }
        return render(self.request, "followup/agenda.html", context)


@require_safe
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address: whoever has it reads initials and hours."""
    adviser = feeds.adviser_of(token)
    if adviser is None:
        raise Http404
    return calendar_response(calendars.feed(selectors.feed_of(adviser)), name="agenda.ics")


def calendar_response(text: str, *, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
