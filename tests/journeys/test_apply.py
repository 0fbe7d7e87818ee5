"""Applying on a phone without script, and the employer's board by keyboard and by hand."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from boards.applications.models import Application, Attempt
from boards.offers.models import Offer
from tenants.messaging.models import EmailDelivery
from tests.boards import making as boards
from tests.boards.applications import making
from tests.journeys.browser import DESK, PHONE, Watch, visiting
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

BAKER = "fournil.postuler@vandaele.example"


@pytest.fixture
def offer(site: Site) -> str:
    """An offer of this journey's own, and its baker."""

    def make() -> str:
        Attempt.objects.all().delete()
        by = boards.person(BAKER)
        firm = boards.employer("Fournil des candidats", by=by)
        return str(making.here(by=by, firm=firm, title="Boulanger du dimanche F/H").pk)

    return str(site.do(make, schema="alpha"))


def test_without_account_without_script_on_a_phone(site: Site, browser: Browser, offer: str) -> None:
    with visiting(browser, viewport=PHONE, java_script_enabled=False, watch=Watch(expected={422})) as tab:
        tab.goto(f"http://alpha.test/offres/{offer}")
        tab.get_by_role("link", name="Postuler en une minute").first.click()
        tab.get_by_role("button", name="Envoyer ma candidature").click()
        expect(tab.get_by_role("alert")).to_contain_text("Écrivez votre prénom")
        tab.get_by_label("Votre prénom et votre nom").fill("Nadia Roussel")
        tab.get_by_label("Votre e-mail").fill("nadia.roussel@courriel.example")
        tab.get_by_label("J’ai le permis B").check()
        tab.get_by_label("Pourquoi ce poste").fill("J’aime me lever tôt.")
        tab.get_by_role("button", name="Envoyer ma candidature").click()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("C’est envoyé")
        # The link comes by mail alone: the page is the same for whoever types an address that isn't theirs.
        expect(tab.locator("main")).to_contain_text("Vous recevez un message à nadia.roussel@courriel.example")
        expect(tab.get_by_role("link", name="Suivre ma candidature")).to_have_count(0)
        (letter,) = site.do(
            lambda: list(
                EmailDelivery.objects.filter(to="nadia.roussel@courriel.example").values_list("text", flat=True)
            ),
            schema="alpha",
        )
        tab.goto("http://alpha.test/candidature/" + letter.partition("/candidature/")[2].split()[0])
        expect(tab.get_by_role("status")).to_contain_text("Reçue par l’employeur")
        tab.get_by_label("Votre message").fill("Puis-je passer samedi ?")
        tab.get_by_role("button", name="Envoyer le message").click()
        expect(tab.locator("main")).to_contain_text("Puis-je passer samedi")
        tab.get_by_text("Retirer ma candidature").click()
        tab.get_by_role("button", name="Oui, la retirer").click()
        expect(tab.locator("main")).to_contain_text("Vous avez retiré votre candidature")
    letters = site.do(
        lambda: list(EmailDelivery.objects.filter(to=BAKER).values_list("text", flat=True)), schema="alpha"
    )
    assert any("répondre à votre offre" in text for text in letters)
    assert not any("Nadia" in text for text in letters)


def people(site: Site, offer: str) -> None:
    def make() -> None:
        found = Offer.objects.get(pk=offer)
        for name in ("Anna Petit", "Bilal Roche"):
            making.sent(found, name=name, email=f"{name.split()[0].lower()}@courriel.example", phone="")

    site.do(make, schema="alpha")


def state_of(site: Site, offer: str, name: str) -> str:
    return str(site.do(lambda: Application.objects.get(offer=offer, name=name).state, schema="alpha"))


def on_board(tab: Page, site: Site, offer: str) -> None:
    tab.context.add_cookies(site.cookies_of(BAKER))  # type: ignore[arg-type]
    tab.goto(f"http://alpha.test/espace/offres/{offer}/candidatures")
    expect(tab.get_by_role("link", name="Anna Petit")).to_be_visible()


def test_a_card_is_moved_by_keyboard_and_said_aloud(site: Site, browser: Browser, offer: str) -> None:
    people(site, offer)
    with visiting(browser, viewport=DESK) as tab:
        on_board(tab, site, offer)
        chosen = tab.get_by_label("Déplacer Anna Petit vers")
        chosen.focus()
        tab.keyboard.type("Renc")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(tab.locator("#annonce")).to_have_text("Anna Petit : Rencontrée.")
        expect(tab.locator("#col-met").get_by_role("link", name="Anna Petit")).to_be_focused()
    assert state_of(site, offer, "Anna Petit") == "met"


def test_a_card_is_dragged_and_refusing_leads_to_the_words(site: Site, browser: Browser, offer: str) -> None:
    people(site, offer)
    with visiting(browser, viewport=DESK) as tab:
        on_board(tab, site, offer)
        card = tab.locator(".card", has_text="Bilal Roche")
        card.locator("p").first.drag_to(tab.locator("#col-contacted"))
        expect(tab.locator("#col-contacted").get_by_role("link", name="Bilal Roche")).to_be_visible()
        assert state_of(site, offer, "Bilal Roche") == "contacted"
        tab.locator(".card", has_text="Anna Petit").locator("p").first.drag_to(tab.locator("#col-refused"))
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Répondre à une personne")
        tab.get_by_role("button", name="Le poste est pourvu").click()
        expect(tab.locator("blockquote")).to_contain_text("Boulanger du dimanche F/H")
        tab.get_by_role("button", name="Envoyer la réponse").click()
        expect(tab.locator("main")).to_contain_text(re.compile("Réponse envoyée"))
    assert state_of(site, offer, "Anna Petit") == "refused"
