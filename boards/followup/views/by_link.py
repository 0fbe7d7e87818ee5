"""Pages that a link from a message opens: the link is the right, a GET shows, a POST acts."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards.followup import calendars, links, notices
from boards.followup.enums import AgreedHow, AppointmentState
from boards.followup.forms.appointment import WhyForm, WishForm
from boards.followup.models import Appointment, Pick
from boards.followup.services import appointments, shortlists
from boards.followup.views.access import ByTheTenantsClock
from boards.followup.views.appointments import calendar_response


@method_decorator(never_cache, name="dispatch")
class OwnAppointment(ByTheTenantsClock):
    """«Je viens», «je ne peux pas», «un autre moment»."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(_appointment(token), token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        appointment, wish, why = _appointment(token), WishForm(), WhyForm()
        try:
            if "venir" in request.POST:
                appointments.confirm(appointment=appointment, by=None)
            elif "annuler" in request.POST:
                why = WhyForm(request.POST)
                if not why.is_valid():
                    return self._page(appointment, token, why=why)
                appointments.cancel(appointment=appointment, by=None, why=why.cleaned_data["why"])
            else:
                wish = WishForm(request.POST)
                if not wish.is_valid():
                    return self._page(appointment, token, wish=wish)
                appointments.wish_another_hour(appointment=appointment, wish=wish.cleaned_data["wish"])
        except ValidationError as error:
            return self._page(appointment, token, problem=" ".join(error.messages))
        return redirect("followup:own_appointment", token=token)

    def _page(
        self,
        appointment: Appointment,
        token: str,
        *,
        wish: WishForm | None = None,
        why: WhyForm | None = None,
        problem: str = "",
    ) -> HttpResponse:
        state = AppointmentState(appointment.state)
        context = {
            "appointment": appointment,
            "token": token,
            "when": notices.when_of(appointment.starts_at),
            "where": notices.where_of(appointment),
            "is_open": state.is_standing and appointment.starts_at > timezone.now(),
            "wish": wish or WishForm(),
            "why": why or WhyForm(),
            "problem": problem,
        }
        return render(self.request, "followup/own_appointment.html", context)


@require_safe
@never_cache
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a telephone's calendar."""
    appointment = _appointment(token)
    called_off = appointment.state == AppointmentState.CANCELLED
    method = calendars.CANCEL if called_off else calendars.REQUEST
    return calendar_response(calendars.invitation(appointment, method=method), name="rendez-vous.ics")


@method_decorator(never_cache, name="dispatch")
class Agree(ByTheTenantsClock):
    """«Un conseiller vous propose à cet employeur. D’accord ?»"""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(_pick(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        pick = _pick(token)
        if "oui" in request.POST or "non" in request.POST:
            try:
                shortlists.note_agreement(pick=pick, yes="oui" in request.POST, how=AgreedHow.LINK, by=None)
            except ValidationError:
                # Taken off the list since the page was opened: the link leads nowhere, as for whoever comes later.
                raise Http404 from None
        return redirect("followup:agree", token=token)

    def _page(self, pick: Pick) -> HttpResponse:
        context = {"pick": pick, "offer": pick.shortlist.offer, "employer": pick.shortlist.offer.employer}
        return render(self.request, "followup/agree.html", context)


def _appointment(token: str) -> Appointment:
    rows = Appointment.objects.select_related("profile", "adviser")
    return get_object_or_404(rows, pk=links.key_in(token, salt=links.APPOINTMENT_SALT))


def _pick(token: str) -> Pick:
    rows = Pick.objects.select_related("profile", "shortlist__offer__employer")
    return get_object_or_404(rows, pk=links.key_in(token, salt=links.AGREE_SALT))
