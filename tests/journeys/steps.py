"""What people do, by the words they see: publish, search, sign in. Works with and without script."""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from boards.codes.models import Code
from tests.journeys.site import Site


@dataclass
class Publication:
    """What came of a publishing journey. `seconds` is the machine's share; people add their reading and typing."""

    url: str
    fields: int
    pages: int
    seconds: float


@dataclass(frozen=True)
class Advert:
    """What an employer types; everything else is left as it was filled in."""

    title: str = "Boulanger"
    commune: str = "Bergues"
    employer: str = "Fournil du beffroi"
    email: str = "fournil@beffroi.example"


def publish(tab: Page, site: Site, advert: Advert, *, host: str = "alpha.test") -> Publication:
    """From the home page to the offer's own page."""
    schema = host.split(".")[0]
    forget_limits(site, schema=schema)
    began = time.monotonic()
    tab.goto(f"http://{host}/publier")
    describe_job(tab, advert)
    press(tab, "Continuer")
    press(tab, "Voir mon offre")
    field(tab, "Votre adresse e-mail").fill(advert.email)
    press(tab, "Recevoir mon code")
    type_code(tab, site, advert.email, schema=schema)
    press(tab, "Publier l’offre")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
    seconds = time.monotonic() - began
    url = tab.get_by_role("link", name="Voir l’offre").get_attribute("href") or ""
    return Publication(url=f"http://{host}{url}", fields=5, pages=4, seconds=seconds)


def describe_job(tab: Page, advert: Advert) -> None:
    field(tab, "Quel poste").fill(advert.title)
    field(tab, "Commune du lieu de travail").fill(advert.commune)
    field(tab, "Nom de l’entreprise").fill(advert.employer)


def type_code(tab: Page, site: Site, email: str, *, schema: str = "alpha") -> None:
    """Read the mail once it was asked for."""
    box = field(tab, "Code à six chiffres")
    box.wait_for()
    box.fill(site.code_sent_to(email, schema=schema))


def field(tab: Page, label: str) -> Locator:
    """The control of a label; a list of suggestions bears the same name."""
    return tab.get_by_label(label).and_(tab.locator("input, textarea, select"))


def press(tab: Page, name: str) -> None:
    """And what it leads to has come: on its way to another page a tab can be asked nothing."""
    tab.get_by_role("button", name=name).click()
    tab.wait_for_load_state()


def search(tab: Page, *, host: str, text: str, place: str) -> None:
    """From a territory's home page to results."""
    tab.goto(f"http://{host}/")
    field(tab, "Métier ou mot-clé").fill(text)
    field(tab, "Autour de").fill(place)
    press(tab, "Chercher")
    tab.wait_for_url(re.compile(r"/offres\?"))


def row_of(tab: Page, employer: str) -> Locator:
    """The line of results of one employer."""
    return tab.get_by_role("listitem").filter(has_text=employer)


def forget_limits(site: Site, *, schema: str = "alpha") -> None:
    """All visitors of these tests come from one address: what they asked for before doesn't count."""
    site.do(lambda: Code.objects.update(visitor=""), schema=schema)


def errors_of(tab: Page) -> str:
    return tab.get_by_role("alert").inner_text()
