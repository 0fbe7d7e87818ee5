"""The desk's page: what stands on it, a call noted from it, and that its queries don't grow."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.applications.models import Application
from boards.candidates.models import Profile
from boards.desk.page import desk_page
from boards.desk.rules import Why
from boards.followup.enums import AppointmentState
from boards.followup.models import Call, Note, Proposal
from boards.followup.services.calls import next_working_day
from boards.followup.services.tasks import add_task
from boards.offers.models import Offer
from tenants.models import Tenant
from tests.boards import making
from tests.boards.days import at
from tests.boards.followup.making import adviser, appointment, profile, worked
from tests.conftest import TenantClient


def application(offer: Offer, person: Profile | None = None, *, days: int = 0, **said: Any) -> Application:
    now = timezone.now()
    made = Application.objects.create(
        offer=offer, profile=person, name=person.name if person else "Jo", email=said.pop("email", ""),
        phone="" if person else "+33639980199", state_at=now, last_contact_at=now, agreed_at=now, agreed_how="applied",
        **said,
    )  # fmt: skip
    Application.objects.filter(pk=made.pk).update(created_at=now - timedelta(days=days))
    return made


def old(person: Profile, days: int = 200) -> Profile:
    Profile.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=days))
    return person


@pytest.fixture
def desk(in_alpha: Tenant) -> TenantClient:
    client = TenantClient(in_alpha)
    client.force_login(adviser())
    return client


def test_who_is_to_be_called_and_why(in_alpha: Tenant) -> None:
    by = adviser()
    offer = making.live(making.BERGUES)
    baker = old(profile("Léa Dubois", making.CASSEL))
    waits = old(profile("Karim Benali", occupations=["N4101"]))
    application(making.live(making.CASSEL, title="Chauffeur F/H", occupation_code="N4101", licence="required",
                            licence_categories=("CE",)), waits, days=14)  # fmt: skip
    missed = old(profile("Hugo Petit", occupations=["F1703"]))
    appointment(missed, by, timezone.now() - timedelta(days=1), state=AppointmentState.MISSED)
    promised = old(profile("Ana Silva", occupations=["F1703"]))
    add_task(text="Envoyer le dossier", due_on=timezone.localdate(), by=by, profile=promised)
    new = profile("Théo Neuf", occupations=["F1703"])
    page = desk_page(by)
    assert [(call.profile, call.first.why) for call in page.calls] == [
        (promised, Why.TASK), (missed, Why.MISSED), (waits, Why.UNANSWERED), (baker, Why.MATCH), (new, Why.NEW),
    ]  # fmt: skip
    match = page.calls[3]
    assert match.match == offer
    assert "même métier" in match.first.words
    assert new in page.fresh
    assert page.unanswered_total == 1


def test_told_or_applied_is_no_match_any_more(in_alpha: Tenant) -> None:
    offer, by = making.live(making.BERGUES), adviser()
    lea, karim = old(profile()), old(profile("Karim Benali"))
    Proposal.objects.create(profile=lea, offer=offer, how="talk", by=by)
    application(offer, karim)
    assert desk_page(by).calls == []


def test_without_a_number_there_is_another_way(in_alpha: Tenant, desk: TenantClient) -> None:
    """Somebody is to be reached who gave no telephone: by mail, by an appointment, or a number is added."""
    person = profile("Ana Silva", phone="", email="ana@candidat.example", occupations=["F1703"])
    page = desk.get("/espace/bureau?qui=tous").content.decode()
    assert 'href="tel:' not in page
    assert 'href="mailto:ana@candidat.example"' in page
    for path in (f"/espace/personnes/{person.pk}/rendez-vous", f"/espace/profils/{person.pk}/modifier"):
        assert path in page
        assert desk.get(path).status_code == 200


def test_offers_that_starve_and_those_that_drown(in_alpha: Tenant) -> None:
    alone, full, new = (making.live(making.BERGUES, title=f"Offre {n} F/H") for n in range(3))
    Offer.objects.filter(pk__in=[alone.pk, full.pk]).update(published_at=at(time(0, 30), days_ago=10))
    for n in range(21):
        application(full, email=f"p{n}@candidat.example")
    page = desk_page(adviser())
    assert [one.offer for one in page.starving] == [alone]
    assert [(one.offer, one.received.unanswered) for one in page.drowning] == [(full, 21)]
    assert page.starving[0].days == 10
    for n in range(3):
        profile(f"Personne {n}", email=f"q{n}@candidat.example")
    assert desk_page(adviser()).starving == []
    assert new.pk


def test_nobody_is_counted_as_french_counts(in_alpha: Tenant, desk: TenantClient) -> None:
    alone = making.live(making.BERGUES)
    Offer.objects.filter(pk=alone.pk).update(published_at=timezone.now() - timedelta(days=10))
    page = desk.get("/espace/bureau?qui=tous").content.decode()
    assert "0 candidature ·" in page
    assert "0 personne convient" in page


def test_ones_own_people_first_and_everybodys_on_demand(in_alpha: Tenant) -> None:
    by = adviser()
    making.live(making.BERGUES)
    mine, other = old(profile(adviser=by)), old(profile("Karim Benali"))
    assert [call.profile for call in desk_page(by).calls] == [mine]
    assert {call.profile for call in desk_page(by, mine=False).calls} == {mine, other}
    assert desk_page(adviser("noa@alpha.example")).mine is False


def test_whom_advisers_do_not_see_is_not_there(in_alpha: Tenant) -> None:
    making.live(making.BERGUES)
    profile(visibility="nobody")
    page = desk_page(adviser())
    assert (page.calls, page.fresh) == ([], [])


def test_a_call_is_noted_in_one_press(in_alpha: Tenant, desk: TenantClient) -> None:
    making.live(making.BERGUES)
    lea = old(profile())
    url = f"/espace/bureau/appels/{lea.pk}"
    assert "Léa Dubois" in desk.get("/espace/bureau").content.decode()
    answer = desk.post(url, {"outcome": "answered", "note": "Vient jeudi."})
    assert answer.status_code == 302
    assert Note.objects.get().text == "Vient jeudi."
    assert "Aucun appel à passer" in desk.get("/espace/bureau").content.decode()
    fragment = desk.post(url, {"outcome": "missed"}, HTTP_HX_REQUEST="true")
    assert fragment.status_code == 200
    assert 'role="status"' in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert Call.objects.order_by("-at").first().again_on == next_working_day(timezone.localdate())  # type: ignore[union-attr]


def test_what_is_wrong_stays_typed(in_alpha: Tenant, desk: TenantClient) -> None:
    making.live(making.BERGUES)
    lea = old(profile())
    url = f"/espace/bureau/appels/{lea.pk}"
    page = desk.post(url, {"outcome": "later", "note": "en formation"}).content.decode()
    assert "Dites quel jour rappeler" in page
    assert 'value="en formation"' in page
    page = desk.post(url, {"outcome": "answered", "note": "Feignant."}).content.decode()
    assert "fait et sa date" in page
    assert 'value="Feignant."' in page
    fragment = desk.post(url, {"outcome": "later", "again_on": "2020-01-01", "note": "x"}, HTTP_HX_REQUEST="true")
    assert "jour à venir" in fragment.content.decode()
    assert not Call.objects.exists()


@pytest.mark.parametrize("more", [0, 20])
def test_the_queries_do_not_grow(in_alpha: Tenant, desk: TenantClient, more: int) -> None:
    by = adviser()
    for n in range(1 + more):
        offer = making.live(making.BERGUES, title=f"Boulanger {n} F/H")
        person = profile(f"Personne {n}", email=f"p{n}@candidat.example")
        worked(person, "Boulanger")
        application(offer, person, days=20)
        add_task(text="Dossier", due_on=timezone.localdate(), by=by, profile=person)
        add_task(text="Relancer", due_on=timezone.localdate(), by=by, offer=offer)
        appointment(person, by, timezone.now() + timedelta(hours=1 + n), purpose="Point")
        Call.objects.create(profile=person, outcome="answered", by=by, at=timezone.now() - timedelta(days=30))
    desk.get("/espace/bureau")
    with CaptureQueriesContext(connection) as captured:
        assert desk.get("/espace/bureau?qui=tous").status_code == 200
    assert sum("search_path" not in query["sql"] for query in captured) == QUERIES


QUERIES = 17


def test_how_it_ranks_is_told_with_the_rules_own_numbers(desk: TenantClient) -> None:
    from boards.fitting import rule

    page = desk.get("/espace/bureau/regles").content.decode()
    assert f"+{rule.SAME_OCCUPATION}" in page
    assert "décide" in page
