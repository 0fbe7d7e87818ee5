"""Appointments as iCalendar (RFC 5545): what a telephone takes into its own calendar.

The UID stays, the SEQUENCE grows with each change, and the tenant's VTIMEZONE goes along, so that an hour holds across
clock changes and for whoever reads it elsewhere.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, vCalAddress, vText

from boards.followup.enums import AppointmentState, Way
from boards.followup.hours import here
from boards.followup.links import appointment_url
from boards.followup.models import Appointment
from tenants.context import current_tenant
from tenants.models import Tenant

REQUEST, CANCEL = "REQUEST", "CANCEL"
_STATUS = {
    AppointmentState.ASKED: "TENTATIVE",
    AppointmentState.CONFIRMED: "CONFIRMED",
    AppointmentState.CANCELLED: "CANCELLED",
}


def invitation(appointment: Appointment, *, method: str = REQUEST) -> str:
    """What goes along with a mail to the person. Writes in the site's language."""
    tenant = current_tenant()
    with override(settings.LANGUAGE_CODE):
        event = _event(appointment, tenant)
        event.add("summary", f"{tenant.short_name} – {appointment.purpose}")
        event.add("description", _("Avec %(adviser)s. Changer ou annuler : %(url)s") % {
            "adviser": appointment.adviser.name or tenant.short_name,
            "url": appointment_url(appointment.pk),
        })  # fmt: skip
        if appointment.where:
            event.add("location", appointment.where)
        organizer = vCalAddress(f"mailto:{tenant.contact_email or settings.DEFAULT_FROM_EMAIL}")
        organizer.params["CN"] = vText(appointment.adviser.name or tenant.short_name)
        event["organizer"] = organizer
        if appointment.profile.email:
            attendee = vCalAddress(f"mailto:{appointment.profile.email}")
            attendee.params["CN"] = vText(appointment.profile.name)
            attendee.params["RSVP"] = vText("FALSE")
            event.add("attendee", attendee, encode=False)
        return _calendar([event], tenant, method=method)


def feed(appointments: Iterable[Appointment]) -> str:
    """An adviser's own calendar: when and where, and initials only, because a feed lies about on telephones."""
    tenant = current_tenant()
    events = []
    with override(settings.LANGUAGE_CODE):
        for appointment in appointments:
            event = _event(appointment, tenant)
            # Who has hidden themselves since has no initials either.
            words = {"who": initials(appointment.profile.name), "way": Way(appointment.way).label}
            is_seen = getattr(appointment, "seen", True)
            event.add("summary", _("RDV %(who)s – %(way)s") % words if is_seen else _("RDV – %(way)s") % words)
            if appointment.where and appointment.way != Way.PHONE:
                event.add("location", appointment.where)
            events.append(event)
        return _calendar(events, tenant, name=_("Rendez-vous – %(site)s") % {"site": tenant.short_name})


def initials(name: str) -> str:
    """«Léa Dubois-Martin» → «L. D.-M.»."""
    words = ["-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in name.split()]
    return " ".join(word for word in words if word)


def uid_of(appointment: Appointment, *, domain: str) -> str:
    return f"{appointment.pk}@{domain}"


def _event(appointment: Appointment, tenant: Tenant) -> Event:
    event = Event()
    event.add("uid", uid_of(appointment, domain=tenant.primary_domain))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", here(appointment.starts_at))
    event.add("dtend", here(appointment.ends_at))
    event.add("status", _STATUS.get(AppointmentState(appointment.state), "CONFIRMED"))
    return event


def _calendar(events: list[Event], tenant: Tenant, *, method: str = "", name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Bassin//rendez-vous//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return str(calendar.to_ical().decode())
