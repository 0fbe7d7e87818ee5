"""P14: an offer with 500 applications – its board against the bare SQL, and against a board of one page.

The first peer puts the same questions to the same database and reads the rows; what is above it is people, permissions
and the page. A board that read all its cards would grow with them; the second peer shows as many cards
and has no others.
"""

import statistics
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.offers.models import Offer
from tenants.context import entering
from tenants.models import Tenant
from tests.bench.harness import Result, p95
from tests.boards import making as boards
from tests.boards.applications import making

MANY, ROUNDS, WARM = 500, 120, 15
GOAL_SQL, GOAL_GROWTH = 25.0, 1.3


def run() -> list[Result]:
    alpha = Tenant.objects.get(schema_name="alpha")
    with entering(alpha):
        person = boards.person()
        one, many = making.here(title="Une page F/H"), making.here(title="Cinq cents F/H")
        _fill(one, most=20)
        _fill(many)
    client = making.browser(user=None)
    with entering(alpha):
        client.force_login(person)
    questions = _questions(client, many)
    times: dict[str, list[float]] = {"one": [], "many": [], "sql": []}
    for number in range(WARM + ROUNDS):
        took = {"one": _page(client, one), "many": _page(client, many), "sql": _bare(alpha, questions)}
        if number >= WARM:
            for name, seconds in took.items():
                times[name].append(seconds)
    tail = {name: p95(values) * 1000 for name, values in times.items()}
    above, grown = tail["many"] / tail["sql"], tail["many"] / tail["one"]
    middle = statistics.median(times["many"]) * 1000
    return [
        Result(
            "P14", "p95 of a board of 500 ÷ its bare SQL", tail["many"], tail["sql"], "ms", above, f"≤ {GOAL_SQL:.0f}",
            above <= GOAL_SQL, f"median {middle:.1f} ms, {len(questions)} statements",
        ),
        Result(
            "P14", "p95 of a board of 500 ÷ of one page", tail["many"], tail["one"], "ms", grown, f"≤ {GOAL_GROWTH}",
            grown <= GOAL_GROWTH, f"{_cards(client, many)} cards shown",
        ),
    ]  # fmt: skip


def _fill(offer: Offer, *, most: int = MANY) -> None:
    """In every column some, as on a board that somebody works with; `most` in each."""
    by = boards.person()
    for state, count in {"contacted": 60, "met": 40, "proposed": 5, "hired": 2}.items():
        making.many(offer, min(count, most), state=state, state_before="new", state_hand="employer", state_by=by)
    making.many(offer, min(MANY - offer.applications.count(), most))


def _path(offer: Offer) -> str:
    return f"/espace/offres/{offer.pk}/candidatures"


def _page(client: Client, offer: Offer) -> float:
    began = perf_counter()
    assert client.get(_path(offer)).status_code == 200
    return perf_counter() - began


def _cards(client: Client, offer: Offer) -> int:
    return client.get(_path(offer)).content.decode().count('class="card"')


def _questions(client: Client, offer: Offer) -> list[str]:
    """What the page asks of the database, as it is put there."""
    client.get(_path(offer))
    with CaptureQueriesContext(connection) as captured:
        client.get(_path(offer))
    return [query["sql"] for query in captured if not query["sql"].startswith("SET ")]


def _bare(tenant: Tenant, questions: list[str]) -> float:
    with entering(tenant), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        began = perf_counter()
        for question in questions:
            cursor.execute(question)
            cursor.fetchall()
        return perf_counter() - began
