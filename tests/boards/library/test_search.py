"""Who is found, in what order, and what nobody can find out by searching."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from boards.candidates.enums import Availability, Schedule, Transport, Visibility
from boards.candidates.models import Look, Profile
from boards.library import entries, policies, searching
from boards.library.asked import Asked
from boards.library.places import origin_of
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.candidates import making

TODAY = date(2026, 11, 26)


def found(firm, **asked):
    page = searching.find(Asked(**asked), origin=origin_of(firm), today=timezone.localdate())
    assert page.total >= len(page.profiles)
    return [one.name for one in page.profiles]


def person(name, insee=boards.BERGUES, **values):
    return making.profile(insee, name=name, email=f"{name.lower()}@exemple.fr", phone="", **values)


def test_nearest_first_and_whoever_wants_the_trade_most(firm):
    person("Loin", boards.HAZEBROUCK)
    person("Pres", boards.BERGUES)
    person("Aussi", boards.BERGUES, occupations=["D1106", "D1102"])
    assert found(firm, occupations=("D1102",), radius_km=0) == ["Pres", "Loin", "Aussi"]


def test_only_those_who_show_themselves_to_employers(firm):
    person("Vue")
    person("Personne", visibility=Visibility.NOBODY)
    person("Conseil", visibility=Visibility.ADVISERS)
    person("SansAccord", agreed=[])
    person("EnPause", availability=Availability.PAUSED)
    assert found(firm, radius_km=0) == ["Vue"]


def test_distance_is_from_the_firm_and_within_what_the_person_travels(firm):
    person("Voisine")
    person("Lointaine", boards.HAZEBROUCK, radius_km=50)
    person("Casaniere", boards.CASSEL, radius_km=5)
    person("Choisit", boards.CASSEL, radius_km=5, communes=[boards.BERGUES])
    person("AilleursSeulement", boards.BERGUES, communes=[boards.HAZEBROUCK])
    person("Saisonnier", boards.CASSEL, radius_km=5, needs_housing=True)
    person("SansLieu", boards.BERGUES, commune_insee="", latitude=None, longitude=None)
    assert set(found(firm, radius_km=20)) == {"Voisine", "Choisit", "Saisonnier"}
    assert set(found(firm, radius_km=30)) == {"Voisine", "Choisit", "Saisonnier", "Lointaine"}
    assert len(found(firm, radius_km=0)) == 7


def test_means_licence_contracts_hours_and_time(firm):
    soon = timezone.localdate() + timedelta(days=10)
    person("Voiture", licences=["CE"], contracts=["CDI"], schedules=[Schedule.NIGHT, Schedule.WEEKEND])
    person("Velo", transport=[Transport.BIKE], licences=[], contracts=["CDD"], schedules=[Schedule.DAY])
    person("Ouvert", transport=[], licences=[], availability=Availability.FROM_DATE, available_from=soon)
    assert found(firm, drives=True) == ["Voiture"]
    # A heavier licence holds the lighter one.
    assert found(firm, licence="B") == ["Voiture"]
    assert set(found(firm, contracts=("CDI",))) == {"Voiture", "Ouvert"}
    assert set(found(firm, schedules=("night",))) == {"Voiture", "Ouvert"}
    assert set(found(firm, free_by=soon - timedelta(days=1))) == {"Voiture", "Velo"}
    assert set(found(firm, free_by=soon)) == {"Voiture", "Velo", "Ouvert"}


def test_near_trades_are_those_of_the_same_domain(firm):
    person("Patisserie", occupations=["D1104"])
    assert found(firm, occupations=("D1102",)) == []
    assert found(firm, occupations=("D1102",), near_ones=True) == ["Patisserie"]


def test_fresh_ones_only(firm):
    old = person("Ancienne")
    Profile.objects.filter(pk=old.pk).update(confirmed_at=timezone.now() - timedelta(days=90))
    person("Recente")
    assert found(firm, fresh=True) == ["Recente"]


def test_words_are_found_by_stem_and_follow_every_change(firm):
    one = person("Fatima", skills=["Pâtisserie fine", "Encaissement"])
    assert found(firm, text="patisseries") == ["Fatima"]
    assert found(firm, text="encaisser soudure") == []
    one.skills = ["Soudure à l’arc"]
    one.save()
    assert found(firm, text="soudures") == ["Fatima"]
    assert found(firm, text="encaissement") == []
    assert entries.catch_up() == 0


@pytest.mark.parametrize("word", ["Benali", "fatima", "fatima.benali@exemple.fr", "0639980012", "Bergues", "59380"])
def test_nobody_is_found_by_what_the_card_hides(firm, word):
    making.profile(words="Je m’appelle Fatima Benali, de Bergues (59380) : fatima.benali@exemple.fr, 06 39 98 00 12.",
                   skills=["Ménage", "Cuisine chez Fatima Benali"])  # fmt: skip
    assert found(firm, text="menage") == [making.NAME]
    assert found(firm, text=word) == []


def test_a_firm_that_tries_every_radius_learns_what_the_card_says(firm):
    """From 5 km steps of the card to the filter: nobody leaves the list between two steps."""
    person("Cassel", boards.CASSEL, radius_km=100)
    seen = {radius: bool(found(firm, radius_km=radius)) for radius in (5, 10, 20, 30, 50, 100)}
    # 19 km away: the card says 20, and so does the filter.
    assert seen == {5: False, 10: False, 20: True, 30: True, 50: True, 100: True}


@pytest.mark.parametrize("crowd", [1, 20])
def test_a_page_costs_the_same_for_one_and_for_twenty(firm, baker, browse, crowd):
    for n in range(crowd):
        person(f"Personne{n}", skills=["Soudure"])
    browser = browse(baker)
    browser.get("/espace/cvtheque?q=soudure")
    with CaptureQueriesContext(connection) as captured:
        page = browser.get("/espace/cvtheque?q=soudure").content.decode()
    assert page.count("person-row") == crowd
    assert len([query for query in captured if not query["sql"].startswith("SET search_path")]) == 23


def test_what_a_page_shows_names_nobody_and_is_known_to_the_person(firm, baker, browse):
    one = making.profile(words="Je suis Fatima Benali de Bergues.")
    page = browse(baker).get("/espace/cvtheque")
    card = browse(baker).get(f"/espace/cvtheque/{one.pk}")
    for answer in (page, card):
        body = answer.content.decode()
        assert "boulanger" in body.lower()
        for secret in ("Fatima", "Benali", making.EMAIL, making.PHONE, "06 39 98 00 12"):
            assert secret not in body
    looks = Look.objects.filter(profile=one, employer=firm)
    assert [(look.what, look.by) for look in looks] == [("card", baker)]


def test_a_word_for_a_trade_becomes_the_trade(firm, baker, browse):
    person("Une")
    answer = browse(baker).get("/espace/cvtheque", {"metier_mot": "boulangère", "rayon": "20"})
    assert answer.status_code == 302
    assert "metier=D1102" in answer["Location"]
    assert "rayon=20" in answer["Location"]
    unknown = browse(baker).get("/espace/cvtheque", {"metier_mot": "scaphandrier lunaire"}).content.decode()
    assert "scaphandrier lunaire" in unknown
    assert "essayez un mot plus courant" in unknown


def test_a_firm_that_copies_is_stopped_and_told(firm, baker, browse, monkeypatch):
    monkeypatch.setattr(policies, "MOST_CARDS_A_DAY", 3)
    people = [person(f"Personne{n}") for n in range(5)]
    browser = browse(baker)
    assert browser.get("/espace/cvtheque").content.decode().count("person-row") == 3
    stopped = browser.get("/espace/cvtheque")
    assert stopped.status_code == 429
    assert "Revenez demain" in stopped.content.decode()
    seen = Look.objects.filter(employer=firm).values_list("profile", flat=True)
    unseen = next(one for one in people if one.pk not in seen)
    assert browser.get(f"/espace/cvtheque/{unseen.pk}").status_code == 429
    assert browser.get(f"/espace/cvtheque/{seen[0]}").status_code == 200


def test_a_person_with_several_firms_sees_so_many_for_all_of_them(firm, baker, browse, monkeypatch):
    monkeypatch.setattr(policies, "MOST_CARDS_A_DAY", 3)
    for n in range(8):
        person(f"Personne{n}")
    second = boards.live(by=baker, firm=boards.employer("Fournil du Port", by=baker)).employer
    browser = browse(baker)
    assert browser.get(f"/espace/cvtheque?pour={firm.pk}").content.decode().count("person-row") == 3
    assert browser.get(f"/espace/cvtheque?pour={second.pk}").status_code == 429
    # What they saw is nothing that a colleague of the other firm has seen.
    colleague = boards.person("collegue@fournil.example")
    second.members.create(user=colleague)
    assert browse(colleague).get(f"/espace/cvtheque?pour={second.pk}").content.decode().count("person-row") == 3


def test_who_may_look_is_the_territorys_choice(firm, baker, browse, here):
    newcomer = boards.person("patron@estaminet.example")
    boards.employer("Estaminet du Beffroi", by=newcomer)
    assert "s’ouvre avec votre première offre" in browse(newcomer).get("/espace/cvtheque").content.decode()
    Tenant.objects.filter(pk=here.pk).update(library_access="members")
    assert "Personne pour le moment" in browse(newcomer).get("/espace/cvtheque").content.decode()
    Tenant.objects.filter(pk=here.pk).update(library_access="closed")
    assert "s’ouvre avec" in browse(baker).get("/espace/cvtheque").content.decode()


NAMES = ["metier", "q", "rayon", "permis", "contrat", "horaires", "libre", "page", "pour"]


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30), max_size=6))
def test_any_address_is_read_and_written_back_the_same(pairs):
    data = QueryDict(mutable=True)
    data.update(pairs)
    asked = Asked.read(data)
    assert Asked.read(QueryDict(asked.query)) == asked
