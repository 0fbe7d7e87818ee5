"""The board: columns, pages, filters, moves with and without script, and as many queries for 500 as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.applications.enums import ApplicationState
from boards.applications.models import Application
from boards.offers.models import Offer
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import browser


def board(offer: Offer) -> str:
    return f"/espace/offres/{offer.pk}/candidatures"


def plain(html: str) -> str:
    """With ordinary blanks before colons."""
    return html.replace("\u202f", " ").replace("\u00a0", " ").replace("&nbsp;", " ")


def test_a_card_is_moved_by_its_own_button(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer)
    client = browser(user=boards.person())
    assert making.NAME in client.get(board(offer)).content.decode()
    answer = client.post(f"{board(offer)}/deplacer", {"c": str(application.pk), "to": "met"})
    assert answer["Location"] == f"{board(offer)}#c-{application.pk}"
    page = client.get(board(offer)).content.decode()
    assert "Karim Benali : Rencontrée." in plain(page)
    assert page.index('id="col-met"') < page.index(f'id="c-{application.pk}"') < page.index('id="col-proposed"')


def test_htmx_gets_the_board_alone_and_words_for_a_screen_reader(offer: Offer) -> None:
    application = making.sent(offer)
    client = browser(user=boards.person())
    answer = client.post(
        f"{board(offer)}/deplacer", {"c": str(application.pk), "to": "contacted"}, HTTP_HX_REQUEST="true"
    ).content.decode()
    assert "<html" not in answer
    assert 'aria-live="polite" hx-swap-oob="true">Karim Benali : Contactée.' in answer


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"to": "met"}, "Cochez d’abord"),
        ({"c": "x", "to": "met"}, "Cochez d’abord"),
        ({"to": ""}, "Choisissez où"),
        ({"to": "refused"}, "sans lui répondre"),
        ({"to": "rien"}, "Choisissez où"),
    ],
)
def test_a_move_that_is_none_says_what_to_do(offer: Offer, values: dict[str, str], words: str) -> None:
    application = making.sent(offer)
    chosen = values if "c" in values or words.startswith("Cochez") else {"c": str(application.pk), **values}
    client = browser(user=boards.person())
    assert words in client.post(f"{board(offer)}/deplacer", chosen, follow=True).content.decode()


def test_several_and_a_whole_column_move_together(offer: Offer, in_alpha: Tenant) -> None:
    making.many(offer, 30)
    client = browser(user=boards.person())
    answer = client.post(f"{board(offer)}/deplacer", {"col": "new", "to": "contacted"}, follow=True)
    assert "30 candidatures : Contactée." in plain(answer.content.decode())
    with entering(in_alpha):
        assert Application.objects.filter(state=ApplicationState.CONTACTED).count() == 30


def test_filters_hold_for_what_is_shown_and_for_whole_columns(offer: Offer, in_alpha: Tenant) -> None:
    making.many(offer, 3)
    making.sent(offer, ticks=("licence:B", "training:CAP boulanger"))
    client, query = browser(user=boards.person()), "t=training%3ACAP+boulanger"
    page = client.get(f"{board(offer)}?{query}").content.decode()
    assert making.NAME in page
    assert "Personne 0001" not in page
    client.post(f"{board(offer)}/deplacer", {"col": "new", "to": "met", "query": query})
    with entering(in_alpha):
        assert [one.name for one in Application.objects.filter(state="met")] == [making.NAME]
    assert "Personne ne correspond" in client.get(f"{board(offer)}?t=licence%3AZ").content.decode()


def test_columns_turn_their_pages_by_themselves(offer: Offer) -> None:
    making.many(offer, 45)
    making.many(offer, 25, state="met", state_before="new", state_hand="employer", state_by=boards.person())
    client = browser(user=boards.person())
    page = client.get(f"{board(offer)}?p_new=3").content.decode()
    assert "3 / 3" in page
    assert "1 / 2" in page
    assert page.count('class="card"') == 5 + 20
    for odd in ("p_new=99", "p_new=-1", "p_new=x", "p_new=" + "9" * 30):
        assert client.get(f"{board(offer)}?{odd}").status_code == 200


def asked(client: Client, path: str) -> list[str]:
    """The questions that a page puts to the database, without those that name the schema."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured if not query["sql"].startswith("SET ")]


@pytest.mark.parametrize("many", [1, 20, 500])
def test_as_many_queries_for_500_as_for_one(offer: Offer, many: int) -> None:
    """Host, session and person; the offer, one count, six columns, the rate."""
    making.many(offer, many)
    client = browser(user=boards.person())
    client.get(board(offer))
    assert len(asked(client, board(offer))) == 13


@pytest.mark.parametrize("many", [1, 40])
def test_the_list_of_staff_too(offer: Offer, many: int) -> None:
    from boards.accounts.enums import Role

    making.many(offer, many)
    client = browser(user=boards.person("conseil@alpha.example", role=Role.ADVISER))
    client.get("/espace/candidatures")
    # Host, session, person; how many in all, a page of them, how many wait; the menu's count.
    assert len(asked(client, "/espace/candidatures")) == 8


def test_staff_find_by_name_offer_and_employer_and_those_who_wait_first(offer: Offer, in_alpha: Tenant) -> None:
    from boards.accounts.enums import Role
    from boards.applications.services.answering import refuse

    old = making.sent(offer, at=making.days_ago(20), name="Ancienne Personne", email="a@exemple.fr", phone="")
    making.sent(offer, name="Neuve Personne", email="n@exemple.fr", phone="")
    done = making.sent(offer, name="Déjà Répondue", email="d@exemple.fr", phone="")
    refuse(application=done, text="Merci, c’est non.", by=boards.person())
    client = browser(user=boards.person("conseil@alpha.example", role=Role.ADVISER))
    page = client.get("/espace/candidatures").content.decode()
    assert page.index("Ancienne") < page.index("Neuve") < page.index("Répondue")
    assert "attend depuis 20 jours" in page
    assert "Neuve" not in client.get("/espace/candidatures?q=ancienne").content.decode()
    assert "Répondue" in client.get("/espace/candidatures?voir=refused&q=vandaele").content.decode()
    assert old.pk
