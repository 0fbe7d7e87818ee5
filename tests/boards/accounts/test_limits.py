"""TRUST 28: five failures in five minutes, whatever the accents; over processes, per tenant, and never for good."""

import subprocess
import sys
from datetime import timedelta
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from boards.accounts import limits
from boards.accounts.enums import AttemptKind
from boards.accounts.models import Attempt
from boards.accounts.tasks import purge
from deploy.settings import environment
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making
from tests.boards.accounts.doors import ASK, CONFIRM, PASSWORD, SIGN_UP, by_password, code_in, letters

WHO = "helene@exemple.example"
# All of them pass for addresses; what has accents before the @ passes for none (below).
SPELLINGS = [
    WHO,
    "Helene@Exemple.example",
    "HELENE@éxemple.example",
    "helene@ехеmple.example",
    "helene@exemple.éxample",
]
FULL = "Trop de tentatives"


@pytest.fixture
def known(alpha):
    with entering(alpha):
        return making.person(WHO)


def said(response):
    return FULL in response.content.decode()


def test_five_failures_whatever_the_spelling_and_then_not_even_the_right_password(alpha, known, visit):
    for spelling in SPELLINGS:
        assert not said(by_password(visit(alpha), spelling, "faux-faux-faux"))
    for spelling in SPELLINGS:
        assert said(by_password(visit(alpha), spelling, "faux-faux-faux"))
    refused = by_password(visit(alpha), WHO)
    assert said(refused)
    assert "5 minutes" in refused.content.decode()
    assert f'value="{WHO}"' in refused.content.decode(), "what was typed stays"


@pytest.mark.parametrize(
    "strange", ["hélène@exemple.example", "һelene@exemple.example", "ＨＥＬＥＮＥ@exemple.example"]
)
def test_a_look_alike_before_the_at_is_no_address_and_nothing_is_looked_up(alpha, known, visit, strange):
    assert by_password(visit(alpha), strange).status_code == 200
    for path in (ASK, SIGN_UP, "/compte/mot-de-passe/oublie"):
        assert visit(alpha).post(path, {"email": strange}).status_code == 200
    assert letters(alpha) == []


def test_an_unknown_address_is_limited_alike(alpha, visit):
    answers = [by_password(visit(alpha), "personne@exemple.example", "faux-faux-faux") for _try in range(6)]
    assert [said(answer) for answer in answers] == [False] * 5 + [True]


def test_it_ends_by_itself_and_trying_on_does_not_prolong_it(alpha, known, visit):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for _try in range(5):
            by_password(visit(alpha), WHO, "faux-faux-faux")
        for _minute in range(5):
            assert said(by_password(visit(alpha), WHO))
            clock.shift(timedelta(minutes=1))
        assert by_password(visit(alpha), WHO).status_code == 302


def test_right_ones_count_as_nothing(alpha, known, visit):
    for _time in range(12):
        assert by_password(visit(alpha), WHO).status_code == 302
    with entering(alpha):
        assert not Attempt.objects.filter(kind=AttemptKind.PASSWORD).exists()


def test_a_browser_that_knows_its_owner_is_not_locked_out_by_strangers(alpha, known, visit):
    own = visit(alpha)
    by_password(own, WHO)
    own.post("/compte/deconnexion")
    for _try in range(6):
        by_password(visit(alpha), WHO, "faux-faux-faux")
    assert said(by_password(visit(alpha), WHO)), "a stranger, even with the password"
    assert by_password(own, WHO).status_code == 302
    own.post("/compte/deconnexion")
    refused = [said(by_password(own, WHO, "faux-faux-faux")) for _try in range(6)]
    assert refused == [False] * 5 + [True], "it is counted too, by itself"


