"""A baker finds somebody nameless, asks, and reads the name after the yes: never a byte before, never after a no."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from boards.library.enums import RequestState
from boards.library.models import ContactRequest
from tenants.messaging.models import EmailDelivery
from tests.boards import making
from tests.boards.candidates import making as candidates
from tests.journeys.browser import PHONE, chromium, visiting
from tests.journeys.site import Site
from tests.journeys.steps import field, press
from tests.journeys.wire import Person, Wire, wire_to

pytestmark = pytest.mark.browser

HOST, SCHEMA = "http://gamma.test", "gamma"
BAKER = "fournil.brevent@gamma.example"
NAMES = ("Solenne Vauquelin", "Ombeline Tissot", "Perrine Lachenal")


@dataclass
class Searching:
    """The employer's browser and everything that comes to it; each step ends by looking for the person in all of it."""

    tab: Page
    person: Person
    skill: str
    wire: Wire

    def nameless(self) -> None:
        """Neither the page as it stands nor a byte that came says who it is."""
        self.tab.wait_for_load_state("networkidle")
        came = self.wire.new()
        assert self.person.signs_in(self.tab.content()) == []
        assert self.person.signs_in(came) == []

    def find(self) -> None:
        """From the library's first page to the one card of who makes this sort of bread."""
        self.tab.goto(f"{HOST}/espace/cvtheque")
        self.nameless()
        field(self.tab, "Métier").first.fill("boulangère")
        field(self.tab, "Savoir-faire").fill(self.skill)
        press(self.tab, "Chercher")
        expect(self.tab.locator("ol.people li")).to_have_count(1)
        self.nameless()

    def open(self) -> None:
        self.tab.locator("ol.people").get_by_role("link").click()
        expect(self.tab.locator("main")).to_contain_text("J’aime le pain et la nuit")
        self.nameless()

    def ask(self, words: str) -> None:
        field(self.tab, "Votre message à cette personne").fill(words)
        press(self.tab, "Envoyer")

    def reload(self) -> None:
        self.tab.reload()
        self.nameless()


@pytest.fixture(scope="module")
def wired(playwright: Playwright, site: Site) -> Iterator[tuple[Browser, Wire]]:
    """The employer's own browser, on a wire that keeps every byte."""
    with wire_to(site.port) as wire, chromium(playwright, wire.port) as browser:
        yield browser, wire


@contextmanager
def searching(
    wired: tuple[Browser, Wire], site: Site, somebody: tuple[Person, str], *, scripted: bool = True
) -> Iterator[Searching]:
    """A baker at the telephone."""
    browser, wire = wired
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.context.add_cookies(site.cookies_of(BAKER, schema=SCHEMA))  # type: ignore[arg-type]
        wire.new()
        yield Searching(tab, *somebody, wire)


@pytest.fixture
def somebody(site: Site, request: pytest.FixtureRequest) -> tuple[Person, str]:
    """Who bakes, shows a card to employers, and says in it who she is; and what she alone can do."""
    number, skill = request.param, f"levain {request.param}"
    name = NAMES[number]
    person = Person(name, f"{name.split()[1].lower()}@candidat.example", f"+3363998015{number}")

    def make() -> None:
        baker = making.person(BAKER)
        firm = making.employer("Fournil du Brévent", by=baker)
        if not firm.offers.exists():
            making.live(making.CHAMONIX, by=baker, firm=firm)
        candidates.profile(
            making.CHAMONIX, name=person.name, email=person.email, phone=person.phone, skills=[skill, "viennoiserie"],
            words=f"Je suis {name.split()[0]}, {person.email}, 06 39 98 01 5{number}. J’aime le pain et la nuit.",
        )  # fmt: skip

    site.do(make, schema=SCHEMA)
    return person, skill


def link_sent_to(site: Site, person: Person) -> str:
    def read() -> str:
        mail = EmailDelivery.objects.get(to=person.email, template="library/email/ask")
        assert "Fournil du Brévent" in mail.subject
        return next(word for word in mail.text.split() if "/contact/" in word)

    return site.do(read, schema=SCHEMA)


def state_of(site: Site, person: Person) -> str:
    return site.do(lambda: ContactRequest.objects.get(profile__email=person.email).state, schema=SCHEMA)


@pytest.mark.parametrize(("somebody", "scripted"), [(0, True), (1, False)], ids=["with script", "without script"],
                         indirect=["somebody"])  # fmt: skip
def test_the_name_comes_with_the_yes(
    site: Site, browser: Browser, wired: tuple[Browser, Wire], somebody: tuple[Person, str], scripted: bool
) -> None:
    with (
        searching(wired, site, somebody, scripted=scripted) as employer,
        visiting(browser, viewport=PHONE, java_script_enabled=scripted) as hers,
    ):
        tab, person = employer.tab, employer.person
        employer.find()
        employer.open()
        employer.ask("Nous ouvrons un second four en mai, de nuit, à Chamonix.")
        expect(tab.locator("main")).to_contain_text("C’est envoyé")
        employer.nameless()

        # Whoever opens the link has answered nothing.
        for _time in range(2):
            hers.goto(link_sent_to(site, person))
        expect(hers.get_by_role("heading", level=1)).to_contain_text("Fournil du Brévent")
        assert state_of(site, person) == RequestState.ASKED
        employer.reload()

        press(hers, "Oui, je me fais connaître")
        expect(hers.get_by_role("heading", level=1)).to_contain_text("C’est transmis")
        tab.reload()
        expect(tab.get_by_role("heading", level=1)).to_contain_text(person.name)
        expect(tab.get_by_role("link", name=person.email)).to_be_visible()
        expect(tab.locator(f"a[href='tel:{person.phone}']")).to_be_visible()
        # What was looked through before is what shows it now.
        assert person.signs_in(employer.wire.new()) == person.signs
    mail = site.do(
        lambda: EmailDelivery.objects.filter(to=BAKER, template="library/email/answered").latest("created_at"),
        schema=SCHEMA,
    )
    assert "accepte de vous connaître" in mail.subject
    assert person.signs_in(mail.text + mail.html) == []


@pytest.mark.parametrize("somebody", [2], indirect=True)
def test_after_a_no_the_name_never_comes(
    site: Site, browser: Browser, wired: tuple[Browser, Wire], somebody: tuple[Person, str]
) -> None:
    with searching(wired, site, somebody) as employer, visiting(browser, viewport=PHONE) as hers:
        tab, person = employer.tab, employer.person
        employer.find()
        employer.open()
        employer.ask("Nous ouvrons un second four en mai.")
        expect(tab.locator("main")).to_contain_text("C’est envoyé")
        employer.nameless()
        hers.goto(link_sent_to(site, person))
        press(hers, "Non merci")
        expect(hers.get_by_role("heading", level=1)).to_contain_text("C’est noté")
        employer.reload()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Déclinée")
        tab.get_by_role("link", name="Mes demandes").click()
        expect(tab.locator("main")).to_contain_text("Déclinée")
        employer.nameless()
        employer.find()
        employer.open()
        # She isn't bothered again.
        expect(tab.locator("main")).to_contain_text("a décliné il y a peu")
        expect(field(tab, "Votre message à cette personne")).to_have_count(0)
    assert state_of(site, person) == RequestState.REFUSED
