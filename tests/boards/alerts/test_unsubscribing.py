"""TRUST 17: one click ends exactly the alerts of one mail, looking ends nothing, and a STOP is at once."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from boards.alerts.links import CONFIRM_SALT, END_SALT, KEEP_SALT, MANAGE_SALT, TYPE_SALT, end_url, manage_url
from boards.alerts.models import Alert, Subscriber
from boards.alerts.services import digests, taking
from search.matching.drain import drain as match
from tenants import signing
from tenants.context import entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.enums import RefusalReason
from tenants.messaging.models import Consent, SmsDelivery
from tenants.messaging.refusals import refuse, refused
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, MOBILE, mails_to, texts_to, work
from tests.boards.alerts.people import waits

OTHER, OTHER_MOBILE = "autre@exemple.example", "+33698765432"
BAKER, JOINER = "q=boulanger", "q=menuisier"
Clock = time_machine.Traveller


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        yield clock


@pytest.fixture
def everybody(alpha: Tenant, beta: Tenant, clock: Clock) -> None:
    """Two people with two alerts each in two tenants; the first has one of the two told tomorrow."""
    for tenant in (alpha, beta):
        for address in (EMAIL, OTHER):
            waits(tenant, address, query=BAKER)
            waits(tenant, address, query=JOINER, rhythm=AlertFrequency.DAILY)
    clock.shift(60)


def publish(tenant: Tenant, clock: Clock, title: str = "Boulanger F/H", **values: object) -> None:
    clock.shift(300)
    with entering(tenant):
        making.live(title=title, **values)  # type: ignore[arg-type]


def header(address: str) -> str:
    """The path that the newest mail to an address names in its header."""
    newest = [message for message in mail.outbox if message.to == [address]][-1]
    assert newest.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return newest.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://alpha.test")


def one_click(path: str, *, host: str = "alpha.test", client: Client | None = None) -> HttpResponse:
    """What a mail reader sends: no cookie, no token, no referrer."""
    reader = client or Client(HTTP_HOST=host, enforce_csrf_checks=True)
    response = reader.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert not reader.cookies
    return response


def ended(*tenants: Tenant) -> list[tuple[str, str, str]]:
    """(tenant, address, search) of every alert that has ended."""
    found = []
    for tenant in tenants:
        with entering(tenant):
            rows = Alert.objects.filter(state="ended").values_list("subscriber__address", "query")
            found += [(tenant.schema_name, address, query) for address, query in rows]
    return sorted(found)


def test_one_post_ends_the_alert_of_that_mail_and_no_other(
    alpha: Tenant, beta: Tenant, clock: Clock, everybody: None
) -> None:
    publish(alpha, clock)
    work(alpha)
    path = header(EMAIL)
    for _twice in range(2):
        response = one_click(path)
        assert response.status_code == 200
    assert ended(alpha, beta) == [("alpha", EMAIL, BAKER)]
    with entering(alpha):
        assert Consent.objects.filter(address=EMAIL, withdrawn_at=None).exists()
    publish(alpha, clock, "Boulanger de nuit F/H")
    work(alpha, beta)
    assert (len(mails_to(alpha)), len(mails_to(alpha, OTHER))) == (1, 2)


def test_a_mail_of_two_alerts_ends_the_two(alpha: Tenant, beta: Tenant, clock: Clock, everybody: None) -> None:
    with entering(alpha):
        Alert.objects.update(frequency=AlertFrequency.DAILY)
    publish(alpha, clock)
    publish(alpha, clock, "Menuisier F/H", description="Vous posez des fenêtres.", occupation_code="H2206")
    work(alpha)
    clock.shift(86_400)
    work(alpha)
    one_click(header(EMAIL))
    assert ended(alpha, beta) == [("alpha", EMAIL, BAKER), ("alpha", EMAIL, JOINER)]
    with entering(alpha):
        assert not Consent.objects.filter(address=EMAIL, withdrawn_at=None).exists()


def test_a_thousand_looks_end_nothing(alpha: Tenant, beta: Tenant, clock: Clock, everybody: None) -> None:
    """Mail scanners follow every link, some of them with HEAD."""
    publish(alpha, clock)
    work(alpha)
    path, scanner = header(EMAIL), Client(HTTP_HOST="alpha.test")
    with entering(alpha):
        manage = manage_url(Subscriber.objects.get(address=EMAIL), tenant=alpha).removeprefix("http://alpha.test")
    assert {scanner.get(path).status_code for _ in range(1_000)} == {200}
    assert scanner.head(path).status_code == 200
    assert scanner.get(f"{manage}/tout-arreter").status_code == 405
    assert scanner.get(f"{manage}/effacer").status_code == 200
    assert ended(alpha, beta) == []
    publish(alpha, clock, "Boulanger de nuit F/H")
    work(alpha)
    assert len(mails_to(alpha)) == 2


def test_what_we_did_not_sign_for_this_ends_nothing(alpha: Tenant, beta: Tenant, clock: Clock, everybody: None) -> None:
    with entering(beta):
        theirs = list(Alert.objects.filter(subscriber__address=EMAIL))
        from_beta = end_url(theirs[0].subscriber, theirs, tenant=beta).removeprefix("http://beta.test")
    with entering(alpha):
        ours = list(Alert.objects.filter(subscriber__address=EMAIL))
        path = end_url(ours[0].subscriber, ours, tenant=alpha).removeprefix("http://alpha.test")
        value = [str(ours[0].subscriber.pk), *(str(alert.pk) for alert in ours)]
        salted = [signing.dumps(value, salt=salt) for salt in (MANAGE_SALT, KEEP_SALT, CONFIRM_SALT, TYPE_SALT, "")]
        shapes = [signing.dumps(shape, salt=END_SALT) for shape in ([], {}, "x", 7, None, ["x"], [value[0], "x"])]
    token = path.rpartition("/")[2]
    payload, stamp, seal = token.split(":")
    forged = [
        token[:-1],
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token[1:],
        f"{payload}:{stamp}:",
        f"{payload}::{seal}",
        f"{payload[:-4]}AAAA:{stamp}:{seal}",
        f".{payload}:{stamp}:{seal}",
        payload,
        "x",
        from_beta.rpartition("/")[2],
        *salted,
        *shapes,
    ]
    for wrong in forged:
        for response in (one_click(f"/alertes/arreter/{wrong}"), Client(HTTP_HOST="alpha.test").get(path[:-1])):
            assert response.status_code == 404, wrong
    assert one_click(path, host="beta.test").status_code == 404
    assert ended(alpha, beta) == []
    assert one_click(path).status_code == 200
    assert len(ended(alpha, beta)) == 2


def test_another_persons_alerts_in_a_token_of_ours_are_passed_over(
    alpha: Tenant, beta: Tenant, clock: Clock, everybody: None
) -> None:
    with entering(alpha):
        theirs = list(Alert.objects.filter(subscriber__address=OTHER))
        mine = Subscriber.objects.get(address=EMAIL)
        path = end_url(mine, theirs, tenant=alpha).removeprefix("http://alpha.test")
    assert one_click(path).status_code == 200
    assert ended(alpha, beta) == []


def test_the_next_offer_reaches_nobody(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, EMAIL, query=BAKER)
    publish(alpha, clock)
    work(alpha)
    one_click(header(EMAIL))
    publish(alpha, clock, "Boulanger de nuit F/H")
    work(alpha)
    assert len(mails_to(alpha)) == 1


def test_what_was_found_and_not_told_is_dropped_with_it(alpha: Tenant, clock: Clock) -> None:
    alert = waits(alpha, EMAIL, query=BAKER, rhythm=AlertFrequency.DAILY)
    publish(alpha, clock)
    work(alpha)
    with entering(alpha):
        path = end_url(alert.subscriber, [alert], tenant=alpha).removeprefix("http://alpha.test")
    one_click(path)
    clock.shift(86_400)
    work(alpha)
    assert mails_to(alpha) == []


def stop(tenant: Tenant, number: str = MOBILE) -> None:
    with entering(tenant):
        refuse(channel=Channel.SMS, address=number, reason=RefusalReason.STOP)


def test_a_stop_ends_everything_to_that_number_at_once(alpha: Tenant, beta: Tenant, clock: Clock) -> None:
    for tenant in (alpha, beta):
        for number in (MOBILE, OTHER_MOBILE):
            waits(tenant, number, query=BAKER)
    waits(alpha, MOBILE, query=JOINER)
    waits(alpha, EMAIL, query=BAKER)
    publish(alpha, clock)
    connection.set_schema_to_public()
    match()
    with entering(alpha):
        taking.take_all()
        digests.tell_all()
        assert set(SmsDelivery.objects.values_list("to", "state")) == {(MOBILE, "queued"), (OTHER_MOBILE, "queued")}
    stop(alpha)
    stop(alpha)
    assert ended(alpha, beta) == [("alpha", MOBILE, BAKER), ("alpha", MOBILE, JOINER)]
    with entering(alpha):
        assert SmsDelivery.objects.get(to=MOBILE).state == "cancelled"
        assert not Consent.objects.filter(address=MOBILE, withdrawn_at=None).exists()
        assert Consent.objects.filter(address__in=[OTHER_MOBILE, EMAIL], withdrawn_at=None).count() == 2
        assert refused(Channel.SMS, [MOBILE, OTHER_MOBILE]) == {MOBILE}
    publish(alpha, clock, "Boulanger de nuit F/H")
    work(alpha)
    assert [text.state for text in texts_to(alpha)] == ["cancelled"]
    assert [text.state for text in texts_to(alpha, OTHER_MOBILE)] == ["sent", "sent"]
    # The other tenant is another sender; to it nobody said stop.
    work(beta)
    assert len(texts_to(beta)) == 1


def test_a_stop_between_the_telling_and_the_sending_is_in_time(alpha: Tenant, clock: Clock) -> None:
    """Told in a transaction that the STOP could not see: the drain looks once more."""
    waits(alpha, MOBILE, query=BAKER)
    publish(alpha, clock)
    connection.set_schema_to_public()
    match()
    stop(alpha)
    with entering(alpha):
        SmsDelivery.objects.create(to=MOBILE, text="Une nouvelle offre", purpose="alert")
    work(alpha)
    assert {text.state for text in texts_to(alpha)} == {"cancelled"}


def test_who_asks_again_after_a_stop_is_told_again(alpha: Tenant, clock: Clock) -> None:
    waits(alpha, MOBILE, query=BAKER)
    stop(alpha)
    waits(alpha, MOBILE, query=BAKER)
    publish(alpha, clock)
    work(alpha)
    assert [text.state for text in texts_to(alpha)] == ["sent"]
