"""The results page at the HTTP door."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.context import entering
from tests.boards import making
from tests.boards.finding.conftest import engine_calls
from tests.search import made

PUBLIC = {"HTTP_HOST": "alpha.test"}


@pytest.fixture
def baker(in_alpha):
    return making.live(
        making.BERGUES,
        title="Boulanger de nuit F/H",
        weekly_hours=35,
        full_time=True,
        licence="none",
        contract_type="CDI",
    )


def test_the_page_says_how_far_and_what_in_the_words_that_were_typed(baker, alpha, visit, text_of):
    page = visit(alpha).get("/offres", {"q": "boulangère", "lieu": "Cassel"})
    text = text_of(page)
    assert "1 offre de boulangère à moins de 20 km de Cassel" in text
    assert (
        "Boulanger de nuit F/H Boulangerie Vandaele · Bergues 20 km CDI · 35 h · salaire non précisé · sans permis"
        in text
    )
    assert "aujourd’hui" in text
    assert f'href="http://alpha.test/offres/{baker.pk}?depuis=59135"' in page.content.decode()


def test_what_is_not_said_is_said_to_be_so(in_alpha, visit, text_of):
    making.live(licence="unsaid")
    assert "CDI · salaire non précisé · permis non précisé" in text_of(visit(in_alpha).get("/offres"))


def test_a_neighbours_offer_says_whose_it_is_and_leads_to_its_own_site(alpha, beta, visit, text_of):
    with entering(beta):
        offer = making.live(making.CASSEL)
    page = visit(alpha).get("/offres", {"lieu": "Bergues"})
    assert "Publiée par Cœur de Flandre" in text_of(page)
    assert f'href="http://beta.test/offres/{offer.pk}?depuis=59067"' in page.content.decode()


def test_the_address_in_the_page_is_canonical_and_at_the_tenants_own_domain(baker, alpha, visit):
    page = visit(alpha).get("/offres", {"tri": "pertinence", "lieu": "bergues", "q": " boulanger ", "rayon": "20"})
    assert '<link rel="canonical" href="http://alpha.test/offres?q=boulanger&amp;lieu=Bergues+%2859380%29">' in (
        page.content.decode()
    )
    assert 'value="Bergues (59380)"' in page.content.decode()


def test_a_chip_counts_what_it_would_leave_and_comes_off_again(in_alpha, visit, text_of):
    making.live(contract_type="CDI")
    making.live(contract_type="CDD", by=making.person("autre@vandaele.example"))
    client = visit(in_alpha)
    page = client.get("/offres")
    assert "CDI 1" in text_of(page)
    assert 'href="/offres?contrat=CDD"' in page.content.decode()
    narrowed = client.get("/offres?contrat=CDD")
    assert "1 offre " in text_of(narrowed)
    assert "CDD × (retirer)" in text_of(narrowed)
    assert re.search(r'href="/offres" aria-current="true">CDD', narrowed.content.decode())
    # Chosen CDD, the others still say what choosing them too would add.
    assert "CDI 1" in text_of(narrowed)
    assert '<input type="hidden" name="contrat" value="CDD">' in narrowed.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("permis=sans", 1),
        ("logement=1", 1),
        ("temps=partiel", 1),
        ("nature=alternance", 1),
        ("metier=D1102", 3),
        ("metier=K1304", 0),
        ("depuis=7", 3),
    ],
)
def test_every_filter_is_a_parameter(query, found, in_alpha, visit, text_of):
    making.live(licence="none", housing=True)
    making.live(licence="required", full_time=False, weekly_hours=20)
    making.live(licence="required", contract_type="CDD", contract_nature="E2")
    page = visit(in_alpha).get(f"/offres?{query}")
    assert page.content.decode().count('<li class="offer"') == found, text_of(page)


def test_nothing_near_widens_and_says_so(in_alpha, visit, text_of):
    making.live(making.HAZEBROUCK)
    text = text_of(visit(in_alpha).get("/offres", {"q": "boulanger", "lieu": "Bergues", "rayon": "5"}))
    assert "Aucune offre de boulanger à moins de 5 km : voici celles jusqu’à 30 km." in text
    assert "1 offre de boulanger à moins de 30 km de Bergues" in text


def test_a_typing_error_is_mended_and_said(baker, alpha, visit, text_of):
    text = text_of(visit(alpha).get("/offres", {"q": "boulangr"}))
    assert "Résultats pour « boulanger »." in text
    assert "1 offre de boulanger" in text


def test_a_guessed_town_is_said(baker, alpha, visit, text_of):
    assert "Nous cherchons autour de Bergues (59380)." in text_of(visit(alpha).get("/offres", {"lieu": "bergue"}))


def test_an_engine_that_is_away_is_said_and_the_page_still_answers(baker, alpha, visit, text_of, settings):
    from search import client

    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    client.breaker().reset()
    try:
        page = visit(alpha).get("/offres", {"q": "boulanger"})
    finally:
        client.breaker().reset()
        settings.ELASTICSEARCH_URL = ""
    assert page.status_code == 200
    assert "Recherche incomplète" in text_of(page)
    assert "Boulanger de nuit" in text_of(page)


def test_nothing_anywhere_says_what_to_do_and_what_is_near(in_alpha, visit, text_of):
    making.live(title="Plaquiste F/H", occupation_code="F1604")
    page = visit(in_alpha).get("/offres", {"q": "carreleur", "lieu": "Bergues", "permis": "sans"})
    text = text_of(page)
    assert "Aucune offre de carreleur à moins de 20 km de Bergues" in text
    assert "Nous avons regardé jusqu’à 100 km autour de Bergues (59380)." in text
    assert "Plaquiste 1" in text
    for link in ("Retirer tous les filtres", "Chercher sans préciser de lieu", "Voir toutes les offres"):
        assert link in text
    assert 'name="robots" content="noindex' in page.content.decode()


def test_an_unknown_town_keeps_what_was_typed_and_offers_choices(alpha, visit, text_of):
    page = visit(alpha).get("/offres", {"q": "boulanger", "lieu": "Saint-Denis", "contrat": "CDI"})
    assert page.status_code == 200
    assert "Plusieurs communes s’appellent « Saint-Denis »" in text_of(page)
    html = page.content.decode()
    assert 'value="Saint-Denis"' in html
    assert 'value="boulanger"' in html
    assert 'href="/offres?q=boulanger&amp;lieu=Saint-Denis+%2893200%29&amp;contrat=CDI"' in html


def test_a_page_past_the_end_leads_back(baker, alpha, visit, text_of):
    page = visit(alpha).get("/offres?page=400")
    assert page.status_code == 200
    assert "Il n’y a qu’une page" in text_of(page)
    assert 'href="/offres">Revenir' in page.content.decode()


HOSTILE = [
    {"q": "x" * 50_000},
    {"q": "\x00", "lieu": "\x00"},
    {"q": "' OR 1=1 --", "lieu": "\\%_'\""},
    {"q": "<script>alert(1)</script>", "lieu": "<img src=x onerror=alert(1)>"},
    {"rayon": "abc", "page": "10000000000", "depuis": "-1", "tri": "🥖", "metier": "D11020"},
    {"rayon": "1e309", "page": "NaN", "lieu": "🥖" * 5000},
    {"q": "\u202e\ufeff\U0001f956", "temps": ["plein", "partiel"], "contrat": ["CDI"] * 500},
    {"q": "((((((((((((" * 100, "lieu": "59380 59380 59380"},
    {"q[]": "1", "lieu[$ne]": "1"},
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("path", ["/offres", "/api/offres", "/suggestions/communes", "/suggestions/metiers"])
def test_hostile_questions_are_answered(path, query, baker, alpha, visit):
    page = visit(alpha).get(path, query)
    assert page.status_code in ((200, 400) if path.startswith("/api") else (200,))
    if page["Content-Type"].startswith("text/html"):
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content


def test_raw_bytes_that_are_no_text_are_answered(alpha, visit):
    assert visit(alpha).get("/offres?q=%ff%fe%00&lieu=%c0%80").status_code == 200


def test_pages_follow_each_other(in_alpha, visit):
    for number in range(45):
        made.put(title=f"Boulanger numéro {number} F/H")
    client = visit(in_alpha)
    first, second = client.get("/offres").content.decode(), client.get("/offres?page=2").content.decode()
    assert first.count('<li class="offer"') == second.count('<li class="offer"') == 20
    assert '<link rel="next" href="/offres?page=2">' in first
    assert '<link rel="prev" href="/offres">' in second
    assert '<link rel="next" href="/offres?page=3">' in second
    assert 'name="robots"' not in first
    assert 'name="robots" content="noindex, follow"' in second
    assert client.get("/offres?page=3").content.decode().count('<li class="offer"') == 5


def test_as_many_queries_for_two_hundred_offers_as_for_twenty_and_one_engine_call(in_alpha, visit):
    client = visit(in_alpha)
    counts = []
    question = {"q": "boulanger", "lieu": "Bergues", "contrat": "CDI"}
    for offers in (20, 180):
        for number in range(offers):
            made.put(title=f"Boulanger numéro {number} F/H", commune=made.BERGUES if number % 2 else made.CASSEL)
        client.get("/offres", question)  # what a process keeps for a minute is warm
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get("/offres", question)
        assert engine_calls(captured) == 1
        counts.append(sum("search_path" not in query["sql"] for query in captured))
    assert page.content.decode().count('<li class="offer"') == 20
    # The host's domain, the commune, the offers; and that somebody searched.
    assert counts == [4, 4], [query["sql"][:120] for query in captured]


def test_the_page_is_light(in_alpha, visit):
    """P12 of the budgets: nodes and bytes of a full page."""
    for number in range(40):
        made.put(title=f"Boulanger numéro {number} F/H", salary_label="1 950 – 2 200 € brut / mois")
    page = visit(in_alpha).get("/offres", {"q": "boulanger", "lieu": "Bergues"})
    html = page.content.decode()
    assert len(re.findall(r"<[a-z]", html)) <= 340
    assert len(html) < 24_000
    rows = re.findall(r'(?s)<li class="offer".*?</li>', html)
    assert max(len(re.findall(r"<[a-z]", row)) for row in rows) < 10
    assert "style=" not in html


def test_an_anonymous_reader_gets_no_cookie(baker, alpha, visit):
    for path in ("/offres", "/metiers", f"/offres/{baker.pk}", "/api/offres"):
        assert not visit(alpha).get(path).cookies, path
