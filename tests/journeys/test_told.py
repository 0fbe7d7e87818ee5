"""The journey of issue 4: two people leave a search, an employer publishes, both are told once, both stop."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.journeys.browser import PHONE, chromium, visiting
from tests.journeys.conftest import committing_clone
from tests.journeys.steps import Advert, field, press, publish, search
from tests.journeys.told import Told, told_site
from tests.tenants.codes import code_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told(playwright: Playwright, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    with (
        committing_clone(django_db_blocker, "told") as name,
        told_site(name, allowed=django_db_blocker.unblock) as up,
    ):
        yield up


@pytest.fixture(scope="module")
def browser(playwright: Playwright, told: Told) -> Iterator[Browser]:
    with chromium(playwright, told.site.port) as browser:
        yield browser


def leave(tab: Page, *, where: str, rhythm: str) -> None:
    """From the home page to the page where the code is typed."""
    search(tab, host="alpha.test", text="boulanger", place="Bergues")
    form = tab.locator("form.told")
    form.get_by_label("Votre e-mail ou votre numéro de mobile").fill(where)
    form.get_by_label("À quel rythme").select_option(label=rhythm)
    form.get_by_role("button", name="Me prévenir").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Recopiez le code")


def confirm(tab: Page, code: str) -> None:
    field(tab, "Code à six chiffres").fill(code)
    press(tab, "Confirmer mon alerte")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Mes alertes")
    expect(tab.get_by_role("heading", level=2)).to_contain_text("Offres de boulanger à moins de 20 km de Bergues")


def alerts_mails(told: Told, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in told.sink.to(address) if mail["List-Unsubscribe"]]


def alerts_texts(told: Told, number: str) -> list[str]:
    return [message.text for message in told.peer.messages if message.to == number and "code" not in message.text]


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_left_told_once_and_stopped(told: Told, browser: Browser, scripted: bool) -> None:
    firm, box = ("Fournil scripté", "avec") if scripted else ("Fournil nu", "sans")
    # Two people each time: a number that said STOP gets one more code that day.
    email, number, typed = f"lea.{box}@candidat.example", f"+3361234567{int(scripted)}", f"06 12 34 56 7{int(scripted)}"

    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        leave(tab, where=email, rhythm="dès qu’une offre paraît")
        told.site.settle()
        confirm(tab, code_in(str(told.sink.to(email)[-1].get_body(("plain",)).get_content())))  # type: ignore[union-attr]
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        leave(tab, where=typed, rhythm="dès qu’une offre paraît")
        told.site.settle()
        (confirmation,) = [m for m in told.peer.messages if "code" in m.text][-1:]
        assert confirmation.to == number
        confirm(tab, code_in(confirmation.text))

    with visiting(browser, java_script_enabled=scripted) as tab:
        publish(tab, told.site, Advert(title="Boulanger", employer=firm, email=f"{box}@fournil.example"))
    told.site.settle()
    mails, texts = alerts_mails(told, email), alerts_texts(told, number)
    assert mails == ["Une nouvelle offre : Boulanger F/H"]
    assert len(texts) == 1
    assert "Boulanger F/H, Bergues" in texts[0]

    # The short link of the SMS leads to the offer, at the tenant's own domain.
    (link,) = re.findall(r"http://alpha\.test/o/\w+", texts[0])
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto(link)
        expect(tab.get_by_role("heading", level=1)).to_contain_text(firm)

    newest = [mail for mail in told.sink.to(email) if mail["List-Unsubscribe"]][-1]
    assert told.one_click(newest) == 200
    assert told.answer_by_sms("Stop svp", sender=number) == 204
    with visiting(browser, java_script_enabled=scripted) as tab:
        publish(tab, told.site, Advert(title="Aide boulanger", employer=f"{firm} 2", email=f"{box}2@fournil.example"))
    told.site.settle()
    assert len(alerts_mails(told, email)) == 1
    assert len(alerts_texts(told, number)) == 1
    # And the page behind the link in the mail says so.
    manage = re.findall(r"http://alpha\.test/alertes/gerer/\S+", newest.get_body(("plain",)).get_content())[0]  # type: ignore[union-attr]
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto(manage)
        expect(tab.get_by_role("heading", level=2)).to_contain_text("Aucune alerte")
    assert urlsplit(manage).netloc == "alpha.test"
