"""A hire from both sides: the board, the mail, one tap – and the figure moves by one, only then, and only for staff."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from boards.accounts.enums import Role
from boards.placements.enums import Party, Said, SaidHow, Way
from boards.placements.models import Placement
from boards.placements.services import asking
from boards.placements.services.answering import answer
from boards.placements.services.recording import record
from boards.placements.values import Hire
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.placements import making as placements
from tests.journeys.browser import DESK, PHONE, visiting
from tests.journeys.site import Site
from tests.journeys.steps import press

pytestmark = pytest.mark.browser

HOST, SCHEMA = "http://gamma.test", "gamma"
BAKER, MANAGER = "auberge@gamma.example", "chiffres@gamma.example"
#: Hired and confirmed by both last month: a number that the public reads as another.
BEFORE, ROUNDED = 6, "5"


@pytest.fixture(scope="module")
def last_month(site: Site) -> None:
    """A territory that shows its figures, with hires of a month that is over."""

    def make() -> None:
        making.person(MANAGER, role=Role.MANAGER)
        first = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
        baker = making.person(BAKER)
        firm = making.employer("Auberge du Lavancher", by=baker)
        offer = placements.offer(by=baker, firm=firm, title="Commis de cuisine F/H")
        for number in range(BEFORE):
            hire = Hire(way=Way.OFFER, starts_on=first, offer=offer, employer=firm, name=f"Saison {number}")
            made = record(hire=hire, by=baker, said_by=Party.EMPLOYER)
            answer(
                confirmation=made.confirmations.get(party=Party.PERSON, day=0), said=Said.YES, how=SaidHow.LINK, by=None
            )

    site.do(make, schema=SCHEMA)
    site.do(lambda: Tenant.objects.filter(schema_name=SCHEMA).update(public_figures=True))


def applied(site: Site, name: str, email: str) -> str:
    """The board on which somebody waits."""

    def make() -> str:
        baker = making.person(BAKER)
        offer = placements.offer(
            by=baker, firm=making.employer("Auberge du Lavancher", by=baker), title=f"Second de {name} F/H"
        )
        placements.application(offer, name=name, email=email)
        return f"{HOST}/espace/offres/{offer.pk}/candidatures"

    return site.do(make, schema=SCHEMA)


def figures(tab: Page) -> tuple[int, int]:
    """What staff read now: hires confirmed by both, and by one alone."""
    tab.goto(f"{HOST}/espace/chiffres")
    stat = tab.locator(".stat").filter(has_text=re.compile("confirmées? des deux côtés"))
    one = re.search(r"et (\d+) d’un seul côté", stat.locator("small").inner_text())
    assert one is not None
    return int(stat.locator("dd").inner_text()), int(one[1])


def public_figures(tab: Page) -> str:
    """What everybody reads of hires, and nothing there is exact."""
    tab.goto(f"{HOST}/chiffres")
    said = tab.locator("main td").all_inner_texts() + tab.locator(".headlines dd").all_inner_texts()
    numbers = [int(number) for text in said for number in re.findall(r"^\d+$", text.strip())]
    assert numbers
    assert all(number >= 5 and number % 5 == 0 for number in numbers)
    stat = tab.locator(".stat").filter(has_text="embauches confirmées des deux côtés")
    expect(stat).to_contain_text("et moins de 5 d’un seul côté")
    return stat.locator("dd").inner_text()


def link_sent_to(site: Site, email: str) -> str:
    """Of the first day's question, when its hour comes."""

    def read() -> str:
        asking.ask_due(on=timezone.localdate())
        mail = EmailDelivery.objects.get(to=email, template="placements/email/ask_person")
        assert "Êtes-vous embauché(e) chez Auberge du Lavancher" in mail.subject
        return next(word for word in mail.text.split() if "/embauche/" in word)

    return site.do(read, schema=SCHEMA)


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_the_figure_moves_by_one(site: Site, browser: Browser, last_month: None, scripted: bool) -> None:
    name, email = ("Maya Delcourt", "maya@candidat.example") if scripted else ("Ilan Perret", "ilan@candidat.example")
    board = applied(site, name, email)
    with (
        visiting(browser, viewport=DESK) as staff,
        visiting(browser, viewport=PHONE, java_script_enabled=scripted) as employer,
        visiting(browser, viewport=PHONE, java_script_enabled=scripted) as person,
    ):
        staff.context.add_cookies(site.cookies_of(MANAGER, schema=SCHEMA))  # type: ignore[arg-type]
        employer.context.add_cookies(site.cookies_of(BAKER, schema=SCHEMA))  # type: ignore[arg-type]
        both, one = figures(staff)
        assert public_figures(person) == ROUNDED

        employer.goto(board)
        employer.get_by_label(f"Déplacer {name} vers").select_option(label="Embauchée")
        employer.locator(".card", has_text=name).get_by_role("button", name="Déplacer").click()
        expect(employer.locator("#col-hired")).to_contain_text(name)
        assert figures(staff) == (both, one + 1)

        link = link_sent_to(site, email)
        # Mail readers open links, people open them twice: nobody has said anything yet.
        for _time in range(3):
            person.goto(link)
        expect(person.get_by_role("heading", level=1)).to_contain_text(
            "Êtes-vous embauché(e) chez Auberge du Lavancher"
        )
        assert figures(staff) == (both, one + 1)

        press(person, "Oui")
        expect(person.get_by_role("heading", level=1)).to_contain_text("Merci, c’est noté")
        assert figures(staff) == (both + 1, one)
        person.reload()
        assert figures(staff) == (both + 1, one)
        # The month isn't over: the public reads what it read.
        assert public_figures(person) == ROUNDED
    said = site.do(
        lambda: set(
            Placement.objects.get(name=name).confirmations.filter(day=0).values_list("party", "said", "said_how")
        ),
        schema=SCHEMA,
    )
    assert said == {("employer", "yes", "board"), ("person", "yes", "link")}
