"""Who works at the desk in these tests."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.accounts.models import User
from boards.offers.models import Offer
from boards.offers.services.publishing import publish_offer
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making

BACKEND = "django.contrib.auth.backends.ModelBackend"
UNLAWFUL = "Nous cherchons un homme de moins de 35 ans pour pétrir et cuire les pains de la nuit."


class Desk:
    """A browser with somebody signed in, and offers of theirs."""

    def __init__(self, tenant: Tenant, client: Any, email: str, role: str) -> None:
        self.tenant, self.client = tenant, client
        with entering(tenant):
            self.person = making.person(email, role=role)
            client.force_login(self.person, backend=BACKEND)

    def waiting(self, *, by: str = "boulanger@vandaele.example", **values: object) -> Offer:
        """An offer in the queue."""
        with entering(self.tenant):
            person = making.person(by)
            return publish_offer(offer=making.draft(by=person, **values), by=person, asks_advice=True)

    def live(self, **values: object) -> Offer:
        with entering(self.tenant):
            return making.live(by=self.person, **values)

    def state(self, offer: Offer) -> str:
        with entering(self.tenant):
            return str(Offer.objects.get(pk=offer.pk).state)

    def fresh(self, offer: Offer) -> Offer:
        with entering(self.tenant):
            return Offer.objects.select_related("employer").get(pk=offer.pk)

    def page(self, path: str, **query: str) -> str:
        answer = self.client.get(path, query, follow=True)
        assert answer.status_code == 200
        return str(answer.content.decode()).replace("\u00a0", " ")

    def statements(self, path: str) -> int:
        """How many questions a page asks the database, the choice of the schema before each left out."""
        with CaptureQueriesContext(connection) as captured:
            assert self.client.get(path).status_code == 200
        return sum(not query["sql"].startswith("SET search_path") for query in captured)

    def post(self, path: str, **data: str) -> str:
        answer = self.client.post(path, data, follow=True)
        assert answer.status_code == 200
        return str(answer.content.decode()).replace("\u00a0", " ")


@pytest.fixture
def adviser(alpha, visit) -> Desk:
    return Desk(alpha, visit(alpha), "conseillere@cchf.example", "adviser")


@pytest.fixture
def baker(alpha, visit) -> Desk:
    return Desk(alpha, visit(alpha), "boulanger@vandaele.example", "employer")


@pytest.fixture
def stranger(alpha) -> User:
    with entering(alpha):
        return making.person("autre@exemple.example")
