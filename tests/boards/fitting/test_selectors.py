"""Matches both ways: out of the database in few queries, in the order of the rule, with their reasons."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.candidates.models import Profile
from boards.fitting.facts import codes_of_title, months_worked, seeker_of
from boards.fitting.schedules import schedules_in
from boards.fitting.selectors import offers_for, people_for
from boards.fitting.values import Pile
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import profile, worked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Du mardi au samedi, 4 h – 11 h, sans coupure", {"early", "weekend"}),
        ("Travail de nuit, week-ends libres", {"night"}),
        ("Pas de nuit ni de week-end", set()),
        ("35 h, en journée du lundi au vendredi", {"day"}),
        ("En coupure : 11h-15h et 18h30-23h", {"split", "evening"}),
        ("21h à 5h", {"night"}),
        ("Un week end sur deux, très tôt le matin", {"weekend", "early"}),
        ("2 semaines sur 3, 39 heures", set()),
        ("", set()),
    ],
)
def test_a_line_of_hours_is_read(text: str, said: set[str]) -> None:
    assert schedules_in(text) == said


def test_a_long_line_is_read_in_linear_time() -> None:
    assert schedules_in("1 h " * 20_000 + "nuit") <= {"night", "early", "evening"}


def test_titles_of_jobs_become_months_in_an_occupation(in_alpha: Tenant) -> None:
    today = timezone.localdate()
    person = profile(occupations=["D1106"])
    worked(person, "Boulangère chez Vandaele", years=3)
    worked(person, "Boulanger", years=1)
    worked(person, "Rien de connu xyz", years=9)
    months = dict(months_worked(person.experiences.all(), wanted=frozenset(), today=today))
    assert codes_of_title("Boulangère chez Vandaele") == {"D1102"}
    assert 48 <= months["D1102"] <= 52
    assert len(months) == 1
    assert seeker_of(person, today=today).occupations == {"D1106"}


def test_people_for_an_offer_come_in_order_with_their_reasons(in_alpha: Tenant) -> None:
    offer = making.live(making.BERGUES)
    near = profile("Léa Dubois", making.BERGUES)
    further = profile("Karim Benali", making.CASSEL)
    busy = profile("Hugo Petit", making.CASSEL, availability="employed")
    other = profile("Ana Silva", occupations=["N4101"])
    away = profile("Théo Loin", making.CHAMONIX)
    hidden = profile("Nina Cachée", visibility="nobody")
    paused = profile("Paul Pause", availability="paused")
    found = people_for(offer)
    assert [one.profile for one in found] == [near, further, busy]
    assert [one.fit.pile for one in found] == [Pile.SUGGEST, Pile.SUGGEST, Pile.ASK]
    assert "même métier" in found[0].fit.sentence.lower()
    assert "en poste" in found[2].fit.sentence.lower()
    assert not {other, away, hidden, paused} & {one.profile for one in found}
    assert people_for(offer, limit=1)[0].profile == near
    assert people_for(offer, among=Profile.objects.none()) == []


def test_an_obstacle_is_shown_and_comes_last(in_alpha: Tenant) -> None:
    offer = making.live(making.BERGUES, licence="required", licence_categories=("C",))
    without = profile("Léa Dubois")
    able = profile("Karim Benali", licences=["C"], transport=["car"])
    found = people_for(offer)
    assert [one.profile for one in found] == [able, without]
    assert found[1].fit.obstacles


def test_offers_for_somebody_are_ours_and_our_neighbours(alpha: Tenant, beta: Tenant) -> None:
    with entering(beta):
        theirs = making.live(making.CASSEL, title="Boulangère de nuit F/H")
    with entering(alpha):
        ours = making.live(making.BERGUES)
        making.live(making.BERGUES, title="Maçon F/H", occupation_code="F1703")
        making.draft(making.BERGUES, title="Boulanger caché F/H")
        person = profile()
        found = offers_for(person)
        assert [(one.offer, one.hit and one.hit.offer_id) for one in found] == [(ours, None), (None, theirs.pk)]
        assert found[1].origin
        assert found[1].url.startswith("http")
        assert [one.offer for one in offers_for(person, neighbours=False)] == [ours]


@pytest.mark.parametrize("more", [0, 20])
def test_the_queries_do_not_grow(in_alpha: Tenant, more: int) -> None:
    offer = making.live(making.BERGUES)
    person = profile()
    worked(person, "Boulanger")
    for number in range(more):
        worked(profile(f"Personne {number}", email=f"p{number}@candidat.example"), "Boulanger")
        making.live(making.CASSEL, title=f"Boulanger {number} F/H")
    person = Profile.objects.get(pk=person.pk)
    people_for(offer)  # the words of occupations are read once a minute
    assert _queries(lambda: people_for(offer)) == 4
    assert _queries(lambda: offers_for(person, neighbours=False)) == 4


def _queries(work: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum("search_path" not in query["sql"] for query in captured)


def test_somebody_stale_is_to_be_called_first(in_alpha: Tenant) -> None:
    offer = making.live(making.BERGUES)
    profile(confirmed_at=timezone.now() - timedelta(days=120))
    (found,) = people_for(offer)
    assert found.fit.pile == Pile.ASK