def test_the_cookie_of_a_browser_opens_nothing_and_is_worth_nothing_elsewhere(alpha, beta, known, visit):
    own = visit(alpha)
    by_password(own, WHO)
    cookie = own.cookies["appareil"]
    assert cookie["httponly"]
    assert WHO not in cookie.value
    with entering(beta):
        making.person(WHO)
    for _try in range(5):
        by_password(visit(beta), WHO, "faux-faux-faux")
    thief = visit(beta)
    thief.cookies["appareil"] = cookie.value
    assert said(by_password(thief, WHO))
    at_home = visit(alpha)
    at_home.cookies["appareil"] = cookie.value
    assert at_home.get("/compte/moi").status_code == 302
    for _try in range(5):
        by_password(visit(alpha), "autre@exemple.example", "faux-faux-faux")
    assert said(by_password(at_home, "autre@exemple.example")), "it speaks for its own people only"


def test_who_is_locked_out_of_the_password_comes_in_by_a_code(alpha, known, visit):
    for _try in range(6):
        by_password(visit(alpha), WHO, "faux-faux-faux")
    client = visit(alpha)
    client.post(ASK, {"email": WHO})
    assert client.post(CONFIRM, {"code": code_in(alpha)}).url == "/espace"


def test_what_happens_in_one_tenant_counts_in_no_other(alpha, beta, known, visit):
    with entering(beta):
        making.person(WHO)
    for _try in range(6):
        by_password(visit(alpha), WHO, "faux-faux-faux")
    assert by_password(visit(beta), WHO).status_code == 302


def test_letters_are_few_whichever_door_asks_for_them(alpha, known, visit):
    doors = [(ASK, WHO), (SIGN_UP, "Helene@éxemple.example"), ("/compte/mot-de-passe/oublie", WHO)]
    for path, spelling in doors:
        assert visit(alpha).post(path, {"email": spelling}).status_code == 302
    for path, spelling in doors:
        refused = visit(alpha).post(path, {"email": spelling})
        assert said(refused)
        assert "une minute" in refused.content.decode()
    assert len(letters(alpha)) == 3


def test_one_visitor_cannot_use_up_somebodys_letters(alpha, known, visit):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for _try in range(8):
            visit(alpha, REMOTE_ADDR="198.51.100.7").post(ASK, {"email": WHO})
            clock.shift(timedelta(seconds=61))
        assert len(letters(alpha)) == 5
        assert visit(alpha, REMOTE_ADDR="203.0.113.9").post(ASK, {"email": WHO}).status_code == 302
        assert len(letters(alpha)) == 6


def test_without_rows_of_ours_there_would_be_no_limit(alpha, known, visit, monkeypatch):
    monkeypatch.setattr(limits, "_waits", lambda *arguments: iter(()))
    assert not any(said(by_password(visit(alpha), WHO, "faux-faux-faux")) for _try in range(8))


def test_rows_hold_digests_only_and_go_after_a_day(alpha, known, visit):
    by_password(visit(alpha), WHO, "faux-faux-faux")
    with entering(alpha):
        row = Attempt.objects.get()
        assert len(row.about) == len(row.visitor) == 64
        purge(schema="alpha")
        assert Attempt.objects.exists()
        Attempt.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
        purge(schema="alpha")
        assert not Attempt.objects.exists()


def test_a_code_that_is_good_once_is_so_for_a_second_process_too(in_alpha):
    for first in (True, False, False):
        assert limits.first_use(about="x:123456", within=timedelta(minutes=2)) is first
    assert limits.first_use(about="y:123456", within=timedelta(minutes=2))


def guessing(how_many: int, address: str) -> "subprocess.Popen[str]":
    parts = urlsplit(environment.database_url())
    url = urlunsplit(parts._replace(path="/" + quote(connection.settings_dict["NAME"])))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.boards.accounts.guesser", str(how_many), address],
        cwd=environment.ROOT,
        env=environment.child(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="deploy.settings.test"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_guess_five_times_together(committing):
    with entering(Tenant.objects.get(schema_name="alpha")):
        making.person(WHO, role="employer").set_password(PASSWORD)
    connection.close()
    both = [guessing(6, WHO), guessing(6, "Helene@éxemple.example")]
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    looked_at = [int(process.communicate(timeout=120)[0]) for process in both]
    assert sum(looked_at) == 5, looked_at
