"""Seven hundred people and three hundred offers, as in forty communes: the same queries, and no time to sigh."""

import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.candidates.models import Experience, Profile, ProfileLanguage
from boards.offers.models import Offer
from tenants.models import Tenant
from tenants.reference.models import Occupation
from tests.boards import making
from tests.boards.desk.test_page import QUERIES
from tests.boards.followup.making import adviser
from tests.conftest import TenantClient

PEOPLE, OFFERS = 700, 300
# Seconds of this process's own work: a page that weighed every pair would need ten times as long.
LIMIT = 3.0


def fill() -> None:
    codes = cycle(Occupation.objects.order_by("code").values_list("code", flat=True)[::12])
    places = cycle([making.place(insee) for insee in (making.BERGUES, making.CASSEL, making.HAZEBROUCK)])
    firm, by, now = making.employer(), making.person(), timezone.now()
    Offer.objects.bulk_create(
        Offer(
            employer=firm, title=f"Poste {n} F/H", occupation_code=next(codes), description="Un poste sérieux.",
            contract_type="CDI", state="live", published_at=now - timedelta(days=n % 30), published_by=by,
            confirmed_at=now, apply_value="a@example.org", **next(places),
        )
        for n in range(OFFERS)
    )  # fmt: skip
    people = Profile.objects.bulk_create(
        Profile(
            name=f"Personne {n}", search_name=f"personne {n}", email=f"p{n}@candidat.example",
            occupations=[next(codes), next(codes)], visibility="employers", transport=["car"], licences=["B"],
            contracts=["CDI"], confirmed_at=now - timedelta(days=n % 90), **next(places),
        )
        for n in range(PEOPLE)
    )  # fmt: skip
    titles = cycle(["Boulanger", "Caissière", "Maçon", "Aide à domicile chez des particuliers", "Chef de rang"])
    Experience.objects.bulk_create(
        Experience(profile=person, title=next(titles), starts_on=(now - timedelta(days=900)).date())
        for person in people
        for _ in range(2)
    )
    ProfileLanguage.objects.bulk_create(ProfileLanguage(profile=person, code="fr") for person in people)


def test_the_desk_of_two_advisers(in_alpha: Tenant) -> None:
    fill()
    desk = TenantClient(in_alpha)
    desk.force_login(adviser())
    desk.get("/espace/bureau?qui=tous")
    with CaptureQueriesContext(connection) as captured:
        page = desk.get("/espace/bureau?qui=tous")
    assert page.status_code == 200
    assert sum("search_path" not in query["sql"] for query in captured) == QUERIES
    took = list(_times(desk, 5))
    print(f"desk with {PEOPLE} people and {OFFERS} offers: p50 {statistics.median(took):.2f} s")
    assert statistics.median(took) < LIMIT


def _times(desk: TenantClient, rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        began = time.process_time()
        desk.get("/espace/bureau?qui=tous")
        yield time.process_time() - began
