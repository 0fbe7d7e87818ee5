"""TRUST 11, on the bytes: what is written before the yes reaches the employer as a card's words do; after it, whole."""

import pytest
from django.utils import timezone

from boards.accounts.enums import Role
from boards.applications.enums import AgreedHow
from boards.applications.models import Application
from boards.applications.services import keeping
from boards.applications.services.assisting import add_for
from boards.applications.services.conversing import say
from boards.applications.services.following import agree
from boards.candidates.enums import Visibility
from boards.offers.models import Offer
from boards.threads.enums import Side
from boards.threads.models import Attachment, Telling, Thread
from boards.threads.telling import tell_due
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import browser
from tests.boards.candidates.making import EMAIL, PHONE, profile
from tests.tenants.files.making import upload

OWN = f"Bonjour, je suis Fatima Benali de Bergues : {EMAIL}, 06 39 98 00 12. J’aime le pain."
OF_ADVISER = "Fatima est sérieuse, appelez Mme Benali au 06.39.98.00.12 : elle fait de bonnes brioches."
SECRETS = ("Fatima", "Benali", "Bergues :", EMAIL, PHONE, "39 98 00 12", "39.98.00.12", "639980012", "CANARI")
HIDDEN = "restent cachés à l’employeur"


@pytest.fixture
def proposed(offer: Offer) -> Application:
    """Somebody whom an adviser put forward; both have written about her, and she has sent a file."""
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    application = add_for(profile=profile(visibility=Visibility.ADVISERS), offer=offer, by=adviser)
    say(application=application, side=Side.ADVISER, text=OF_ADVISER, by=adviser)
    say(application=application, side=Side.CANDIDATE, text=OWN, by=None, files=[upload(name="CANARI Benali.pdf")])
    return application


def read_by_employer(application: Application, tenant: Tenant) -> str:
    """All pages with words of the conversation, and all mails, as bytes came."""
    client = browser(user=boards.person())
    with entering(tenant):
        thread = Thread.objects.get()
        Telling.objects.update(due_at=timezone.now())
        tell_due()
        letters = EmailDelivery.objects.filter(to=boards.person().email, template="threads/email/message")
        assert letters
        sent = "".join(f"{one.from_name}{one.subject}{one.text}{one.html}" for one in letters)
    paths = (f"/espace/candidatures/{application.pk}", "/messages", f"/messages/{thread.pk}")
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    return sent + "".join(answer.content.decode() for answer in answers)


def test_before_the_yes_the_words_are_read_without_who_it_is(proposed: Application, in_alpha: Tenant) -> None:
    seen = read_by_employer(proposed, in_alpha)
    assert [secret for secret in SECRETS if secret in seen] == []
    # In the mails, on both pages of the conversation, and at its end in the list.
    assert seen.count("J’aime le pain.") >= 4
    assert "bonnes brioches" in seen
    assert "seront montrés quand elle aura dit oui" in seen.replace("\xa0", " ")


def test_the_file_waits_for_the_yes(proposed: Application, in_alpha: Tenant) -> None:
    client, file = browser(user=boards.person()), Attachment.objects.get()
    path = f"/messages/{Thread.objects.get().pk}"
    assert "Une pièce jointe vous attend" in client.get(path).content.decode()
    assert client.get(f"{path}/piece/{file.pk}").status_code == 404
    with entering(in_alpha):
        agree(application=proposed, how=AgreedHow.LINK, by=None)
    assert "CANARI Benali.pdf" in client.get(path).content.decode()
    # Still being scanned.
    assert client.get(f"{path}/piece/{file.pk}").status_code == 503


def test_after_the_yes_everything_is_there(proposed: Application, in_alpha: Tenant) -> None:
    """The same pages and mails: that they were empty before proves something."""
    with entering(in_alpha):
        agree(application=proposed, how=AgreedHow.LINK, by=None)
    seen = read_by_employer(proposed, in_alpha)
    assert [word for word in (OWN, OF_ADVISER, "CANARI Benali.pdf") if word not in seen] == []
    assert HIDDEN not in seen


def test_who_writes_is_told_what_stays_hidden(proposed: Application, in_alpha: Tenant) -> None:
    desk = browser(user=boards.person("conseil@alpha.example", role=Role.ADVISER))
    page = desk.get(f"/espace/candidatures/{proposed.pk}").content.decode()
    assert HIDDEN in page
    # Staff read it as it was written.
    assert "39.98.00.12" in page
    letter = making.mails(EMAIL)[0]
    link = next(line for line in letter.text.splitlines() if "/candidature/" in line).removeprefix(in_alpha.base_url)
    own = browser().get(link).content.decode()
    assert "Votre nom, vos coordonnées et vos fichiers" in own
    assert "06 39 98 00 12" in own
    assert "CANARI Benali.pdf" in own


def test_the_first_words_have_the_line_too(offer: Offer, in_alpha: Tenant) -> None:
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    application = add_for(profile=profile(visibility=Visibility.ADVISERS), offer=offer, by=adviser)
    assert HIDDEN in browser(user=adviser).get(f"/espace/candidatures/{application.pk}").content.decode()
    letter = making.mails(EMAIL)[0]
    link = next(line for line in letter.text.splitlines() if "/candidature/" in line).removeprefix(in_alpha.base_url)
    assert "Votre nom, vos coordonnées et vos fichiers" in browser().get(link).content.decode()
    applied = making.sent(offer)
    assert HIDDEN not in browser(user=adviser).get(f"/espace/candidatures/{applied.pk}").content.decode()


def test_whoever_is_erased_before_the_yes_is_named_by_no_advisers_words(
    proposed: Application, in_alpha: Tenant
) -> None:
    with entering(in_alpha):
        keeping.erase(application=proposed)
        thread = Thread.objects.get()
    page = browser(user=boards.person()).get(f"/messages/{thread.pk}").content.decode()
    assert [secret for secret in SECRETS if secret in page] == []


def test_a_long_text_ends_before_what_it_was_cut_in(proposed: Application, in_alpha: Tenant) -> None:
    long = "Je pétris. " * 361 + "Au 06 39 98 00 12 " * 20
    with entering(in_alpha):
        say(application=proposed, side=Side.CANDIDATE, text=long, by=None)
        thread = Thread.objects.get()
    page = browser(user=boards.person()).get(f"/messages/{thread.pk}").content.decode()
    assert "06 39" not in page
