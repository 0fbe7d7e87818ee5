"""«Environ 40 personnes attendent une offre comme celle-ci»: rounded down, never in the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.publishing.waiting import people_waiting, rounded
from search import demand
from tenants.context import entering
from tests.boards import making as offers
from tests.boards.alerts import making
from tests.boards.publishing import flow

SENTENCE = "personnes attendent une offre comme celle-ci"


@pytest.mark.parametrize(
    ("people", "said"),
    [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (42, 40), (49, 45), (50, 50), (59, 50), (142, 140), (1007, 1000)],
)
def test_rounded(people, said):
    assert rounded(people) == said


def text(response) -> str:
    return str(response.content.decode()).replace("\u00a0", " ")


def crowd(tenant, number: int) -> None:
    with entering(tenant):
        for n in range(number):
            making.alert(f"p{n}@exemple.example")


def test_on_the_last_page_and_after_it(alpha, visit):
    crowd(alpha, 7)
    client = visit(alpha)
    page = text(client.get(flow.to_review(client)))
    assert f"Environ 5 {SENTENCE} : elles seront prévenues dès qu’elle est en ligne." in page


def test_a_few_are_not_told(alpha, visit):
    crowd(alpha, 4)
    client = visit(alpha)
    assert SENTENCE not in text(client.get(flow.to_review(client)))


def test_one_person_with_seven_searches_is_one(alpha, visit):
    with entering(alpha):
        for radius in (5, 10, 20, 30, 50, 100):
            making.alert("seule@exemple.example", f"q=boulanger&lieu=Bergues+%2859380%29&rayon={radius}")
    client = visit(alpha)
    assert SENTENCE not in text(client.get(flow.to_review(client)))


def test_others_are_not_counted(alpha, beta, visit):
    crowd(beta, 7)
    with entering(alpha):
        for n in range(7):
            making.alert(f"p{n}@exemple.example", "q=serveur&lieu=Bergues+(59380)")
    client = visit(alpha)
    assert SENTENCE not in text(client.get(flow.to_review(client)))


def test_a_saved_offer_and_a_preview_alike(in_alpha):
    for n in range(12):
        making.alert(f"p{n}@exemple.example")
    assert people_waiting(offers.live()) == 10
    assert people_waiting(offers.draft()) == 10


def test_whatever_breaks_breaks_no_publishing(alpha, visit):
    crowd(alpha, 7)
    client = visit(alpha)
    review = flow.to_review(client)
    demand.forget()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE public.search_savedsearch RENAME TO elsewhere")
    response = client.get(review)
    assert response.status_code == 200
    assert SENTENCE not in text(response)
    assert client.post(review, {"email": flow.ADDRESS}).status_code == 302


def test_as_many_questions_for_twenty_who_wait_as_for_one(alpha, visit):
    client = visit(alpha)
    review = flow.to_review(client)

    def questions() -> int:
        client.get(review)
        with CaptureQueriesContext(connection) as captured:
            client.get(review)
        return len(captured)

    crowd(alpha, 1)
    one = questions()
    with entering(alpha):
        for n in range(20):
            making.alert(f"q{n}@exemple.example", f"q=boulanger&lieu=Bergues+(59380)&rayon={(10, 20, 30, 50)[n % 4]}")
    assert questions() == one
