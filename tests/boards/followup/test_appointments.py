"""Appointments: one at a time, told, reminded, moved under the same UID, right across clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from icalendar import Calendar

from boards.followup import calendars, links
from boards.followup.enums import AppointmentState, Way
from boards.followup.hours import moment_at, remind_from
from boards.followup.models import Appointment
from boards.followup.services import appointments
from boards.followup.services.appointments import Slot
from tenants.context import entering
from tenants.messaging.letters import message_of
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.boards.followup.making import adviser, appointment, profile
from tests.boards.together import at_once, meeting
from tests.conftest import TenantClient

PARIS = ZoneInfo("Europe/Paris")
# A Tuesday.
NOW = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2027, 3, 9, 14, 30, tzinfo=PARIS)


def slot(starts_at: datetime = TUESDAY, **more: object) -> Slot:
    return Slot(**{"starts_at": starts_at, "where": "Maison de l’emploi, Bergues", **more})  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(NOW):
        yield


def test_the_person_gets_a_mail_with_the_appointment_and_an_sms(in_alpha: Tenant) -> None:
    made = appointments.ask(profile=profile(), slot=slot(), purpose="Faire le point", by=adviser())
    mail, text = EmailDelivery.objects.get(), SmsDelivery.objects.get()
    assert "mardi 9 mars à 14\u00a0h\u00a030" in mail.subject
    assert "Maison de l’emploi" in mail.text
    assert links.appointment_url(made.pk) in mail.text
    assert "mardi 9 mars a 14 h 30" in text.text or "mardi 9 mars à 14 h 30" in text.text
    message = message_of(mail, in_alpha).message()
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [(part.get_param("method"), part.get_filename()) for part in parts] == [("REQUEST", "rendez-vous.ics")]
    event = Calendar.from_ical(parts[0].get_payload(decode=True)).walk("VEVENT")[0]
    assert (str(event["uid"]), event["sequence"]) == (f"{made.pk}@alpha.test", 0)
    assert event.decoded("dtstart") == TUESDAY


def test_hours_are_right_on_both_sides_of_a_clock_change(in_alpha: Tenant) -> None:
    person, by = profile(), adviser()
    for day, offset in (
        (date(2027, 3, 27), 1),
        (date(2027, 3, 29), 2),
        (date(2027, 10, 30), 2),
        (date(2027, 11, 2), 1),
    ):
        starts_at = moment_at(day, time(9))
        assert starts_at.astimezone(PARIS).hour == 9
        made = appointment(person, by, starts_at)
        calendar = Calendar.from_ical(calendars.invitation(made))
        event = calendar.walk("VEVENT")[0]
        assert event.decoded("dtstart").utcoffset() == timedelta(hours=offset)
        assert event["dtstart"].params["TZID"] == "Europe/Paris"
        (zone,) = calendar.walk("VTIMEZONE")
        assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


def test_an_hour_that_a_clock_change_skips_is_the_next_one(in_alpha: Tenant) -> None:
    assert moment_at(date(2027, 3, 28), time(2, 30)).astimezone(PARIS).time() == time(3, 30)


def test_an_overseas_tenant_has_its_own_clock(in_alpha: Tenant) -> None:
    Tenant.objects.filter(pk=in_alpha.pk).update(time_zone="Indian/Reunion")
    with entering(Tenant.objects.get(pk=in_alpha.pk)):
        made = appointment(profile(), adviser(), moment_at(date(2027, 7, 5), time(9)))
        assert made.starts_at.astimezone(UTC).hour == 5
        calendar = Calendar.from_ical(calendars.invitation(made))
        assert calendar.walk("VEVENT")[0]["dtstart"].params["TZID"] == "Indian/Reunion"


def test_moving_keeps_the_uid_and_counts_on(in_alpha: Tenant) -> None:
    by = adviser()
    made = appointments.ask(profile=profile(), slot=slot(), purpose="Faire le point", by=by)
    appointments.confirm(appointment=made, by=None)
    moved = appointments.move(appointment=made, slot=slot(TUESDAY + timedelta(days=1)), by=by)
    assert (moved.state, moved.sequence) == (AppointmentState.ASKED, 2)
    latest = EmailDelivery.objects.order_by("created_at").last()
    assert latest is not None
    event = Calendar.from_ical(latest.calendar).walk("VEVENT")[0]
    assert str(event["uid"]).startswith(str(made.pk))
    assert event["sequence"] == 2
    appointments.cancel(appointment=moved, by=by)
    latest = EmailDelivery.objects.order_by("created_at").last()
    assert latest is not None
    calendar = Calendar.from_ical(latest.calendar)
    assert calendar["method"] == "CANCEL"
    assert calendar.walk("VEVENT")[0]["status"] == "CANCELLED"
    assert calendar.walk("VEVENT")[0]["sequence"] == 3


def test_an_adviser_is_in_one_place_at_a_time(in_alpha: Tenant) -> None:
    by, person = adviser(), profile()
    first = appointments.ask(profile=person, slot=slot(), purpose="Faire le point", by=by)
    with pytest.raises(ValidationError, match="déjà pris"):
        appointments.ask(profile=person, slot=slot(TUESDAY + timedelta(minutes=20)), purpose="Autre", by=by)
    # One after the other, by somebody else, or after it was called off: free.
    appointments.ask(profile=person, slot=slot(TUESDAY + timedelta(minutes=30)), purpose="Suite", by=by)
    appointments.ask(profile=person, slot=slot(), purpose="Autre", by=by, adviser=adviser("noa@alpha.example"))
    appointments.cancel(appointment=first, by=None)
    appointments.ask(profile=person, slot=slot(), purpose="Reprise", by=by)


def test_the_database_itself_refuses_a_second_one(in_alpha: Tenant) -> None:
    by, person = adviser(), profile()
    appointment(person, by, TUESDAY)
    with pytest.raises(IntegrityError, match="appointment_one_at_a_time"), transaction.atomic():
        appointment(person, by, TUESDAY + timedelta(minutes=10))


def taken_at_once(monkeypatch: pytest.MonkeyPatch, *, people: int = 2) -> tuple[int, list[BaseException]]:
    """Colleagues give the same hour of one adviser away at the same moment, past the first look."""
    with entering(Tenant.objects.get(schema_name="alpha")):
        person, by = profile(), adviser()
    # Neither sees the other's row: only the database can tell.
    monkeypatch.setattr(Appointment, "full_clean", lambda *args, **options: None)
    monkeypatch.setattr(Appointment, "save", meeting(Appointment.save))
    failures = at_once([lambda: appointments.ask(profile=person, slot=slot(), purpose="Point", by=by)] * people)
    with entering(Tenant.objects.get(schema_name="alpha")):
        return Appointment.objects.count(), failures


def test_six_at_the_same_moment_are_one(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the others read that it is taken: nobody an error (without turns, rarely, a deadlock)."""
    count, failures = taken_at_once(monkeypatch, people=6)
    assert count == 1
    assert [getattr(failure, "code", failure) for failure in failures] == ["taken"] * 5


