"""Finding somebody and following somebody with the keyboard alone: an employer on a telephone's width, an adviser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from boards.accounts.enums import Role
from boards.followup.models import Appointment, Call
from boards.library.models import ContactRequest
from tests.boards import making
from tests.boards.followup.making import profile, worked
from tests.journeys.browser import DESK, PHONE, visiting
from tests.journeys.keys import focused, press_enter_on, skip_to_content, tab_to, type_day, write
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

HOST, SCHEMA = "http://gamma.test", "gamma"
BAKER, ADVISER = "touches@gamma.example", "clavier@gamma.example"


@pytest.fixture(scope="module")
def people(site: Site) -> None:
    """An adviser with two people in her portfolio who fit an offer, and its baker."""

    def make() -> None:
        adviser, baker = making.person(ADVISER, role=Role.ADVISER), making.person(BAKER)
        making.live(making.CHAMONIX, by=baker, firm=making.employer("Fournil des Praz", by=baker))
        for name in ("Noa Simond", "Rose Couttet"):
            email = f"{name.split()[1].lower()}@candidat.example"
            made = profile(name, making.CHAMONIX, email=email, adviser=adviser, skills=["tourage"])
            worked(made, "Boulanger")

    site.do(make, schema=SCHEMA)


def test_somebody_is_found_and_asked_without_a_mouse(site: Site, browser: Browser, people: None) -> None:
    with visiting(browser, viewport=PHONE) as tab:
        tab.context.add_cookies(site.cookies_of(BAKER, schema=SCHEMA))  # type: ignore[arg-type]
        tab.goto(f"{HOST}/espace")
        press_enter_on(tab, "Menu")
        press_enter_on(tab, "CVthèque")
        tab.wait_for_url("**/espace/cvtheque")
        skip_to_content(tab)
        write(tab, "Métier", "boulangère")
        tab.keyboard.press("Escape")
        write(tab, "Savoir-faire", "tourage")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**q=tourage*")
        expect(tab.locator("ol.people li")).to_have_count(2)
        # The form kept the place: results are read without passing by the menu again.
        press_enter_on(tab, "Boulanger")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Une personne qui cherche")
        write(tab, "Votre message à cette personne", "Nous cherchons quelqu’un pour la nuit.")
        press_enter_on(tab, "Envoyer")
        expect(tab.locator("main")).to_contain_text("C’est envoyé")
    assert site.do(lambda: ContactRequest.objects.filter(asked_by__email=BAKER).count(), schema=SCHEMA) == 1


def test_somebody_is_called_and_given_an_hour_without_a_mouse(site: Site, browser: Browser, people: None) -> None:
    with visiting(browser, viewport=DESK) as tab:
        tab.context.add_cookies(site.cookies_of(ADVISER, schema=SCHEMA))  # type: ignore[arg-type]
        tab.goto(f"{HOST}/espace/bureau")
        first = tab.locator("#appels li").first.get_by_role("heading").inner_text()
        second = tab.locator("#appels li").nth(1).get_by_role("heading").inner_text()
        skip_to_content(tab)
        tab_to(tab, first)
        press_enter_on(tab, "Noter l’appel")
        write(tab, "En un mot", "Cherche un logement.")
        press_enter_on(tab, "A répondu")
        expect(tab.get_by_role("status").filter(has_text="appel noté")).to_be_visible()
        tab.wait_for_load_state()
        # From there it goes on: the form is gone, the place on the page isn't.
        tab.keyboard.press("Tab")
        assert focused(tab) == second
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text(second)
        skip_to_content(tab)
        press_enter_on(tab, "Proposer un rendez-vous")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Proposer un rendez-vous")
        day = timezone.localdate() + timedelta(days=7)
        tab_to(tab, "Jour")
        type_day(tab, day)
        press_enter_on(tab, "Proposer ce moment")
        expect(tab.locator("main")).to_contain_text(f"Rendez-vous proposé à {second}")
    call = site.do(lambda: Call.objects.get(by__email=ADVISER).profile.name, schema=SCHEMA)
    assert call == first
    made = site.do(lambda: Appointment.objects.get(adviser__email=ADVISER), schema=SCHEMA)
    assert timezone.localtime(made.starts_at).date() == day
