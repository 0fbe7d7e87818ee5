"""The thread of issue 5: an employer writes in the page, a candidate answers by mail, then by their link."""

import subprocess
import sys
from email import message_from_bytes
from email.message import Message

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from boards.accounts.models import User
from boards.employers.models import Employer
from boards.threads.models import Telling
from boards.threads.services import Contact, open_thread
from boards.threads.telling import tell_due
from deploy.settings import environment
from deploy.settings.environment import ROOT
from tenants.context import current_tenant
from tenants.messaging.letters import message_of
from tenants.messaging.models import EmailDelivery
from tests.boards.threads.mailbox import answer, body_of, raw
from tests.journeys.browser import DESK, PHONE, visiting
from tests.journeys.site import Site, _url_of
from tests.journeys.steps import press
from tests.journeys.world import EMPLOYER, World

pytestmark = pytest.mark.browser


def thread_with(address: str) -> str:
    firm = Employer.objects.of(User.objects.get(email=EMPLOYER)).earliest("created_at")
    made = open_thread(
        subject_ref=f"application:{address}", employer=firm, by=None, title="Second de boulangerie F/H",
        candidate=Contact(name="Sam Vermeulen", email=address),
    )  # fmt: skip
    return str(made.pk)


def mail_to(address: str) -> Message:
    """Two minutes later: the newest mail to somebody, as a mail server gets it."""
    Telling.objects.filter(told_at=None).update(due_at=timezone.now())
    tell_due()
    delivery = EmailDelivery.objects.filter(to=address, template="threads/email/message").latest("created_at")
    return message_from_bytes(message_of(delivery, current_tenant()).message().as_bytes())


def pipe(site: Site, mail: bytes) -> int:
    """What a mail server starts for a mail."""
    surroundings = environment.child(
        DATABASE_URL=_url_of(site.database),
        DJANGO_SETTINGS_MODULE="tests.journeys.settings",
        INBOUND_DOMAIN=settings.INBOUND_DOMAIN,
    )
    command = [sys.executable, "manage.py", "messaging", "receive"]
    return subprocess.run(command, cwd=ROOT, input=mail, env=surroundings, timeout=120, check=False).returncode


def write(tab: Page, text: str) -> None:
    """By the keyboard alone: from the field to the button."""
    tab.get_by_label("Votre message").focus()
    tab.keyboard.type(text)
    for _step in range(4):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent.trim()") == "Envoyer":
            break
    tab.keyboard.press("Enter")
    expect(tab.locator(".own .said").last).to_contain_text(text)


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_by_page_and_by_mail(site: Site, world: World, browser: Browser, scripted: bool) -> None:
    address = f"sam.{scripted}@candidat.example".lower()
    key = site.do(lambda: thread_with(address), schema="alpha")
    with visiting(browser, viewport=DESK, java_script_enabled=True) as tab:
        tab.context.add_cookies(world.cookies("employer"))  # type: ignore[arg-type]
        tab.goto(f"http://alpha.test/messages/{key}")
        write(tab, "Pouvez-vous venir lundi à 8 h ?")
        mail = site.do(lambda: mail_to(address), schema="alpha")
        assert pipe(site, raw(answer(mail, "Oui, à lundi.", reader="iPhone"))) == 0
        tab.reload()
        expect(tab.locator(".messages li").last).to_contain_text("Oui, à lundi.")
        expect(tab.locator(".messages li").last).to_contain_text("par e-mail")
    link = next(word for word in body_of(mail).split() if "/conversation/" in word)
    with visiting(browser, viewport=PHONE, java_script_enabled=scripted) as tab:
        tab.goto(link)
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Second de boulangerie F/H")
        assert EMPLOYER not in tab.content()
        tab.get_by_label("Votre message").fill("Et le permis ?")
        press(tab, "Envoyer")
        expect(tab.locator(".own .said").last).to_contain_text("Et le permis ?")
        # Back and sent again: nothing is said twice.
        tab.go_back()
        tab.get_by_label("Votre message").fill("Et le permis ?")
        press(tab, "Envoyer")
        expect(tab.locator(".own .said")).to_have_count(2)
