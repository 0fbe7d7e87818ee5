"""SQL that doesn't grow: a batch of digests for one subscriber and for two hundred, a page with one row and twenty."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.alerts.links import manage_url
from boards.alerts.models import Alert, Subscriber, Telling
from boards.alerts.services import digests, taking
from search.matching.drain import drain as match
from search.origins import origin_of
from tenants.context import entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.sending.emails import drain_emails
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, NEAR_BERGUES, work
from tests.boards.alerts.people import crowd, waits

NOON, SOON = "2026-11-25 12:00:00+01:00", "2026-11-25 12:05:00+01:00"


def queries(work: Callable[[], object]) -> list[str]:
    """Statements, without those that begin and end something or name the schema."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured if query["sql"].split()[0] not in ("SET", "SAVEPOINT", "RELEASE")]


def found_by(tenant: Tenant, people: int, *, offers: int = 1, rhythm: AlertFrequency, channel: Channel) -> None:
    """So many people of this tenant only, and offers that the matcher has found for all of them."""
    with time_machine.travel(NOON, tick=False):
        crowd(tenant, people, rhythm=rhythm, channel=channel, start=people)
    with time_machine.travel(SOON, tick=False):
        with entering(tenant):
            for number in range(offers):
                making.live(title=f"Boulanger de {tenant.schema_name} {number} F/H")
        connection.set_schema_to_public()
        match()


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("rhythm", [AlertFrequency.NOW, AlertFrequency.DAILY])
def test_a_batch_of_digests_costs_the_same_for_one_and_for_two_hundred(
    alpha: Tenant, beta: Tenant, rhythm: AlertFrequency, channel: Channel
) -> None:
    found_by(alpha, 1, rhythm=rhythm, channel=channel)
    found_by(beta, digests.BATCH, offers=3, rhythm=rhythm, channel=channel)
    origin_of(beta.schema_name)  # remembered from then on, for everybody
    counts = {}
    for tenant in (alpha, beta):
        with entering(tenant):
            with time_machine.travel(SOON, tick=False):
                taken = queries(taking.take_all)
            with time_machine.travel("2026-11-26 12:00:00+01:00", tick=False):
                counts[tenant.schema_name] = (len(taken), len(queries(digests.tell_all)))
            assert Telling.objects.count() == Subscriber.objects.count()
    assert counts["alpha"] == counts["beta"]


def test_sending_a_batch_costs_the_same_for_one_and_for_two_hundred(alpha: Tenant, beta: Tenant) -> None:
    counts = []
    for tenant, people in ((alpha, 1), (beta, 200)):
        found_by(tenant, people, rhythm=AlertFrequency.NOW, channel=Channel.EMAIL)
        with entering(tenant), time_machine.travel(SOON, tick=False):
            taking.take_all()
            digests.tell_all()
            counts.append(len(queries(drain_emails)))
    assert counts[0] == counts[1]


def test_nobody_due_is_one_look(alpha: Tenant) -> None:
    """The tenants of a platform in which nothing happens, once a minute."""
    with time_machine.travel(NOON, tick=False):
        crowd(alpha, 20)
        with entering(alpha):
            assert len(queries(digests.tell_all)) == 1


def test_the_page_of_alerts_costs_the_same_for_one_and_for_ten(alpha: Tenant, visit) -> None:
    searches = [f"q=boulanger+{word}&lieu=Bergues+%2859380%29" for word in "abcdefghij"]
    with time_machine.travel(NOON, tick=False):
        one = waits(alpha, EMAIL, query=searches[0]).subscriber
        many = [waits(alpha, "tous@exemple.example", query=query) for query in searches].pop().subscriber
        counts = []
        for subscriber in (one, many):
            with entering(alpha):
                path = manage_url(subscriber, tenant=alpha).removeprefix("http://alpha.test")
            visit(alpha).get(path)
            counts.append(len(queries(lambda path=path: visit(alpha).get(path))))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("query", ["", f"?{NEAR_BERGUES}"])
def test_the_page_that_asks_costs_the_same_whoever_waits(alpha: Tenant, visit, query: str) -> None:
    visit(alpha).get(f"/alertes{query}")
    before = len(queries(lambda: visit(alpha).get(f"/alertes{query}")))
    with time_machine.travel(NOON, tick=False):
        crowd(alpha, 200)
    assert len(queries(lambda: visit(alpha).get(f"/alertes{query}"))) == before


def test_what_a_short_link_shows_costs_the_same_for_two_and_for_twenty(alpha: Tenant, beta: Tenant, visit) -> None:
    """One offer alone leads straight to its page."""
    counts = []
    for tenant, offers in ((alpha, 2), (beta, 20)):
        with time_machine.travel(NOON, tick=False):
            crowd(tenant, 1, query="")
        with time_machine.travel(SOON, tick=False):
            with entering(tenant):
                insee = making.BERGUES if tenant == alpha else making.HAZEBROUCK
                for number in range(offers):
                    making.live(insee, title=f"Boulanger {number} F/H")
            work(tenant)
            with entering(tenant):
                telling = Telling.objects.latest("created_at")
                assert telling.offers >= offers
                assert Alert.objects.count() == 1
            visit(tenant).get(f"/o/{telling.code}")
            counts.append(len(queries(lambda t=tenant, code=telling.code: visit(t).get(f"/o/{code}"))))
    assert counts[0] == counts[1]
