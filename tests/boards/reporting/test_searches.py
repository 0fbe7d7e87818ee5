"""Searches are counted by day, device, occupation and commune: a number, and nothing of who."""

import pytest
from django.db import connection
from django.test import Client

from boards.reporting.counting import searches
from boards.reporting.enums import Device
from boards.reporting.models import SearchFigure
from boards.reporting.services.counting import count_search
from tenants.context import entering
from tests.boards.reporting.making import numbers, twelve_months

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0"
TABLET = "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def search(agent: str = PHONE, query: str = "q=boulanger&lieu=Bergues+%2859380%29", **headers: str) -> None:
    page = Client(HTTP_HOST="alpha.test", HTTP_USER_AGENT=agent).get(f"/offres?{query}", headers=headers)
    assert page.status_code == 200
    assert not page.cookies


def kept(alpha) -> list[tuple[object, ...]]:
    with entering(alpha):
        rows = SearchFigure.objects.order_by("device", "commune_insee")
        return list(rows.values_list("device", "occupation_code", "commune_insee", "count"))


def test_a_search_is_a_number(alpha):
    search()
    search()
    search(WINDOWS, "q=")
    assert kept(alpha) == [("computer", "", "", 1), ("phone", "D1102", "59067", 2)]
    with entering(alpha):
        assert numbers(searches.by_device(twelve_months())) == {"Téléphone": (2,), "Ordinateur": (1,)}
        assert searches.by_commune(twelve_months()).value("Bergues (59380)") == 2
        assert searches.by_domain(twelve_months()).totals == (3,)


def test_nothing_of_who_is_kept():
    assert {field.name for field in SearchFigure._meta.concrete_fields} == {
        *("id", "created_at", "updated_at"),
        *("day", "device", "occupation_code", "commune_insee", "count"),
    }


def test_what_is_no_search_is_not_counted(alpha):
    search(ROBOT)
    search(query="q=boulanger&page=2")
    search(**{"Sec-Purpose": "prefetch"})
    Client(HTTP_HOST="alpha.test").head("/offres?q=boulanger")
    assert kept(alpha) == []


def test_words_that_call_no_occupation_are_not_kept(alpha):
    search(query="q=Monsieur+Durand+dix+rue+des+Lilas&lieu=Atlantide")
    assert kept(alpha) == [("phone", "", "", 1)]


def test_another_tenants_searches_never_count(alpha, beta):
    search()
    with entering(beta):
        assert SearchFigure.objects.count() == 0


@pytest.mark.parametrize(
    ("agent", "device"),
    [(PHONE, Device.PHONE), (WINDOWS, Device.COMPUTER), (TABLET, Device.OTHER), ("", Device.OTHER), (ROBOT, None)],
)
def test_devices(agent, device):
    assert Device.of(agent) == device


def test_occupations_of_one_domain_are_their_domain(alpha):
    with entering(alpha):
        for codes in ({"D1102"}, {"D1102", "D1106"}, {"D1102", "G1602"}, ()):
            count_search(occupations=codes, commune_insee="", user_agent=PHONE)
        assert sorted(SearchFigure.objects.values_list("occupation_code", "count")) == [
            *[("", 2), ("D11", 1), ("D1102", 1)]
        ]


def test_a_number_that_can_not_be_written_fails_no_page(alpha):
    with entering(alpha), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT here")
        count_search(occupations=(), commune_insee="longer than a code", user_agent=PHONE)
        cursor.execute("ROLLBACK TO SAVEPOINT here")
