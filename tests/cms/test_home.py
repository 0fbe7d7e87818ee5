"""The front page of a territory at the HTTP door."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import HomePage
from tests.boards import making
from tests.boards.finding.conftest import engine_calls, text_of  # noqa: F401  a fixture
from tests.search import made


def test_a_search_the_newest_offers_and_doors_into_the_rest(in_alpha, visit, text_of):  # noqa: F811
    making.live(title="Boulanger F/H")
    making.live(making.CASSEL, title="Maçon F/H", occupation_code="F1703")
    page = visit(in_alpha).get("/")
    text, html = text_of(page), page.content.decode()
    assert page.status_code == 200
    assert "Un travail près de chez vous" in text
    assert text.index("Maçon F/H") < text.index("Boulanger F/H")
    assert "Voir les 2 offres" in text
    assert "Commerce et vente 1" in text
    assert 'href="/offres?lieu=Cassel+%2859670%29"' in html
    assert "2 offres ouvertes" not in text  # figures are a definition list: the number follows its label
    assert "offres ouvertes 2 métiers recherchés 2 communes qui recrutent 2" in text
    assert "emploi@alpha.example" in text
    assert '<link rel="canonical" href="http://alpha.test/">' in html
    assert html.count('class="button"') == 1, "one filled button"


def test_an_empty_territory_says_what_to_do(in_alpha, visit, text_of):  # noqa: F811
    text = text_of(visit(in_alpha).get("/"))
    assert "Les premières offres arrivent" in text
    assert "Publier une offre" in text


@pytest.mark.parametrize(
    ("schema", "words"), [("beta", "Un travail près de chez vous"), ("gamma", "Les métiers qui font vivre la montagne")]
)
def test_each_kind_has_its_own_words_and_look(schema, words, request, visit, text_of):  # noqa: F811
    tenant = request.getfixturevalue(schema)
    page = visit(tenant).get("/")
    assert words in text_of(page)
    assert f"themes/scenes/{tenant.preset}.svg" in page.content.decode()


def test_what_a_manager_writes_is_shown(in_alpha, visit, text_of):  # noqa: F811
    home = HomePage.objects.get()
    home.headline, home.about_title, home.about = (
        "Travailler ici",
        "Qui sommes-nous",
        "<p>Deux <b>conseillères</b>.</p>",
    )
    home.save()
    page = visit(in_alpha).get("/")
    assert "Travailler ici" in text_of(page)
    assert "Qui sommes-nous Deux conseillères" in text_of(page)


def test_as_many_queries_for_sixty_offers_as_for_three(in_alpha, visit):
    client, counts = visit(in_alpha), []
    for more in (3, 60):
        for number in range(more):
            made.put(title=f"Boulanger {number} F/H", commune=made.BERGUES if number % 2 else made.CASSEL)
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/")
        assert engine_calls(captured) == 1
        counts.append(len([query for query in captured if not query["sql"].startswith("SET search_path")]))
    assert len(re.findall('<li class="offer"', page.content.decode())) == 6
    assert counts == [9, 9], [query["sql"][:120] for query in captured]