def test_without_the_constraint_they_are_two(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    with entering(Tenant.objects.get(schema_name="alpha")), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE followup_appointment DROP CONSTRAINT appointment_one_at_a_time")
    assert taken_at_once(monkeypatch)[0] == 2


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"starts_at": NOW - timedelta(hours=1)}, "passée"),
        ({"starts_at": NOW + timedelta(days=500)}, "plus d’un an"),
        ({"minutes": 5}, "minutes"),
        ({"way": Way.VIDEO, "where": "ici"}, "https"),
    ],
)
def test_what_cannot_be_is_said(in_alpha: Tenant, change: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        appointments.ask(profile=profile(), slot=slot(**change), purpose="Faire le point", by=adviser())  # type: ignore[arg-type]


def test_the_person_answers_by_their_link(in_alpha: Tenant) -> None:
    made = appointments.ask(profile=profile(), slot=slot(), purpose="Faire le point", by=adviser())
    url = (
        links.appointment_url(made.pk).partition("alpha.test")[2].partition(":8000")[2]
        or links.appointment_url(made.pk).partition("alpha.test")[2]
    )
    visitor = TenantClient(in_alpha)
    page = visitor.get(url)
    assert "Oui, je viens" in page.content.decode()
    visitor.get(url)
    made.refresh_from_db()
    assert made.state == AppointmentState.ASKED
    visitor.post(url, {"venir": ""})
    made.refresh_from_db()
    assert made.state == AppointmentState.CONFIRMED
    assert "Dites quels jours" in visitor.post(url, {"autre": "", "wish": " "}).content.decode()
    visitor.post(url, {"autre": "", "wish": "jeudi après 14 h"})
    made.refresh_from_db()
    assert (made.state, made.wish) == (AppointmentState.ASKED, "jeudi après 14 h")
    visitor.post(url, {"annuler": "", "why": "Je travaille ce jour-là"})
    made.refresh_from_db()
    assert (made.state, made.cancelled_by) == (AppointmentState.CANCELLED, "person")
    assert "annulé" in visitor.get(url).content.decode()
    calendar = visitor.get(f"{url}/agenda.ics")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert "METHOD:CANCEL" in calendar.content.decode()
    assert visitor.get(f"{url[:-3]}xyz").status_code == 404


def test_reminded_once_the_day_before(in_alpha: Tenant) -> None:
    appointments.ask(profile=profile(), slot=slot(), purpose="Faire le point", by=adviser())
    assert appointments.remind_due() == 0
    with time_machine.travel(datetime(2027, 3, 8, 10, 1, tzinfo=PARIS), tick=False):
        assert appointments.remind_due() == 1
        assert appointments.remind_due() == 0
    assert EmailDelivery.objects.filter(template="followup/email/reminder").count() == 1
    assert "rappel" in SmsDelivery.objects.order_by("created_at").last().text  # type: ignore[union-attr]


def test_before_a_monday_the_reminder_leaves_on_saturday(in_alpha: Tenant) -> None:
    monday = moment_at(date(2027, 3, 15), time(9))
    assert remind_from(monday).astimezone(PARIS) == datetime(2027, 3, 13, 10, tzinfo=PARIS)
    # Easter Monday is a holiday: before the Tuesday after it, Saturday too.
    assert remind_from(moment_at(date(2027, 3, 30), time(9))).astimezone(PARIS).date() == date(2027, 3, 27)


def test_asked_for_tomorrow_there_is_no_second_message(in_alpha: Tenant) -> None:
    with time_machine.travel(datetime(2027, 3, 8, 15, tzinfo=PARIS), tick=False):
        appointments.ask(profile=profile(), slot=slot(), purpose="Faire le point", by=adviser())
        assert appointments.remind_due() == 0


def test_afterwards_it_took_place_or_not(in_alpha: Tenant) -> None:
    by = adviser()
    made = appointments.ask(profile=profile(), slot=slot(), purpose="Faire le point", by=by)
    with pytest.raises(ValidationError, match="pas encore"):
        appointments.close(appointment=made, came=True, by=by)
    with time_machine.travel(TUESDAY + timedelta(hours=1), tick=False):
        assert appointments.close(appointment=made, came=False, by=by).state == AppointmentState.MISSED
        assert appointments.close(appointment=made, came=True, by=by).state == AppointmentState.KEPT
        with pytest.raises(ValidationError):
            appointments.cancel(appointment=made, by=by)


def test_only_staff_who_see_the_person(in_alpha: Tenant) -> None:
    with pytest.raises(PermissionDenied):
        appointments.ask(profile=profile(visibility="nobody"), slot=slot(), purpose="x", by=adviser())
