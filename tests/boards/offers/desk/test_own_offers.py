"""An employer's offers: seen, changed, renewed, closed, copied; nobody else's."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from boards.offers.models import FigureKind, Offer
from boards.offers.services import figures
from tenants.context import entering
from tests.boards import making
from tests.boards.offers.desk.conftest import UNLAWFUL

EDITED = {
    "title": "boulangère de nuit",
    "commune": "Cassel",
    "occupation": "Boulanger / Boulangère",
    "contract_type": "CDD",
    "contract_nature": "",
    "contract_months": "6",
    "weekly_hours": "24",
    "salary_min": "12,50",
    "salary_max": "",
    "salary_period": "hour",
    "licence": "B",
    "housing": "on",
    "apply_by": "phone",
    "apply_value": "03 28 00 00 00",
    "description": "Vous pétrissez, façonnez et cuisez les pains et les viennoiseries de la nuit.",
}


def url(offer: Offer, action: str = "") -> str:
    return f"/espace/offres/{offer.pk}{action}"


def test_the_list_says_state_figures_and_until_when(baker):
    offer = baker.live()
    with entering(baker.tenant):
        for _view in range(3):
            figures.count(offer=offer, kind=FigureKind.VIEW)
        figures.count(offer=offer, kind=FigureKind.CLICK)
    page = baker.page("/espace")
    assert "En ligne" in page
    assert "avant le" in page
    assert '<td role="cell" class="number" data-label="Vues">3</td>' in page
    assert '<td role="cell" class="number" data-label="Clics">1</td>' in page


def test_nothing_yet_says_what_to_do(baker):
    assert "Vous n’avez pas encore d’offre" in baker.page("/espace")


def test_the_figures_by_day_are_a_picture_and_a_table(baker):
    offer = baker.live()
    with entering(baker.tenant):
        figures.count(offer=offer, kind=FigureKind.VIEW)
    page = baker.page(url(offer))
    assert page.count("<rect") == 14
    assert "fois lue" in page
    assert "style=" not in page


def test_editing_changes_everything_at_once(baker):
    offer = baker.live()
    assert "C’est en ligne" in baker.post(url(offer, "/modifier"), **EDITED)
    changed = baker.fresh(offer)
    assert (changed.title, changed.commune_name, changed.contract_type) == ("Boulangère de nuit F/H", "Cassel", "CDD")
    assert (changed.contract_months, changed.full_time, changed.licence_categories) == (6, False, ["B"])
    assert (changed.state, changed.occupation_code, changed.salary_period) == ("live", "D1102", "hour")


def test_the_edit_page_shows_what_the_offer_says_and_saving_it_changes_nothing(baker):
    offer = baker.live(salary_min=1950, salary_period="month", weekly_hours=35, full_time=True, posts=2)
    before = {field.name: getattr(offer, field.name) for field in offer._meta.fields}
    import re

    page = baker.page(url(offer, "/modifier"))
    sent = dict(re.findall(r'<input type="(?:text|number|date)" name="(\w+)"(?: value="([^"]*)")?', page))
    for name in ("contract_type", "contract_nature", "licence", "apply_by", "salary_period", "season", "experience"):
        sent[name] = before.get(name) or ""
    sent["contract_nature"] = ""
    sent["description"] = offer.description
    baker.post(url(offer, "/modifier"), **sent)
    after = baker.fresh(offer)
    changed = {name for name in before if getattr(after, name) != before[name]} - {"updated_at"}
    assert changed == set()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("commune", "Zzyxwv", "écrivez le code postal"),
        ("salary_min", "5", "inférieur au SMIC"),
        ("title", "x" * 200, "140 au plus"),
        ("description", "Pétrir. " * 6000, "gardez l’essentiel"),
        ("contract_nature", "I1", ""),
        ("weekly_hours", "70", "le maximum légal"),
        ("occupation", "zzyxwv", "Nous ne connaissons pas ce métier"),
    ],
)
def test_a_wrong_answer_keeps_the_page_and_the_offer(baker, field, value, says):
    offer = baker.live()
    page = baker.post(url(offer, "/modifier"), **EDITED | {field: value})
    assert says in page
    if says:
        assert baker.fresh(offer).title == "Boulanger F/H"


def test_an_unlawful_change_of_a_live_offer_is_refused_or_read_by_an_adviser(baker):
    offer = baker.live()
    page = baker.post(url(offer, "/modifier"), **EDITED | {"description": UNLAWFUL})
    assert "L1132-1" in page
    assert "Demander l’avis d’un conseiller" in page
    assert UNLAWFUL[:30] in page
    assert baker.fresh(offer).title == "Boulanger F/H"
    baker.post(url(offer, "/modifier"), **EDITED | {"description": UNLAWFUL, "ask": "yes"})
    assert baker.state(offer) == "moderation"


def test_an_unlawful_draft_is_not_published_as_it_stands(baker):
    with entering(baker.tenant):
        offer = making.draft(by=baker.person, description=UNLAWFUL)
    assert "L1132-1" in baker.post(url(offer, "/publier"))
    assert baker.state(offer) == "draft"
    baker.post(url(offer, "/modifier"), **EDITED | {"publish": "yes"})
    assert baker.state(offer) == "live"


def test_a_refused_offer_is_corrected_and_sent_again(baker, adviser):
    offer = adviser.waiting()
    adviser.post(f"/espace/moderation/{offer.pk}/renvoyer", usual="vague")
    page = baker.page(url(offer, "/modifier"))
    assert "ne dit pas assez" in page
    baker.post(url(offer, "/modifier"), **EDITED | {"publish": "yes"})
    # Even in an open tenant: who sent it back reads it again.
    assert baker.state(offer) == "moderation"


def test_an_offer_withdrawn_before_anybody_read_it_does_not_slip_online(baker, adviser):
    offer = adviser.waiting()
    baker.post(url(offer, "/clore"), closed_as="not_filled")
    assert "cette action n’est plus possible" in baker.post(url(offer, "/renouveler"))
    assert baker.state(offer) == "withdrawn"


def test_a_text_changed_while_withdrawn_is_checked_when_it_comes_back(baker):
    offer = baker.live()
    baker.post(url(offer, "/clore"), closed_as="not_filled")
    baker.post(url(offer, "/modifier"), **EDITED | {"description": UNLAWFUL, "save": "yes"})
    assert baker.state(offer) == "withdrawn"
    assert "Code du travail" in baker.post(url(offer, "/renouveler"))
    assert baker.state(offer) == "withdrawn"


def test_where_every_text_is_read_a_change_while_withdrawn_is_read_too(baker, alpha):
    offer = baker.live()
    baker.post(url(offer, "/clore"), closed_as="not_filled")
    alpha.publishing_policy = "moderated"
    alpha.save(update_fields=["publishing_policy"])
    baker.post(url(offer, "/modifier"), **EDITED | {"save": "yes"})
    assert baker.state(offer) == "moderation"


def test_renewing_starts_another_ninety_days(baker):
    offer = baker.live()
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert "reste en ligne" in baker.post(url(offer, "/renouveler"))
        assert baker.fresh(offer).confirmed_at > offer.confirmed_at


@pytest.mark.parametrize(("answer", "state"), [("through_us", "filled"), ("not_filled", "withdrawn")])
def test_closing_asks_how_and_takes_it_off(baker, answer, state):
    offer = baker.live()
    assert "Choisissez l’une des trois" in baker.post(url(offer, "/clore"))
    assert baker.state(offer) == "live"
    baker.post(url(offer, "/clore"), closed_as=answer)
    assert baker.state(offer) == state


def test_a_filled_offer_is_history_for_every_old_page(baker):
    offer = baker.live()
    baker.post(url(offer, "/clore"), closed_as="through_us")
    assert "copiez-la" in baker.page(url(offer, "/modifier"))
    assert "ne se modifie plus" in baker.post(url(offer, "/modifier"), **EDITED)
    baker.post(url(offer, "/clore"), closed_as="through_us")
    assert baker.state(offer) == "filled"


def test_closing_a_draft_from_an_old_page_says_why_not(baker):
    with entering(baker.tenant):
        offer = making.draft(by=baker.person)
    page = baker.post(url(offer, "/clore"), closed_as="through_us")
    assert "cette action n’est plus possible" in page
    assert baker.state(offer) == "draft"


def test_a_copy_is_a_draft_that_says_the_same(baker):
    offer = baker.live(licence="required", licence_categories=("B",), contract_months=None)
    page = baker.post(url(offer, "/copier"))
    assert "Voici une copie" in page
    with entering(baker.tenant):
        copy = Offer.objects.exclude(pk=offer.pk).get()
    assert (copy.state, copy.title, copy.licence_categories) == ("draft", offer.title, ["B"])
    baker.post(url(copy, "/modifier"), **EDITED | {"publish": "yes"})
    assert baker.state(copy) == "live"


@pytest.mark.parametrize("action", ["", "/modifier", "/clore", "/renouveler", "/copier", "/publier"])
def test_somebody_elses_offer_does_not_exist(baker, stranger, action):
    with entering(baker.tenant):
        offer = making.live(by=stranger, firm=making.employer("Chez l’autre", by=stranger))
    assert baker.client.post(url(offer, action), EDITED | {"closed_as": "through_us"}).status_code in (404, 405)
    assert baker.client.get(url(offer, action)).status_code in (404, 405)
    assert baker.state(offer) == "live"


def test_strangers_are_sent_to_sign_in_and_candidates_are_refused(alpha, visit):
    client = visit(alpha)
    assert client.get("/espace").url.startswith("/compte/connexion?next=/espace")
    with entering(alpha):
        client.force_login(
            making.person("c@exemple.example", role="candidate"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
    assert client.get("/espace/offres").status_code == 403


#: Tenant by host, session, person, unread conversations for the menu, the rows with their figures.
LIST_QUERIES = 5


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(baker, count):
    for number in range(count):
        baker.live(title=f"Boulanger {number} F/H")
    baker.page("/espace")
    assert baker.statements("/espace") == LIST_QUERIES
