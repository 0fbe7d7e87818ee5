"""The same link again, late, or after everything was erased: no error, and nothing undone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from boards.alerts.enums import ConsentHow
from boards.alerts.links import end_url, keep_url, manage_path
from boards.alerts.models import Alert, Found, Subscriber
from boards.alerts.services import managing, taking
from boards.alerts.services.subscribing import Contact, begin, locked_subscriber
from boards.alerts.tasks import tell
from search import origins
from search.matching.drain import drain as match
from tenants.context import entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, MOBILE, NEAR_BERGUES, ask, links_in, mails_to, newest_code, texts_to, work
from tests.boards.alerts.people import crowd, waits
from tests.boards.together import at_once

Clock = time_machine.Traveller


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        yield clock


def confirming_link(tenant: Tenant) -> str:
    with entering(tenant):
        text = EmailDelivery.objects.filter(purpose="code").latest("created_at").text
    return next(link for link in links_in(text) if "confirmer" in link)


@pytest.mark.parametrize("path", ["/o/%00", "/o/é", f"/o/{'a' * 5000}", "/o/%00/1"])
def test_no_short_link(alpha: Tenant, visit, path: str) -> None:
    assert visit(alpha).get(path).status_code == 404


@pytest.mark.parametrize("query", ["q=" + "é" * 200, "q=" + "é" * 50_000, "lieu=" + "é" * 200])
def test_a_search_may_be_written_in_long_letters(alpha: Tenant, visit, query: str) -> None:
    answer = visit(alpha).post("/alertes", {"ou": EMAIL, "rythme": "daily", "recherche": query})
    assert answer.status_code in (200, 302)


def test_after_erasure_one_click_and_erasing_again_are_done(alpha: Tenant, visit, clock: Clock) -> None:
    alert = waits(alpha, EMAIL)
    with entering(alpha):
        path = manage_path(alert.subscriber)
        header = end_url(alert.subscriber, [alert], tenant=alpha).removeprefix("http://alpha.test")
    browser = visit(alpha)
    for _time in range(2):
        answer = browser.post(f"{path}/effacer")
        assert (answer.status_code, "C’est effacé" in answer.content.decode()) == (200, True)
        assert "no-store" in answer["Cache-Control"]
    for method in (browser.post, browser.get):
        answer = method(header)
        assert (answer.status_code, "C’est arrêté" in answer.content.decode()) == (200, True)
    assert browser.post(header.replace("arreter/", "arreter/x")).status_code == 404
    assert browser.get(path).status_code == 404


def test_everything_at_the_same_moment(committing: str) -> None:
    """Erased twice, ended by one click, paused and asked for anew: no error, whoever comes first."""
    alpha = Tenant.objects.get(schema_name="alpha")
    answers: list[int] = []
    for number in range(6):
        alert = waits(alpha, f"r{number}@exemple.example")
        with entering(alpha):
            path = manage_path(alert.subscriber)
            header = end_url(alert.subscriber, [alert], tenant=alpha).removeprefix("http://alpha.test")
        form = {"ou": f"r{number}@exemple.example", "rythme": "daily", "recherche": "q=boulanger"}
        asked = [
            (f"{path}/effacer", {}),
            (header, {}),
            (f"{path}/{alert.pk}", {"pause": "1"}),
            (f"{path}/effacer", {}),
            ("/alertes", form),
        ]

        def post(where: tuple[str, dict[str, str]]) -> None:
            answers.append(Client(HTTP_HOST="alpha.test").post(*where).status_code)

        assert at_once([lambda where=where: post(where) for where in asked]) == []
    assert set(answers) <= {200, 302, 404}


def test_what_vanished_before_the_lock_is_said_to_be(alpha: Tenant, clock: Clock) -> None:
    alert = waits(alpha, EMAIL)
    with entering(alpha):
        managing.erase(subscriber=alert.subscriber)
        managing.erase(subscriber=Subscriber(pk=alert.subscriber_id, channel="email", address=EMAIL))
        stale = Subscriber(pk=alert.subscriber_id, channel="email", address=EMAIL)
        assert managing.end(alerts=[alert.pk], subscriber=stale, how="one_click") == []
        for change in (managing.pause, managing.resume):
            with pytest.raises(Exception, match="effacée"):
                change(alert=alert)
        with pytest.raises(Exception, match="effacée"):
            begin(alert=alert, frequency=AlertFrequency.NOW, how=ConsentHow.LINK)
        assert locked_subscriber(Contact(Channel.EMAIL, EMAIL)).pk != alert.subscriber_id


def test_a_stranger_does_not_change_the_words_of_what_runs(alpha: Tenant, visit, clock: Clock) -> None:
    before = waits(alpha, EMAIL)
    ask(visit(alpha), query=NEAR_BERGUES.replace("boulanger", "BOULANGER"), rhythm="weekly")
    with entering(alpha):
        after = Alert.objects.get()
    assert (after.query, after.label, after.frequency) == (before.query, before.label, before.frequency)


def test_what_waits_for_a_yes_is_ten_at_most(alpha: Tenant, visit, clock: Clock) -> None:
    for number in range(13):
        clock.shift(timedelta(hours=4))  # eight codes a day, and what waits is forgotten after a week
        ask(visit(alpha), query=f"q=mot{number}")
    with entering(alpha):
        assert Alert.objects.count() == 10
        assert {alert.query for alert in Alert.objects.all()} == {f"q=mot{number}" for number in range(3, 13)}


def test_a_confirming_link_lapses_with_the_wait(alpha: Tenant, visit, clock: Clock) -> None:
    page = ask(visit(alpha), rhythm="weekly")
    link = confirming_link(alpha)
    clock.shift(timedelta(days=6))
    assert visit(alpha).post(link).status_code == 302
    with entering(alpha):
        managing.pause(alert=Alert.objects.get())
    clock.shift(timedelta(days=2))
    assert {visit(alpha).get(link).status_code, visit(alpha).post(link).status_code} == {404}
    assert visit(alpha).get(page).status_code == 404
    with entering(alpha):
        assert Alert.objects.get().state == "paused"


def test_one_that_was_paused_and_is_confirmed_anew_begins_now(alpha: Tenant, visit, clock: Clock) -> None:
    alert = waits(alpha, EMAIL)
    with entering(alpha):
        managing.pause(alert=alert)
    clock.shift(timedelta(days=3))
    page = ask(visit(alpha))
    visit(alpha).post(page, {"code": newest_code(alpha)})
    with entering(alpha):
        assert (Alert.objects.get().state, Alert.objects.get().since) == ("active", timezone.now())


@pytest.mark.parametrize(("rhythm", "days"), [("now", 4), ("daily", 8), ("weekly", 15)])
def test_what_waited_too_long_is_no_news(alpha: Tenant, clock: Clock, rhythm: str, days: int) -> None:
    """SMS were off for a while."""
    crowd(alpha, 1, channel=Channel.SMS, rhythm=AlertFrequency(rhythm), query="q=boulanger")
    clock.shift(60)
    Tenant.objects.filter(pk=alpha.pk).update(sms_enabled=False)
    with entering(alpha):
        making.live(title="Boulanger d’abord F/H")
    work(Tenant.objects.get(pk=alpha.pk))
    clock.shift(timedelta(days=days - 1))
    with entering(alpha):
        making.live(title="Boulanger ensuite F/H")
    work(Tenant.objects.get(pk=alpha.pk))
    clock.shift(timedelta(days=1, hours=2))
    Tenant.objects.filter(pk=alpha.pk).update(sms_enabled=True)
    ours = Tenant.objects.get(pk=alpha.pk)
    for _day in range(8):
        work(ours)
        clock.shift(timedelta(days=1))
    with entering(alpha):
        (text,) = SmsDelivery.objects.filter(purpose="alert")
        assert ("ensuite" in text.text, "abord" in text.text) == (True, False)
        assert Found.objects.get(state="dropped").dropped_because == "old"


def test_yes_still_looking_when_everything_has_ended(alpha: Tenant, visit, clock: Clock) -> None:
    alert = waits(alpha, EMAIL)
    with entering(alpha):
        link = keep_url(alert.subscriber).removeprefix("http://alpha.test")
        managing.end_all(subscriber=alert.subscriber, how="expiry")
    answer = visit(alpha).post(link)
    assert "Vos alertes sont arrêtées" in answer.content.decode()
    assert "continuent" not in answer.content.decode()


def test_an_offer_of_a_site_that_closed_is_gone(alpha: Tenant, beta: Tenant, visit, clock: Clock) -> None:
    waits(alpha, EMAIL, query="q=boulanger")
    clock.shift(60)
    with entering(beta):
        making.live(title="Boulanger F/H")
    work(alpha)
    (letter,) = mails_to(alpha)
    link = links_in(letter.text)[0]
    Tenant.objects.filter(pk=beta.pk).update(state="archived", archived_at=timezone.now())
    origins.forget()
    answer = visit(alpha).get(link)
    origins.forget()
    assert answer.status_code == 200
    assert "Boulanger" not in answer.content.decode().partition("<main")[2].partition("</h1>")[2]


def test_the_worker_tells_nothing_for_a_site_that_closed(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, query="q=boulanger")
    clock.shift(60)
    with entering(alpha):
        making.live(title="Boulanger F/H")
    Tenant.objects.filter(pk=alpha.pk).update(state="archived", archived_at=timezone.now())
    work_as_enqueued(alpha)
    assert mails_to(alpha) == []


def work_as_enqueued(tenant: Tenant) -> None:
    """A job that was enqueued before."""
    connection.set_schema_to_public()
    match()
    tell(schema=tenant.schema_name)


def test_a_sign_that_sms_has_not_makes_none_longer(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, MOBILE, query="q=boulanger")
    clock.shift(60)
    with entering(alpha):
        making.live(title="Boulanger 😀 de nuit жж")
    work(alpha)
    (text,) = texts_to(alpha)
    assert text.encoding == "gsm"
    assert "- Boulanger de nuit F/H" in text.text


@pytest.mark.parametrize(
    ("title", "job"),
    [("Maçon / Maçonne", "- Maçon / Maçonne, "), ("Maçon F/H", "- Maçon F/H, "), ("Maçon", "- Maçon F/H, ")],
)
def test_a_title_that_names_both_gains_no_mark(alpha: Tenant, clock: Clock, title: str, job: str) -> None:
    waits(alpha, MOBILE, query="")
    clock.shift(60)
    with entering(alpha):
        making.live(title=title)
    work(alpha)
    (text,) = texts_to(alpha)
    assert job.replace("ç", "c") in text.text


def test_a_full_mail_has_no_heading_without_an_offer(alpha: Tenant, clock: Clock) -> None:
    """Twenty-one offers of a baker fill it; the joiner's are counted with the rest."""
    waits(alpha, EMAIL, query="q=boulanger")
    joiner = waits(alpha, EMAIL, query="q=menuisier")
    clock.shift(60)
    with entering(alpha):
        for number in range(21):
            making.live(title=f"Boulanger {number} F/H")
    connection.set_schema_to_public()
    match()
    with entering(alpha):
        taking.take_all()  # before the joiner's: what was found first fills the mail
        clock.shift(1)
        making.live(title="Menuisier F/H", occupation_code="")
    work(alpha)
    (letter,) = mails_to(alpha)
    assert letter.text.count("* Boulanger") == 20
    assert joiner.label not in letter.text
    assert "2 autres offres" in letter.text


def test_who_goes_back_after_confirming_is_not_told_that_the_code_is_no_good(alpha: Tenant, visit) -> None:
    browser = visit(alpha)
    page = ask(browser)
    assert not browser.get(page).context["used"]
    browser.post(page, {"code": newest_code(alpha)})
    assert browser.get(page).context["used"]
