"""A shortlist from the desk to the employer's answer; a call noted without leaving the page; both without a mouse."""

import pytest
from playwright.sync_api import Browser, expect

from boards.accounts.enums import Role
from boards.applications.models import Application
from boards.followup.models import Call, Shortlist
from tests.boards import making
from tests.boards.followup.making import profile, worked
from tests.journeys.browser import DESK, PHONE, visiting
from tests.journeys.site import Site
from tests.journeys.steps import press

pytestmark = pytest.mark.browser

ADVISER, BAKER = "bureau@beta.example", "four@beta.example"


@pytest.fixture
def people(site: Site) -> None:
    """In beta, where nobody else's journey goes: an adviser, a baker with an offer, two people who fit."""
    site.do(_people, schema="beta")


def _people() -> None:
    making.person(ADVISER, role=Role.ADVISER)
    baker = making.person(BAKER)
    making.live(making.HAZEBROUCK, by=baker, firm=making.employer("Four de la gare", by=baker), title="Boulanger F/H")
    for name in ("Noémie Carlier", "Yanis Haddad"):
        worked(profile(name, making.HAZEBROUCK, email=f"{name.split()[1].lower()}@candidat.example"), "Boulanger")


def test_from_the_desk_to_the_employers_answer(site: Site, browser: Browser, people: None) -> None:
    with visiting(browser, viewport=DESK) as tab:
        tab.context.add_cookies(site.cookies_of(ADVISER, schema="beta"))  # type: ignore[arg-type]
        tab.goto("http://beta.test/espace/bureau")
        line = tab.get_by_role("listitem").filter(has=tab.get_by_role("heading", name="Yanis Haddad"))
        expect(line).to_contain_text("même métier")
        line.get_by_text("Noter l’appel").press("Enter")
        line.get_by_label("En un mot").fill("Disponible dès lundi.")
        line.get_by_role("button", name="A répondu").press("Enter")
        expect(line.get_by_role("status")).to_contain_text("appel noté")
        assert site.do(Call.objects.count, schema="beta") == 1

        line.get_by_role("link", name="Voir ce recrutement").click()
        for name in ("Noémie Carlier", "Yanis Haddad"):
            tab.get_by_role("checkbox", name=name).press("Space")
        press(tab, "Mettre dans la présélection")
        tab.get_by_role("button", name="M’a dit oui : Noémie Carlier").click()
        press(tab, "Envoyer 2 fiches")
        expect(tab.locator("main")).to_contain_text("Envoyée : 2 fiches")

    key = site.do(lambda: Shortlist.objects.get().pk, schema="beta")
    with visiting(browser, viewport=PHONE, java_script_enabled=False) as tab:
        tab.context.add_cookies(site.cookies_of(BAKER, schema="beta"))  # type: ignore[arg-type]
        tab.goto(f"http://beta.test/espace/preselections/{key}")
        expect(tab.get_by_role("heading", name="Noémie Carlier")).to_be_visible()
        assert "Haddad" not in tab.content()
        assert "haddad@candidat.example" not in tab.content()
        tab.get_by_role("button", name="À rencontrer – Noémie Carlier").click()
        expect(tab.locator("main")).to_contain_text("C’est noté")
    assert site.do(lambda: Application.objects.get().name, schema="beta") == "Noémie Carlier"
