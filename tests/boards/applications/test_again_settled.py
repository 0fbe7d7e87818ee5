"""What came again and waits: an adviser adds it for whom no message reaches; no bad CV; one order of locks."""

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications import limits
from boards.applications.links import follow_path
from boards.applications.models import Addition, Application
from boards.applications.services import adding, moving
from boards.offers.models import Offer
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.files import scanning
from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.models import Tenant
from tenants.personal_data import Person
from tests.boards import making as boards
from tests.boards.applications.making import NAME, browser, here, mails, typed
from tests.boards.applications.test_again import ANOTHERS, link_in, press
from tests.tenants.files.making import docx, kept, upload

LANDLINE = "03 28 68 00 00"
SICK = "BASSIN-TEST-" + "SIGNATURE-1"


@pytest.fixture
def adviser(in_alpha: Tenant) -> User:
    return boards.person("conseil@alpha.example", role=Role.ADVISER)


@pytest.fixture
def hers(offer: Offer) -> Application:
    """By a landline alone: no message of ours gets there."""
    press(offer, email="", phone=LANDLINE, message="Je me lève tôt.")
    return Application.objects.get()


def settle_path(application: Application) -> str:
    return f"/espace/candidatures/{application.pk}/ajouts/{Addition.objects.get().pk}"


def test_whom_no_message_reaches_is_sent_to_an_adviser_who_adds_it(
    hers: Application, offer: Offer, adviser: User, in_alpha: Tenant
) -> None:
    page = press(offer, email="", phone=LANDLINE, message=ANOTHERS, cv=upload(name="autre.pdf"))
    assert "un conseiller ajoute ce qui est nouveau" in page
    assert "le message vous demande" not in page
    path, desk = f"/espace/candidatures/{hers.pk}", browser(user=adviser)
    with entering(in_alpha):
        settle = settle_path(hers)
    seen = desk.get(path).content.decode()
    for words in (ANOTHERS, NAME, "autre.pdf", "La personne me l’a dit", settle):
        assert words in seen
    firm = browser(user=boards.person())
    shown = firm.get(path).content.decode()
    assert ANOTHERS not in shown
    assert settle not in shown
    assert firm.post(settle, {"add": "1"}).status_code == 403
    # Neither button: nothing is said.
    assert desk.post(settle).status_code == 302
    with entering(in_alpha):
        assert Addition.objects.waiting().count() == 1
    answer = desk.post(settle, {"add": "1"}, follow=True).content.decode()
    assert "C’est ajouté, avec votre nom" in answer.replace("\xa0", " ")
    assert settle not in answer
    assert ANOTHERS in firm.get(path).content.decode()
    with entering(in_alpha):
        hers.refresh_from_db()
        assert hers.message == f"Je me lève tôt.\n\n{ANOTHERS}"
        assert hers.cv is not None
        # Said to an adviser: no message of ours was opened.
        assert hers.proved_at is None
        entry = AuditEntry.objects.get(kind="application.added_to")
        assert (entry.actor_id, entry.detail["fields"]) == (str(adviser.pk), ["message", "cv"])
    assert "déjà ajouté" in desk.post(settle, {"add": "1"}, follow=True).content.decode()


def test_an_adviser_erases_what_was_not_the_persons(
    hers: Application, offer: Offer, adviser: User, in_alpha: Tenant
) -> None:
    press(offer, email="", phone=LANDLINE, message=ANOTHERS, cv=upload(name="autre.pdf"))
    with entering(in_alpha):
        settle = settle_path(hers)
        other = Application.objects.create(
            offer=here(title="Vendeur F/H"), name="Lou", email="lou@exemple.fr", state_at=hers.state_at,
            last_contact_at=hers.state_at, agreed_at=hers.state_at, agreed_how="applied",
        )  # fmt: skip
        elsewhere = settle.replace(str(hers.pk), str(other.pk))
    desk = browser(user=adviser)
    assert desk.post(elsewhere, {"no": "1"}).status_code == 404
    assert "C’est effacé" in desk.post(settle, {"no": "1"}, follow=True).content.decode()
    with entering(in_alpha):
        assert not StoredFile.objects.exists()
        assert not Addition.objects.waiting().exists()
        hers.refresh_from_db()
        assert (hers.message, hers.proved_at) == ("Je me lève tôt.", None)
        assert AuditEntry.objects.get(kind="application.addition_refused").actor_id == str(adviser.pk)


def test_by_a_mobile_one_reads_both_ways(offer: Offer) -> None:
    """STOP is kept about somebody, and so has no say in what a stranger reads."""
    press(offer, email="")
    page = press(offer, email="", message=ANOTHERS)
    assert "le message vous demande" in page
    assert "Rien reçu" in page
    assert "Rien reçu" not in press(offer, message=ANOTHERS)


