"""«Mes appareils»: where somebody is signed in, and ending it from afar, at once."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.accounts.sessions import name_of
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tests.boards import making
from tests.boards.accounts.doors import by_password

WHO, PAGE = "boulanger@vandaele.example", "/compte/appareils"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"


@pytest.fixture
def known(alpha):
    with entering(alpha):
        return making.person(WHO)


@pytest.fixture
def two(alpha, known, visit):
    browsers = visit(alpha, HTTP_USER_AGENT=WINDOWS), visit(alpha, HTTP_USER_AGENT=PHONE)
    for browser in browsers:
        by_password(browser, WHO)
    return browsers


def sessions(tenant):
    with entering(tenant):
        return {row.user_agent: row for row in UserSession.objects.all()}


def test_both_are_named_in_words_a_person_knows(alpha, two):
    page = two[0].get(PAGE).content.decode()
    assert "Firefox sur Windows" in page
    assert "Safari sur iPhone" in page
    assert page.count("Déconnecter<span") == 2


def test_one_is_ended_at_once_and_the_other_stays(alpha, two):
    here, phone = two
    answer = here.post(f"/compte/appareils/{sessions(alpha)[PHONE].pk}/fermer")
    assert answer.url == PAGE
    assert phone.get("/espace").status_code == 302
    assert here.get("/espace").status_code == 200
    assert "Safari" not in here.get(PAGE).content.decode()
    with entering(alpha):
        assert AuditEntry.objects.filter(kind="person.signed_out").count() == 1


def test_all_others_are_ended_at_once(alpha, two, visit):
    here, phone = two
    third = visit(alpha)
    by_password(third, WHO)
    here.post("/compte/appareils/fermer")
    assert here.get("/espace").status_code == 200
    assert [browser.get("/espace").status_code for browser in (phone, third)] == [302, 302]


def test_ending_this_one_is_signing_out(alpha, two):
    here, phone = two
    assert here.post(f"/compte/appareils/{sessions(alpha)[WINDOWS].pk}/fermer").url == "/compte/connexion"
    assert here.get("/espace").status_code == 302
    assert phone.get("/espace").status_code == 200


def test_somebody_elses_does_not_exist(alpha, two, visit):
    with entering(alpha):
        making.person("autre@exemple.example")
    other = visit(alpha)
    by_password(other, "autre@exemple.example")
    assert other.post(f"/compte/appareils/{sessions(alpha)[PHONE].pk}/fermer").status_code == 404
    assert two[1].get("/espace").status_code == 200


def test_one_signed_in_before_there_was_a_list_is_on_it(alpha, known, visit):
    client = visit(alpha, HTTP_USER_AGENT=WINDOWS)
    with entering(alpha):
        client.force_login(known)
    assert "Firefox sur Windows" in client.get(PAGE).content.decode()


def test_last_seen_is_written_every_ten_minutes_and_no_oftener(alpha, known, visit):
    client, start = visit(alpha, HTTP_USER_AGENT=WINDOWS), timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        by_password(client, WHO)
        client.get("/espace")
        for minutes, seen in ((5, 0), (6, 11), (2, 11), (20, 33)):
            clock.shift(timedelta(minutes=minutes))
            client.get("/espace")
            assert sessions(alpha)[WINDOWS].last_seen_at == start + timedelta(minutes=seen)


@pytest.mark.parametrize("others", [0, 19])
def test_the_page_asks_the_same_few_questions_for_one_and_for_twenty(alpha, two, visit, others):
    for _other in range(others):
        by_password(visit(alpha), WHO)
    two[0].get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        two[0].get(PAGE)
    assert sum("search_path" not in query["sql"] for query in captured) <= 9


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (WINDOWS, "Firefox sur Windows"),
        (PHONE, "Safari sur iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", "Chrome sur Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge sur Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36", "Chrome sur Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.4 Safari/605.1", "Safari sur Mac"),
        ("curl/8.0", "Navigateur inconnu"),
        ("<script>alert(1)</script>", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_names(agent, name):
    assert name_of(agent) == name
