"""A profile filled in at the desk, and taken over with a code by whom it is about: by SMS and by letter."""

import pytest
from playwright.sync_api import Browser, Page, expect

from boards.accounts.enums import Role
from boards.candidates.models import Profile
from tenants.messaging.models import SmsDelivery
from tests.boards import making
from tests.journeys.browser import DESK, PHONE, visiting
from tests.journeys.site import Site
from tests.journeys.steps import field, forget_limits, press, type_code
from tests.tenants.codes import code_in

pytestmark = pytest.mark.browser

HOST, SCHEMA = "http://gamma.test", "gamma"
ADVISER = "guichet@gamma.example"


@pytest.fixture(scope="module")
def desk(site: Site) -> None:
    def make() -> None:
        adviser = making.person(ADVISER, role=Role.ADVISER)
        adviser.name = "Claire Delattre"
        adviser.save(update_fields=["name"])

    site.do(make, schema=SCHEMA)
    forget_limits(site, schema=SCHEMA)


def at_the_desk(tab: Page, site: Site) -> None:
    tab.context.add_cookies(site.cookies_of(ADVISER, schema=SCHEMA))  # type: ignore[arg-type]


def fill_in(tab: Page, *, name: str, phone: str) -> None:
    """The interview: whose it is, what she looks for, and her yes, read out."""
    tab.goto(f"{HOST}/espace/personnes")
    tab.get_by_role("link", name="Tous les profils").click()
    tab.get_by_role("link", name="Créer un profil avec quelqu’un").click()
    field(tab, "Prénom et nom").fill(name)
    tab.get_by_role("textbox", name="Téléphone").fill(phone)
    field(tab, "Métier").first.fill("Femme de chambre")
    field(tab, "Sa commune").fill("Chamonix-Mont-Blanc")
    field(tab, "Quelques mots, les siens").fill("J’ai tenu un gîte pendant six ans.")
    press(tab, "Créer le profil")
    # Without her yes there is no profile.
    expect(tab.get_by_role("alert")).to_contain_text("sans accord, pas de profil")
    tab.get_by_role("radio", name="Les conseillers de ce site").check()
    tab.get_by_label("de vive voix, en rendez-vous").check()
    tab.get_by_label("J’ai lu ces phrases à la personne").check()
    press(tab, "Créer le profil")
    expect(tab.get_by_role("heading", level=1)).to_contain_text(name)


def agreed(site: Site, name: str) -> list[tuple[str, str, str]]:
    """Each yes that stands: to what, how, and who wrote it down."""

    def read() -> list[tuple[str, str, str]]:
        rows = Profile.objects.get(name=name).consents.standing().order_by("what")
        return [(row.what, row.how, row.by.email if row.by else "") for row in rows]

    return site.do(read, schema=SCHEMA)


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_taken_over_by_sms_without_an_address(site: Site, browser: Browser, desk: None, scripted: bool) -> None:
    name, phone, typed = f"Odile Favre{'t' * scripted}", f"+3363998014{scripted:d}", f"06 39 98 01 4{scripted:d}"
    with visiting(browser, viewport=DESK, java_script_enabled=scripted) as tab:
        at_the_desk(tab, site)
        fill_in(tab, name=name, phone=typed)
        assert agreed(site, name) == [("advisers", "present", ADVISER), ("keep", "present", ADVISER)]
        press(tab, "Code par SMS")
        expect(tab.locator("main")).to_contain_text("Le code est parti par SMS")
        expect(tab.locator("aside")).to_contain_text("Un code est en route")
        page = tab.url
    sms = site.do(lambda: SmsDelivery.objects.filter(to=phone).latest("created_at").text, schema=SCHEMA)

    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto(next(word for word in sms.split() if word.startswith(HOST)))
        field(tab, "Votre code").fill(code_in(sms).lower().replace("-", " "))
        press(tab, "Continuer")
        expect(tab.get_by_role("heading", level=1)).to_contain_text(f"Bonjour {name}")
        expect(tab.locator("main")).to_contain_text("Ce que vous avez accepté")
        press(tab, "Continuer")
        expect(tab.locator("main")).to_contain_text("Ce profil est maintenant le vôtre")
        expect(field(tab, "Prénom et nom")).to_have_value(name)
        expect(field(tab, "Quelques mots de vous")).to_have_value("J’ai tenu un gîte pendant six ans.")
        # Now she decides, and her yes is her own.
        tab.get_by_role("radio", name="Les conseillers et les employeurs").check()
        press(tab, "Enregistrer")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Ma fiche")
        expect(tab.locator("main")).to_contain_text("noté par Claire Delattre")
        # The code was good once.
        press(tab, "Fermer mon profil sur cet appareil")
        tab.goto(f"{HOST}/profil/recevoir")
        field(tab, "Votre code").fill(code_in(sms))
        press(tab, "Continuer")
        expect(tab.get_by_role("alert")).to_contain_text("Ce code a déjà servi")
    assert agreed(site, name) == [
        ("advisers", "present", ADVISER), ("employers", "account", ""), ("keep", "present", ADVISER),
    ]  # fmt: skip

    with visiting(browser, viewport=DESK, java_script_enabled=scripted) as tab:
        at_the_desk(tab, site)
        tab.goto(page)
        expect(tab.locator("aside")).to_contain_text("sans compte")
        tab.get_by_role("link", name="Modifier").click()
        expect(tab.locator("main")).to_contain_text("La personne a repris son profil : elle décide elle-même")


def test_taken_over_by_letter_with_an_account_without_script(site: Site, browser: Browser, desk: None) -> None:
    name, email = "Josette Payot", "josette.payot@candidat.example"
    with visiting(browser, viewport=DESK, java_script_enabled=False) as tab:
        at_the_desk(tab, site)
        fill_in(tab, name=name, phone="")
        page = tab.url
        press(tab, "Lettre à imprimer")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre profil vous attend")
        letter = tab.locator("main").inner_text()
    with visiting(browser, viewport=PHONE, java_script_enabled=False) as tab:
        tab.goto(f"http://{next(word for word in letter.split() if word.startswith('gamma.test'))}")
        field(tab, "Votre code").fill(code_in(letter))
        press(tab, "Continuer")
        field(tab, "Votre adresse e-mail").fill(email)
        press(tab, "Continuer")
        type_code(tab, site, email, schema=SCHEMA)
        press(tab, "Continuer")
        tab.wait_for_url(f"{HOST}/mon-profil")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Mon profil")
        expect(field(tab, "Prénom et nom")).to_have_value(name)
    with visiting(browser, viewport=DESK, java_script_enabled=False) as tab:
        at_the_desk(tab, site)
        tab.goto(page)
        expect(tab.locator("aside")).to_contain_text("Elle a son profil avec un compte depuis")
    assert agreed(site, name) == [("advisers", "present", ADVISER), ("keep", "present", ADVISER)]
    assert site.do(lambda: Profile.objects.get(name=name).user.email, schema=SCHEMA) == email  # type: ignore[union-attr]
