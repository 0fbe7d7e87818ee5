"""An offer's own page, from draft to 410, and what is counted of it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.accounts.enums import Role
from boards.offers.enums import ApplyBy, ClosedAs, OfferState
from boards.offers.models import FigureKind, Offer
from boards.offers.services import figures
from boards.offers.services.closing import close_offer
from tests.boards import making
from tests.boards.finding.conftest import engine_calls

PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) Firefox/140"}


def page_of(offer, client, **query):
    return client.get(f"/offres/{offer.pk}", query, **PHONE)


def test_the_page_says_everything_in_order(in_alpha, visit, text_of):
    offer = making.live(
        title="Boulanger de nuit F/H",
        description="Pétrir.\n\n- le lundi\n- le mardi",
        weekly_hours=35,
        full_time=True,
        salary_min=Decimal(1950),
        salary_max=Decimal(2200),
        salary_period="month",
        licence="required",
        licence_categories=("B", "AM"),
        housing=True,
        posts=2,
        starts_on=date(2035, 1, 8),
        experience="beginner",
        contract_type="CDD",
        contract_months=6,
    )
    page = page_of(offer, visit(in_alpha), depuis=making.CASSEL)
    text = text_of(page)
    assert page.status_code == 200
    assert "20 km de Cassel CDD 6 mois · 35 h · 1 950 – 2 200 € brut / mois · permis B ou AM · logement proposé" in text
    assert "soit 23 400 – 26 400 € brut / an environ" in text
    for fact in (
        "Début 8 janvier 2035",
        "Postes 2",
        "Expérience Débutant accepté",
        "Métier Boulanger",
        "59380 Bergues",
    ):
        assert fact in text
    assert "<ul><li>le lundi</li><li>le mardi</li></ul>" in page.content.decode()


@pytest.mark.parametrize("odd", ["", "0", "99999", "'--", "x" * 5000, "\x00"])
def test_a_place_that_is_none_measures_no_distance(odd, in_alpha, visit):
    page = page_of(making.live(), visit(in_alpha), depuis=odd)
    assert page.status_code == 200
    assert 'class="near"' not in page.content.decode()


def test_its_address_is_its_origins_and_it_looks_right_when_shared(in_alpha, visit):
    offer = making.live(title="Boulanger F/H")
    html = page_of(offer, visit(in_alpha), depuis=making.CASSEL).content.decode()
    assert f'<link rel="canonical" href="http://alpha.test/offres/{offer.pk}">' in html
    assert '<meta property="og:title" content="Boulanger F/H à Bergues">' in html
    assert '<meta property="og:image" content="http://alpha.test/static/finding/share-plaine.png">' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("by", "value", "link", "button"),
    [
        (
            ApplyBy.EMAIL,
            "fournil@vandaele.example",
            "mailto:fournil@vandaele.example?subject=Candidature",
            "Postuler par e-mail",
        ),
        (ApplyBy.PHONE, "03 28 00 00 00", "tel:0328000000", "Appeler l’employeur"),
        (
            ApplyBy.URL,
            "https://vandaele.example/jobs?a=1&b=2",
            "https://vandaele.example/jobs?a=1&amp;b=2",
            "Postuler sur le site",
        ),
    ],
)
def test_applying_is_one_link_that_is_counted_and_the_address_stands_in_plain_words(
    by, value, link, button, in_alpha, visit, text_of
):
    offer = making.live(apply_by=by, apply_value=value)
    page = page_of(offer, visit(in_alpha))
    html = page.content.decode()
    assert f'href="{link}' in html
    assert button in text_of(page)
    assert f'ping="/offres/{offer.pk}/clic"' in html
    assert (value if by != ApplyBy.URL else "vandaele.example") in text_of(page)


@pytest.mark.parametrize("by", [ApplyBy.ONSITE, ApplyBy.POST])
def test_where_no_link_can_apply_the_words_do(by, in_alpha, visit, text_of):
    offer = making.live(apply_by=by, apply_value="12 rue de l’Arsenal, 59380 Bergues")
    page = page_of(offer, visit(in_alpha))
    assert 'href="#postuler">Comment postuler' in page.content.decode()
    assert "12 rue de l’Arsenal" in text_of(page)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "pas une adresse"])
def test_only_a_web_address_becomes_a_link(value, in_alpha, visit):
    offer = making.live(apply_by=ApplyBy.URL, apply_value="https://vandaele.example/")
    Offer.objects.filter(pk=offer.pk).update(apply_value=value)
    html = page_of(offer, visit(in_alpha)).content.decode()
    assert f'href="{value}' not in html
    assert f'<p class="address">{value}</p>' in html


def test_views_and_clicks_are_numbers_without_cookies(in_alpha, visit):
    offer, client = making.live(), visit(in_alpha)
    page_of(offer, client)
    page_of(offer, client)
    answer = client.post(f"/offres/{offer.pk}/clic", **PHONE)
    assert answer.status_code == 204
    assert not answer.cookies
    assert figures.totals(offer=offer) == {FigureKind.VIEW: 2, FigureKind.CLICK: 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": "facebookexternalhit/1.1"},
        {"HTTP_USER_AGENT": ""},
        {**PHONE, "HTTP_SEC_PURPOSE": "prefetch;prerender"},
    ],
)
def test_robots_previews_and_prefetches_are_not_people(headers, in_alpha, visit):
    offer = making.live()
    client = visit(in_alpha)
    assert client.get(f"/offres/{offer.pk}", **headers).status_code == 200
    assert client.post(f"/offres/{offer.pk}/clic", **headers).status_code == 204
    assert client.head(f"/offres/{offer.pk}", **PHONE).status_code == 200
    assert figures.totals(offer=offer) == {FigureKind.VIEW: 0, FigureKind.CLICK: 0}


def test_looking_at_the_way_to_apply_counts_nothing_and_leads_back(in_alpha, visit):
    offer = making.live()
    answer = visit(in_alpha).get(f"/offres/{offer.pk}/clic", **PHONE)
    assert answer["Location"] == f"/offres/{offer.pk}#postuler"
    assert figures.totals(offer=offer)[FigureKind.CLICK] == 0


def test_an_offer_that_is_over_is_gone_and_shows_what_is_left_nearby(in_alpha, visit, text_of):
    over, left = making.live(), making.live(making.CASSEL, title="Boulanger à Cassel F/H")
    close_offer(offer=over, closed_as=ClosedAs.THROUGH_US, by=making.person())
    page = page_of(over, visit(in_alpha))
    assert page.status_code == 410
    assert "Cette offre n’est plus à pourvoir" in text_of(page)
    assert f"http://alpha.test/offres/{left.pk}" in page.content.decode()
    assert "noindex" in page.content.decode()
    assert "application/ld+json" not in page.content.decode()
    assert visit(in_alpha).post(f"/offres/{over.pk}/clic", **PHONE).status_code == 404
    assert figures.totals(offer=over)[FigureKind.VIEW] == 0


@pytest.mark.parametrize("state", [OfferState.DRAFT, OfferState.CONFIRMING, OfferState.MODERATION, OfferState.REFUSED])
def test_what_was_never_out_is_seen_by_nobody_but_those_who_may(state, in_alpha, visit, text_of):
    offer = making.draft()
    Offer.objects.filter(pk=offer.pk).update(state=state)
    stranger = making.person("quelqu-un@ailleurs.example")
    adviser = making.person("conseil@alpha.example", role=Role.ADVISER)
    assert page_of(offer, visit(in_alpha)).status_code == 404
    seen = []
    for user in (stranger, adviser, making.person()):
        client = visit(in_alpha)
        client.force_login(user)
        seen.append(page_of(offer, client))
    assert [page.status_code for page in seen] == [404, 200, 200]
    assert "cette offre n’est pas en ligne" in text_of(seen[1])
    assert "noindex" in seen[1].content.decode()
    assert "application/ld+json" not in seen[1].content.decode()
    assert figures.totals(offer=offer)[FigureKind.VIEW] == 0


def test_another_tenants_offer_and_no_offer_are_not_found(alpha, beta, visit, in_alpha):
    offer = making.live()
    assert page_of(offer, visit(beta)).status_code == 404
    assert visit(alpha).get(f"/offres/{uuid4()}").status_code == 404
    assert visit(alpha).get("/offres/123").status_code == 404


def test_similar_offers_are_of_the_same_occupation_and_not_itself(in_alpha, visit, text_of):
    offer = making.live(title="Boulanger F/H")
    making.live(making.CASSEL, title="Tourier F/H")
    making.live(title="Maçon F/H", occupation_code="F1703")
    text = text_of(page_of(offer, visit(in_alpha)))
    similar = text.split("Le même métier, près d’ici")[1]
    assert "Tourier F/H" in similar
    assert "Boulanger F/H" not in similar
    assert "Maçon" not in similar


def test_as_many_queries_however_many_similar_offers(in_alpha, visit):
    offer, client = making.live(), visit(in_alpha)
    counts = []
    for more in (1, 8):
        for number in range(more):
            making.live(title=f"Boulanger {number} F/H", by=making.person(f"b{more}{number}@x.example"))
        page_of(offer, client)
        with CaptureQueriesContext(connection) as captured:
            page_of(offer, client)
        assert engine_calls(captured) == 1
        counts.append(len([query for query in captured if not query["sql"].startswith("SET search_path")]))
    # The host's domain, the offer, the count, similar ones; a savepoint around the count takes none.
    assert counts == [4, 4], [query["sql"][:100] for query in captured]
