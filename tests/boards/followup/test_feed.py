"""An adviser's calendar by a secret address: initials only, one address, gone when it is cut."""

from datetime import timedelta

from django.utils import timezone
from icalendar import Calendar

from boards.followup.calendars import initials
from boards.followup.models import CalendarFeed
from boards.followup.services import feeds
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.followup.making import adviser, appointment, profile
from tests.conftest import TenantClient


def test_initials() -> None:
    assert initials("Léa Dubois-Martin") == "L. D.-M."
    assert initials("") == ""


def test_the_feed_holds_hours_and_initials_only(in_alpha: Tenant) -> None:
    by, other = adviser(), adviser("noa@alpha.example")
    person = profile("Aminata Diallo")
    appointment(person, by, timezone.now() + timedelta(days=1), purpose="Bilan Aminata", where="Bergues")
    appointment(person, by, timezone.now() + timedelta(days=2), way="phone", where="+33639980111")
    appointment(person, other, timezone.now() + timedelta(days=1))
    token = feeds.new_feed(by=by)
    assert token not in str(list(CalendarFeed.objects.values()))
    answer = TenantClient(in_alpha).get(f"/espace/agenda/{token}.ics")
    text = answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0")
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 2
    assert "A. D." in text
    for secret in ("Aminata", "Diallo", "639980111", "candidat.example", "Bilan"):
        assert secret not in text


def test_who_hid_themselves_has_no_initials_either(in_alpha: Tenant) -> None:
    by, person = adviser(), profile("Aminata Diallo")
    appointment(person, by, timezone.now() + timedelta(days=1))
    person.visibility = "nobody"
    person.save()
    text = TenantClient(in_alpha).get(f"/espace/agenda/{feeds.new_feed(by=by)}.ics").content.decode()
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 1
    assert "A. D." not in text


def test_another_address_ends_the_first_and_cutting_ends_it(in_alpha: Tenant) -> None:
    by, visitor = adviser(), TenantClient(in_alpha)
    first = feeds.new_feed(by=by)
    second = feeds.new_feed(by=by)
    assert visitor.get(f"/espace/agenda/{first}.ics").status_code == 404
    assert visitor.get(f"/espace/agenda/{second}.ics").status_code == 200
    feeds.revoke_feed(by=by)
    assert visitor.get(f"/espace/agenda/{second}.ics").status_code == 404


def test_who_works_here_no_more_has_no_feed(in_alpha: Tenant) -> None:
    by = adviser()
    token = feeds.new_feed(by=by)
    by.role = "candidate"
    by.save()
    assert feeds.adviser_of(token) is None


def test_an_address_of_one_tenant_opens_nothing_in_another(alpha: Tenant, beta: Tenant) -> None:
    with entering(alpha):
        token = feeds.new_feed(by=adviser())
    assert TenantClient(beta).get(f"/espace/agenda/{token}.ics").status_code == 404
