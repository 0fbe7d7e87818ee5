"""What goes wrong at a counter: each says what to do, and nothing that was typed is lost."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from boards.codes.models import Code
from boards.offers.models import Offer
from tests.journeys.browser import PHONE, visiting
from tests.journeys.site import Site
from tests.journeys.steps import Advert, describe_job, errors_of, field, forget_limits, press, publish, type_code

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])


def to_the_code(tab: Page, site: Site, advert: Advert) -> None:
    forget_limits(site)
    tab.goto("http://alpha.test/publier")
    describe_job(tab, advert)
    press(tab, "Continuer")
    press(tab, "Voir mon offre")
    field(tab, "Votre adresse e-mail").fill(advert.email)
    press(tab, "Recevoir mon code")


def offers_of(site: Site, advert: Advert) -> int:
    return site.do(lambda: Offer.objects.filter(employer__name=advert.employer).count(), schema="alpha")


@SCRIPTS
def test_a_wrong_siret_and_an_unknown_town(site: Site, browser: Browser, scripted: bool) -> None:
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto("http://alpha.test/publier")
        describe_job(tab, Advert(commune="Atlantide-sur-Mer", employer="Fournil noyé"))
        field(tab, "Numéro SIRET").fill("732 829 320 00075")
        press(tab, "Continuer")
        assert "Ce SIRET n’existe pas" in errors_of(tab)
        assert "Atlantide" in errors_of(tab)
        for label, typed in {
            "Quel poste": "Boulanger",
            "Commune du lieu de travail": "Atlantide-sur-Mer",
            "Nom de l’entreprise": "Fournil noyé",
            "Numéro SIRET": "732 829 320 00075",
        }.items():
            expect(field(tab, label)).to_have_value(typed)
        field(tab, "Commune du lieu de travail").fill("Bergues")
        field(tab, "Numéro SIRET").fill("732 829 320 00074")
        press(tab, "Continuer")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Fournil noyé")


@SCRIPTS
def test_a_salary_below_the_legal_floor_keeps_the_text(site: Site, browser: Browser, scripted: bool) -> None:
    text = "Vous pétrissez la nuit. " * 40
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto("http://alpha.test/publier")
        describe_job(tab, Advert(employer="Fournil avare"))
        press(tab, "Continuer")
        field(tab, "À partir de").fill("900")
        field(tab, "Le travail, en quelques phrases").fill(text)
        press(tab, "Voir mon offre")
        assert "SMIC" in errors_of(tab)
        expect(field(tab, "À partir de")).to_have_value("900")
        expect(field(tab, "Le travail, en quelques phrases")).to_have_value(re.compile("Vous pétrissez la nuit"))
        field(tab, "À partir de").fill("2000")
        press(tab, "Voir mon offre")
        expect(tab.locator("main")).to_contain_text("Vous pétrissez la nuit.")


def test_a_lapsed_code_is_sent_again_and_the_offer_is_still_there(site: Site, browser: Browser) -> None:
    advert = Advert(employer="Fournil pressé", email="tard@beffroi.example")
    with visiting(browser, viewport=PHONE) as tab:
        to_the_code(tab, site, advert)
        field(tab, "Code à six chiffres").wait_for()
        old = site.code_sent_to(advert.email)
        lapsed = timezone.now() - timedelta(minutes=1)
        site.do(
            lambda: Code.objects.filter(address=advert.email).update(
                created_at=lapsed - timedelta(minutes=15), lapses_at=lapsed
            ),
            schema="alpha",
        )
        field(tab, "Code à six chiffres").fill(old)
        press(tab, "Publier l’offre")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Ce code n’est plus valable")
        press(tab, "Envoyer un autre code")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Recopiez le code")
        type_code(tab, site, advert.email)
        press(tab, "Publier l’offre")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
    assert offers_of(site, advert) == 1


def test_a_wrong_code_may_be_corrected(site: Site, browser: Browser) -> None:
    advert = Advert(employer="Fournil distrait", email="distrait@beffroi.example")
    with visiting(browser, viewport=PHONE) as tab:
        to_the_code(tab, site, advert)
        field(tab, "Code à six chiffres").wait_for()
        right = site.code_sent_to(advert.email)
        field(tab, "Code à six chiffres").fill(f"{(int(right) + 1) % 1_000_000:06d}")
        press(tab, "Publier l’offre")
        assert "Ce n’est pas le bon code" in errors_of(tab)
        field(tab, "Code à six chiffres").fill(f"{right[:3]} {right[3:]}")
        press(tab, "Publier l’offre")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")


@SCRIPTS
def test_double_clicks_make_one_offer_and_one_mail(site: Site, browser: Browser, scripted: bool) -> None:
    advert = Advert(employer=f"Fournil double {scripted}", email=f"double-{scripted}@beffroi.example".lower())
    forget_limits(site)
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto("http://alpha.test/publier")
        describe_job(tab, advert)
        tab.get_by_role("button", name="Continuer").dblclick()
        expect(tab.get_by_role("button", name="Voir mon offre")).to_be_visible()
        tab.get_by_role("button", name="Voir mon offre").dblclick()
        field(tab, "Votre adresse e-mail").fill(advert.email)
        tab.get_by_role("button", name="Recevoir mon code").dblclick()
        type_code(tab, site, advert.email)
        tab.get_by_role("button", name="Publier l’offre").dblclick()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
    assert offers_of(site, advert) == 1
    assert site.do(lambda: Code.objects.filter(address=advert.email).count(), schema="alpha") == 1


@SCRIPTS
def test_the_back_button_finds_everything_and_publishes_once(site: Site, browser: Browser, scripted: bool) -> None:
    advert = Advert(employer=f"Fournil retour {scripted}", email=f"arriere-{scripted}@beffroi.example".lower())
    forget_limits(site)
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto("http://alpha.test/publier")
        describe_job(tab, advert)
        press(tab, "Continuer")
        field(tab, "À partir de").fill("2100")
        press(tab, "Voir mon offre")
        field(tab, "Votre adresse e-mail").wait_for()
        tab.go_back()
        expect(field(tab, "À partir de")).to_have_value("2100")
        tab.go_back()
        # Browsers mostly show the page as it was left; one that asks again is led to what was typed.
        expect(tab.locator("main")).to_contain_text("Vous aviez commencé une offre : Boulanger")
        tab.get_by_role("link", name="La reprendre").click()
        expect(field(tab, "À partir de")).to_have_value("2100")
        press(tab, "Voir mon offre")
        field(tab, "Votre adresse e-mail").fill(advert.email)
        press(tab, "Recevoir mon code")
        type_code(tab, site, advert.email)
        press(tab, "Publier l’offre")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
        tab.go_back()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
    assert offers_of(site, advert) == 1


def test_a_second_draft_survives_the_signing_in_that_publishing_is(site: Site, browser: Browser) -> None:
    first = Advert(title="Pâtissier", employer="Fournil en attente", email="deux@beffroi.example")
    with visiting(browser, viewport=PHONE) as tab:
        tab.goto("http://alpha.test/publier")
        describe_job(tab, first)
        press(tab, "Continuer")
        field(tab, "À partir de").fill("2050")
        press(tab, "Voir mon offre")
        half_done = tab.url
        publish(tab, site, Advert(employer="Fournil terminé", email=first.email))
        tab.goto(half_done)
        expect(tab.locator("main")).to_contain_text("Fournil en attente")
        press(tab, "Publier l’offre")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre offre est en ligne")
    assert offers_of(site, first) == 1