def test_a_bad_cv_never_replaces_a_good_one(offer: Offer, in_alpha: Tenant) -> None:
    press(offer)
    with entering(in_alpha):
        good = kept(name="bon.pdf")
        Application.objects.update(cv=good)
    press(offer, message=ANOTHERS, cv=upload(docx([SICK]), "malade.docx"))
    path = link_in(mails()[-1].text)
    with entering(in_alpha):
        bad = Addition.objects.get().cv
        assert bad is not None
        scanning.scan(bad.pk)
        bad.refresh_from_db()
        assert bad.state == FileState.INFECTED
        letter = mails()[-1]
        assert letter.subject == "Votre CV n’a pas pu être gardé"
        assert "Il accompagnait ce que quelqu’un a de nouveau écrit" in letter.text
        assert "bien arrivée" not in letter.text + letter.html
    page = browser().get(path).content.decode()
    assert "supprimé : il contenait un virus" in page.replace("\xa0", " ")
    assert "il ne sera pas ajouté" in page
    assert "il remplacera" not in page
    assert browser().post(path, {"add": "1"}).status_code == 302
    with entering(in_alpha):
        hers = Application.objects.get()
        assert hers.cv == good
        assert hers.message == ANOTHERS
        assert list(StoredFile.objects.all()) == [good]


@pytest.mark.parametrize("by_staff", [False, True])
def test_who_withdrew_and_applies_again_comes_back_though_nothing_else_is_new(
    offer: Offer, adviser: User, in_alpha: Tenant, by_staff: bool
) -> None:
    press(offer, message="Bonjour")
    with entering(in_alpha):
        hers = moving.withdraw(application=Application.objects.get(), by=None)
    for _ in range(2):
        press(offer, message="Bonjour")
    with entering(in_alpha):
        assert Addition.objects.count() == 1
        path, settle = link_in(mails()[-1].text), settle_path(hers)
    assert "Vous avez retiré votre candidature" in browser().get(path).content.decode()
    if by_staff:
        browser(user=adviser).post(settle, {"add": "1"})
    else:
        browser().post(path, {"add": "1"})
    with entering(in_alpha):
        hers.refresh_from_db()
        assert (hers.state, hers.state_hand) == ("new", "adviser" if by_staff else "candidate")
        assert hers.state_by == (adviser if by_staff else None)


def test_a_number_is_counted_whatever_address_goes_with_it(offer: Offer) -> None:
    for n in range(limits.MAX_PER_PERSON_A_DAY):
        press(offer, email=f"un{n}@exemple.fr")
    answer = browser().post(f"/offres/{offer.pk}/postuler", typed(email="encore@exemple.fr"))
    assert answer.status_code == 429


@pytest.mark.parametrize("most", ["MAX_PER_VISITOR", "MAX_PER_TENANT"])
def test_with_an_address_and_a_number_a_press_is_one(offer: Offer, monkeypatch: pytest.MonkeyPatch, most: str) -> None:
    monkeypatch.setattr(limits, most, 2)
    for _ in range(2):
        press(offer)
    assert browser().post(f"/offres/{offer.pk}/postuler", typed()).status_code == 429


def test_only_who_came_by_a_message_reads_what_waits(offer: Offer, in_alpha: Tenant) -> None:
    """The browser that applied first may have typed somebody else's address."""
    press(offer)
    with entering(in_alpha):
        hers = Application.objects.get()
        by_mail, by_browser = (follow_path(hers, by_message=way) for way in (True, False))
    browser().get(by_mail)
    press(offer, message=ANOTHERS)
    for path, reads in ((by_browser, 0), (by_mail, 1)):
        assert browser().get(path).content.decode().count("/a/") == reads
        export = json.loads(browser().get(f"{path}/mes-donnees.json").content)
        assert len(export["ajouts_a_confirmer"]) == reads


def test_the_mail_says_what_to_erase(offer: Offer) -> None:
    for _ in range(2):
        press(offer, message=ANOTHERS)
        Application.objects.update(message="")
    letter = mails()[-1]
    for body in (letter.text, letter.html):
        assert "ouvrez le premier lien et effacez cet ajout" in body
        assert "effacez la candidature" not in body


def test_a_press_of_neither_button_says_nothing(offer: Offer, in_alpha: Tenant) -> None:
    press(offer)
    press(offer, message=ANOTHERS)
    path = link_in(mails()[-1].text)
    answer = browser().post(path)
    assert answer.status_code == 422
    assert ANOTHERS in answer.content.decode()
    with entering(in_alpha):
        assert Addition.objects.waiting().count() == 1


@pytest.mark.parametrize(
    "settle",
    [
        lambda row: adding.add(addition=row, by=None),
        lambda row: adding.refuse(addition=row, by=None),
        lambda row: adding.forget(rows=Addition.objects.filter(pk=row.pk), person=Person()),
    ],
    ids=["add", "refuse", "forget"],
)
def test_the_application_is_locked_first_and_then_what_waits(
    offer: Offer, in_alpha: Tenant, settle: Callable[[Addition], object]
) -> None:
    """Two orders would stop each other where one adds while the other erases."""
    press(offer)
    press(offer, message=ANOTHERS)
    with entering(in_alpha):
        row = Addition.objects.get()
        with CaptureQueriesContext(connection) as said:
            settle(row)
    locks = [one["sql"].split(" FROM ")[1].split()[0] for one in said if "FOR UPDATE" in one["sql"]]
    assert locks[:2] == ['"applications_application"', '"applications_addition"']
