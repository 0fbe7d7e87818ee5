"""What the calendar does: ask the silent, end, say that nothing came, understand anew, forget."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from croniter import croniter
from django.utils import timezone
from procrastinate.contrib.django import app

from boards.alerts.enums import AlertState
from boards.alerts.models import Alert, Subscriber
from boards.alerts.searches import wanted_of
from boards.alerts.services import keeping
from boards.alerts.services.subscribing import Contact, ask_for_alert, begin
from search.models import SavedSearch
from tenants.context import entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.models import Consent, EmailDelivery, SmsDelivery
from tenants.models import Tenant, TerritoryCommune
from tests.boards.alerts.flow import EMAIL, MOBILE, links_in
from tests.boards.alerts.people import crowd

# A Wednesday; half a year later clocks are an hour ahead.
DAY_ZERO = datetime(2026, 3, 4, 11, tzinfo=ZoneInfo("Europe/Paris"))
pytestmark = pytest.mark.usefixtures("in_alpha")


def alert(tenant, *, channel=Channel.EMAIL, query="q=boulanger&lieu=Bergues+%2859380%29") -> Alert:
    """A confirmed one, begun on day zero."""
    address = EMAIL if channel == Channel.EMAIL else MOBILE
    with time_machine.travel(DAY_ZERO, tick=False):
        made = ask_for_alert(
            wanted=wanted_of(query, tenant=tenant),
            contact=Contact(channel, address),
            frequency=AlertFrequency.DAILY,
            visitor="v",
        )
        return begin(alert=made, frequency=AlertFrequency.DAILY, how="code")


def on(day: int, hour: int = 13) -> datetime:
    return DAY_ZERO.replace(hour=hour) + timedelta(days=day)


def keep(day: int) -> tuple[int, int]:
    """(asked, ended) on a day."""
    with time_machine.travel(on(day), tick=False):
        return keeping.ask_the_silent(), keeping.end_the_silent()


def test_silent_for_half_a_year_asked_before_and_ended(alpha):
    alert(alpha)
    assert keep(165) == (0, 0)
    assert keep(166) == (1, 0)
    assert keep(167) == (0, 0)  # asked once
    assert keep(179) == (0, 0)
    assert keep(180) == (0, 1)
    ended = Alert.objects.get()
    assert (ended.state, ended.ended_by) == (AlertState.ENDED, "expiry")
    assert Consent.objects.get().withdrawn_how == "expiry"
    assert not SavedSearch.objects.filter(schema="alpha").exists()
    assert EmailDelivery.objects.latest("created_at").subject == "Cherchez-vous encore un emploi ?"


def test_a_sign_of_life_starts_anew(alpha, visit):
    alert(alpha)
    assert keep(166) == (1, 0)
    path = next(link for link in links_in(EmailDelivery.objects.latest("created_at").text) if "prolonger" in link)
    with time_machine.travel(on(170), tick=False):
        assert visit(alpha).get(path).status_code == 200
    assert keep(171) == (0, 0)
    with time_machine.travel(on(172), tick=False):
        assert visit(alpha).post(path).status_code == 302
    assert keep(181) == (0, 0)
    assert keep(172 + 166) == (1, 0)
    assert keep(172 + 180) == (0, 1)


def test_whoever_is_asked_late_has_two_weeks_all_the_same(alpha):
    """The worker was away for a month: nobody is ended unasked."""
    alert(alpha)
    assert keep(200) == (1, 0)
    assert keep(213) == (0, 0)
    assert keep(214) == (0, 1)


def test_by_sms_the_question_waits_for_the_day_and_its_link_is_short(alpha, visit):
    alert(alpha, channel=Channel.SMS)
    with time_machine.travel(on(166, hour=22), tick=False):
        assert keeping.ask_the_silent() == 0
    with time_machine.travel(on(167), tick=False):
        assert keeping.ask_the_silent() == 1
    text = SmsDelivery.objects.latest("created_at")
    assert text.segments <= 2
    (link,) = links_in(text.text)
    assert link.startswith("/o/")
    with time_machine.travel(on(168), tick=False):
        assert visit(alpha).get(link)["Location"].startswith("/alertes/gerer/")
    assert keep(181) == (0, 0)


def test_three_weeks_of_nothing_are_said_once_with_wider_searches(alpha):
    made = alert(alpha, query="q=scaphandrier&lieu=Bergues+%2859380%29&permis=sans")
    for day, said in ((20, 0), (21, 1), (22, 0), (60, 0)):
        with time_machine.travel(on(day), tick=False):
            assert keeping.tell_of_silence() == said
    text = EmailDelivery.objects.latest("created_at").text
    assert made.label in text
    assert "Chercher jusqu’à 30 km" in text
    assert "rayon=30" in text
    assert "Retirer tous les filtres" in text


def test_one_that_found_something_is_not_called_unlucky(alpha):
    made = alert(alpha)
    Alert.objects.filter(pk=made.pk).update(last_found_at=timezone.now())
    with time_machine.travel(on(30), tick=False):
        assert keeping.tell_of_silence() == 0


def test_a_territory_that_gains_a_commune_is_searched_with_it(alpha):
    made = alert(alpha, query=f"lieu={alpha.short_name}".replace(" ", "+"))
    before = SavedSearch.objects.get(schema="alpha")
    TerritoryCommune.objects.create(tenant=alpha, insee="59183")
    from django.core.cache import cache

    cache.clear()  # whole territories are remembered for a quarter of an hour
    assert keeping.understand_anew() == 1
    after = SavedSearch.objects.get(schema="alpha")
    assert after.key != before.key
    assert set(after.place_insees) - set(before.place_insees) == {"59183"}
    made.refresh_from_db()
    assert made.search_key == after.key
    assert keeping.understand_anew() == 0


def test_a_saved_search_that_was_lost_is_kept_again(alpha):
    alert(alpha)
    SavedSearch.objects.filter(schema="alpha").delete()
    keeping.understand_anew()
    assert SavedSearch.objects.get(schema="alpha").waiting == 1


def test_what_nobody_confirmed_and_what_ended_is_forgotten(alpha):
    with time_machine.travel(DAY_ZERO, tick=False):
        ask_for_alert(
            wanted=wanted_of("q=boulanger", tenant=alpha),
            contact=Contact(Channel.EMAIL, "curieux@candidat.example"),
            frequency=AlertFrequency.DAILY,
            visitor="v",
        )
    alert(alpha)
    for day, known in ((6, 2), (8, 1)):
        with time_machine.travel(on(day), tick=False):
            keeping.forget()
        assert Subscriber.objects.count() == known
    keep(166)
    keep(180)
    for day, known in ((180 + 89, 1), (180 + 91, 0)):
        with time_machine.travel(on(day), tick=False):
            keeping.forget()
        assert Subscriber.objects.count() == known


@pytest.mark.parametrize(
    ("channel", "off"), [(Channel.SMS, {"sms_enabled": False}), (Channel.EMAIL, {"email_daily_cap": 0})]
)
def test_whom_no_message_reaches_is_not_asked_and_so_not_ended(alpha, channel, off):
    alert(alpha, channel=channel)
    usual = {name: getattr(alpha, name) for name in off}
    Tenant.objects.filter(pk=alpha.pk).update(**off)
    with again(alpha):
        assert keep(170) == (0, 0)
        assert keep(190) == (0, 0)
        with time_machine.travel(on(190), tick=False):
            assert keeping.tell_of_silence() == 0
    Tenant.objects.filter(pk=alpha.pk).update(**usual)
    with again(alpha):
        assert keep(191) == (1, 0)
        assert keep(205) == (0, 1)


def test_those_whom_nothing_reaches_do_not_stand_before_the_others(alpha, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    with time_machine.travel(DAY_ZERO, tick=False):
        crowd(alpha, 3, channel=Channel.SMS)
    Subscriber.objects.create(pk=UUID(int=2**128 - 1), channel="email", address=EMAIL)
    alert(alpha)
    Tenant.objects.filter(pk=alpha.pk).update(sms_enabled=False)
    with again(alpha):
        assert keep(170) == (1, 0)


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis"])
def test_everywhere_it_is_day_at_some_hour(alpha, zone):
    """Each hour of a day, as the clock of the task has it: asked once, by the tenant's day."""
    Tenant.objects.filter(pk=alpha.pk).update(time_zone=zone)
    alert(alpha)
    asked = []
    with again(alpha), time_machine.travel(on(170, hour=0), tick=False) as clock:
        for _hour in range(24):
            if keep_is_due() and keeping.ask_the_silent():
                asked.append(timezone.now().astimezone(ZoneInfo(zone)).hour)
            clock.shift(3600)
    assert len(asked) == 1
    assert 8 <= asked[0] < 20


def keep_is_due() -> bool:
    """Whether the periodic task runs in this hour (its minutes aside), by the server's clock."""
    (cron,) = {
        task.cron for task in app.periodic_registry.periodic_tasks.values() if task.task.name == "alerts.keep_all"
    }
    return croniter.match(cron.replace("20", "0", 1), datetime.now(UTC).replace(minute=0))


def again(tenant):
    """The tenant as it is stored now."""
    return entering(Tenant.objects.get(pk=tenant.pk))
