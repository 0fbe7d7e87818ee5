"""Offers as JSON."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.boards import making
from tests.boards.finding.conftest import engine_calls
from tests.search import made


@pytest.fixture
def baker(in_alpha):
    return making.live(title="Boulanger F/H", licence="none", full_time=True, weekly_hours=35)


def test_the_same_answer_as_the_page_with_the_same_question(baker, alpha, visit):
    answer = visit(alpha).get("/api/offres", {"q": "boulangère", "lieu": "Cassel", "permis": "sans"})
    found = answer.json()
    assert (found["total"], found["lieu"], found["rayon_km"]) == (1, "Cassel (59670)", 20)
    offer = found["offres"][0]
    assert offer["titre"] == "Boulanger F/H"
    assert offer["url"] == f"http://alpha.test/offres/{baker.pk}"
    assert offer["contrat"] == {"type": "CDI", "nature": "E1", "libelle": "CDI"}
    assert offer["permis"] == "sans"
    assert offer["commune"] == {"insee": "59067", "nom": "Bergues", "code_postal": "59380"}
    assert 19 < offer["distance_km"] < 20
    assert offer["salaire"] is None
    assert "facettes" not in found


def test_counts_when_they_are_asked_for(baker, alpha, visit):
    found = visit(alpha).get("/api/offres?facettes=1").json()
    assert found["facettes"]["contrat"] == {"CDI": 1}
    assert found["facettes"]["temps_plein"] == {"oui": 1, "non": 0}


def test_pages_have_an_address_for_the_next(in_alpha, visit):
    for number in range(5):
        made.put(title=f"Boulanger {number} F/H")
    client = visit(in_alpha)
    first = client.get("/api/offres?taille=2&q=boulanger").json()
    assert first["suivante"] == "http://alpha.test/api/offres?q=boulanger&page=2&taille=2"
    last = client.get("/api/offres?taille=2&q=boulanger&page=3").json()
    assert (len(last["offres"]), last["suivante"]) == (1, None)


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("rayon=abc", "rayon", "Valeurs possibles : 5, 10, 20"),
        ("contrat=CID", "contrat", "CDI"),
        ("taille=101", "taille", "de 1 à 100"),
        ("page=0", "page", "de 1 à"),
        ("page=%D9%A3", "page", "de 1 à"),
        ("page=9999&taille=100", "page", "10000 premières"),
        ("metier=boulanger", "metier", "code ROME"),
        ("lieu=Qqqzzz", "lieu", "Nous ne connaissons pas de commune"),
        ("ville=Bergues", "ville", "Paramètre inconnu"),
        ("q=" + "x" * 201, "q", "200 caractères"),
    ],
)
def test_what_makes_no_sense_is_400_and_says_what_to_write(query, parameter, words, alpha, visit):
    answer = visit(alpha).get(f"/api/offres?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    problem = answer.json()["erreurs"][0]
    assert problem["parametre"] == parameter
    assert words in problem["message"]


def test_several_towns_are_choices(alpha, visit):
    problem = visit(alpha).get("/api/offres?lieu=Saint-Denis").json()["erreurs"][0]
    assert "Saint-Denis (93200)" in problem["choix"]


def test_any_cache_may_keep_it_for_a_minute_and_ask_whether_it_changed(baker, alpha, visit):
    client = visit(alpha)
    answer = client.get("/api/offres?q=boulanger")
    assert "public" in answer["Cache-Control"]
    assert "max-age=60" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get("/api/offres?q=boulanger", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_only_reading(alpha, visit):
    assert visit(alpha).post("/api/offres").status_code == 405


def test_one_engine_call_and_two_queries(baker, alpha, visit):
    with CaptureQueriesContext(connection) as captured:
        visit(alpha).get("/api/offres?q=boulanger")
    visit(alpha).get("/api/offres?q=boulanger")
    with CaptureQueriesContext(connection) as captured:
        visit(alpha).get("/api/offres?q=boulanger")
    assert engine_calls(captured) == 1
    assert len([query for query in captured if not query["sql"].startswith("SET search_path")]) == 2


def test_towns_as_they_are_typed(alpha, visit):
    answer = visit(alpha).get("/suggestions/communes?q=berg")
    assert "public" in answer["Cache-Control"]
    # Berg, Bergerac and Bergheim are larger or shorter; this is where people here mean.
    assert answer.json()[0] == {"value": "59067", "label": "Bergues (59380)", "hint": ""}
    assert visit(alpha).get("/suggestions/communes?q=5938").json()[0]["label"].endswith("(59380)")
    assert visit(alpha).get("/suggestions/communes?q=b").json() == []


def test_the_territory_itself_is_a_place(alpha, visit):
    first = visit(alpha).get("/suggestions/communes?q=hauts").json()[0]
    assert first == {"value": "Hauts de Flandre", "label": "Hauts de Flandre", "hint": "tout le territoire"}


def test_occupations_by_everyday_words(alpha, visit):
    found = visit(alpha).get("/suggestions/metiers?q=boulang").json()
    assert any(one["value"] == "D1102" and one["label"] == "Boulanger" for one in found)
