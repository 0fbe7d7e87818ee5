"""Occupations, occupations by commune, and what robots read of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import browse as counts
from search.criteria import Scope
from tenants.context import entering
from tests.boards import making
from tests.search import made


@pytest.fixture
def offers(in_alpha):
    making.live(title="Boulanger F/H")
    making.live(making.CASSEL, title="Tourier F/H")
    making.live(title="Maçon F/H", occupation_code="F1703")


def test_the_directory_counts_only_what_there_is(offers, alpha, visit, text_of):
    page = visit(alpha).get("/metiers")
    text = text_of(page)
    assert "Commerce et vente Boulanger 2" in text
    assert "Bâtiment et travaux publics Maçon 1" in text
    assert "Santé" not in text
    assert 'href="/metiers/d1102-boulanger"' in page.content.decode()


def test_counts_follow_what_neighbours_share(alpha, beta):
    made.put(schema="beta", commune=made.CASSEL)
    made.put(schema="beta", commune=made.CASSEL, sharing="never")
    made.put(schema="alpha", commune=made.BERGUES)
    made.put(schema="gamma", commune=made.CHAMONIX)

    def total(shows, sector=()):
        return sum(one.offers for one in counts.by_occupation(Scope("alpha", shows, sector)))

    assert (total("none"), total("reach"), total("sector"), total("sector", ("D1",)), total("sector", ("G",))) == (
        1, 2, 1, 2, 1,
    )  # fmt: skip
    assert [(one.name, one.offers) for one in counts.by_commune(Scope("alpha", "reach", ()))] == [
        ("Bergues", 1),
        ("Cassel", 1),
    ]
    assert counts.live_by_schema() == {"alpha": 1, "beta": 2, "gamma": 1}


def test_an_occupation_lists_its_offers_and_its_communes(offers, alpha, visit, text_of):
    page = visit(alpha).get("/metiers/d1102-boulanger")
    text = text_of(page)
    assert "2 offres de boulanger" in text
    assert "Maçon" not in text
    assert "Bergues 1" in text
    assert 'href="/metiers/d1102-boulanger/cassel-59135"' in page.content.decode()


def test_an_occupation_around_a_commune(offers, alpha, visit, text_of):
    page = visit(alpha).get("/metiers/d1102-boulanger/cassel-59135")
    text = text_of(page)
    assert "2 offres de boulanger à moins de 20 km de Cassel" in text
    assert "sur place" in text
    assert (
        '<link rel="canonical" href="http://alpha.test/metiers/d1102-boulanger/cassel-59135">' in page.content.decode()
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("/metiers/d1102", "/metiers/d1102-boulanger"),
        ("/metiers/D1102-patissier", "/metiers/d1102-boulanger"),
        ("/metiers/d1102-boulanger/59135", "/metiers/d1102-boulanger/cassel-59135"),
    ],
)
def test_other_spellings_lead_to_the_one(wrong, right, alpha, visit):
    answer = visit(alpha).get(wrong)
    assert (answer.status_code, answer["Location"]) == (301, right)


@pytest.mark.parametrize(
    "path",
    [
        "/metiers/boulanger",
        "/metiers/z9999-x",
        "/metiers/d1102-boulanger/nulle-part-00000",
        "/metiers/d1102-boulanger/x",
    ],
)
def test_what_does_not_exist_is_404(path, alpha, visit):
    assert visit(alpha).get(path).status_code == 404


def test_an_occupation_nobody_offers_says_what_to_do_and_hides_from_robots(offers, alpha, visit, text_of):
    page = visit(alpha).get("/metiers/j1501-aide-soignant", follow=True)
    assert "Aucune offre d’aide-soignant" in text_of(page)
    assert "Voir toutes les offres" in text_of(page)
    assert "noindex" in page.content.decode()


def test_the_sitemap_has_what_exists_at_its_own_domain(offers, alpha, beta, visit):
    with entering(beta):
        foreign = making.live(making.CASSEL)
    with entering(alpha):
        draft = making.draft()
    xml = visit(alpha).get("/sitemap.xml")
    found = re.findall("<loc>(.*?)</loc>", xml.content.decode())
    assert xml["Content-Type"].startswith("application/xml")
    assert all(url.startswith("http://alpha.test/") for url in found)
    assert "http://alpha.test/metiers/d1102-boulanger/cassel-59135" in found
    assert sum("/offres/" in url for url in found) == 3
    assert not any(str(offer.pk) in url for url in found for offer in (foreign, draft))
    client = visit(alpha)
    assert {client.get(url.removeprefix("http://alpha.test")).status_code for url in found} == {200}


def test_robots_are_told_where_the_sitemap_is(alpha, visit):
    answer = visit(alpha).get("/robots.txt")
    assert "Sitemap: http://alpha.test/sitemap.xml" in answer.content.decode()
    assert "Disallow: /espace" in answer.content.decode()


@pytest.mark.parametrize("path", ["/metiers", "/metiers/d1102-boulanger", "/sitemap.xml"])
def test_as_many_queries_for_many_offers_as_for_few(path, in_alpha, visit):
    client, found = visit(in_alpha), []
    for more in (3, 60):
        for number in range(more):
            made.put(commune=made.BERGUES if number % 2 else made.CASSEL)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        found.append(len([query for query in captured if not query["sql"].startswith("SET search_path")]))
    assert found[0] == found[1] == {"/metiers": 2, "/metiers/d1102-boulanger": 3, "/sitemap.xml": 4}[path]
