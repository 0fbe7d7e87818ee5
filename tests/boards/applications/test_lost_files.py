"""A CV with a virus: nobody gets it, and whoever sent it reads what to do instead."""

import pytest

from boards.accounts.enums import Role
from boards.applications.models import Application
from boards.applications.services import moving
from boards.candidates.models import Profile
from boards.offers.services.closing import close_offer
from tenants.context import entering
from tenants.files import scanning
from tenants.files.enums import FileState
from tenants.messaging.models import EmailDelivery
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.candidates import making as candidates
from tests.tenants.files.making import docx, kept

SICK = "BASSIN-TEST-" + "SIGNATURE-1"


@pytest.fixture
def here(alpha):
    with entering(alpha):
        yield alpha


def held(content=None, **who):
    """Attached before its verdict, as people's own are."""
    file = kept(content, "cv.docx", scan=False)
    for row in who.values():
        type(row).objects.filter(pk=row.pk).update(cv=file)
    scanning.scan(file.pk)
    file.refresh_from_db()
    return file


def letters():
    return EmailDelivery.objects.filter(subject="Votre CV n’a pas pu être gardé")


def test_who_applied_is_told_and_the_application_stands(here):
    application = making.sent(making.here())
    assert held(docx([SICK]), application=application).state == FileState.INFECTED
    letter = letters().get()
    assert letter.to == making.EMAIL
    assert "Votre candidature « Boulanger F/H » est bien arrivée, sans CV" in letter.text
    assert "/candidature/" in letter.text
    assert Application.objects.get().state == "new"


def test_of_one_that_the_employer_does_not_look_at_nothing_is_promised(here):
    withdrawn = making.sent(making.here())
    moving.withdraw(application=withdrawn, by=None)
    unknown = making.sent(making.here(title="Vendeur F/H"), email="lou@exemple.fr")
    Application.objects.filter(pk=unknown.pk).update(agreed_at=None, agreed_how="", source="adviser")
    closed = making.sent(making.here(title="Plongeur F/H"), email="max@exemple.fr")
    close_offer(offer=closed.offer, closed_as="another_way", by=boards.person())
    held(docx([SICK]), a=withdrawn, b=unknown, c=closed)
    found = {one.to: one.text for one in letters()}
    assert len(found) == 3
    assert "bien arrivée" not in "".join(found.values())
    # To the withdrawn one nothing can be added.
    assert {to: "ajoutez-le ici" in text for to, text in found.items()} == {
        making.EMAIL: False, "lou@exemple.fr": True, "max@exemple.fr": True,
    }  # fmt: skip


def test_one_mail_for_a_profile_and_its_application(here):
    hers = candidates.profile(email=making.EMAIL)
    held(docx([SICK]), profile=hers, application=making.sent(making.here()))
    letter = letters().get()
    assert "/mon-profil" in letter.text


def test_a_clean_one_is_no_news(here):
    held(docx(["Un CV"]), profile=candidates.profile())
    assert not letters().exists()


def test_the_profiles_page_says_so(here, visit):
    hers = candidates.profile()
    user = boards.person("fatima@alpha.example", role=Role.CANDIDATE)
    Profile.objects.filter(pk=hers.pk).update(user=user)
    held(docx([SICK]), profile=hers)
    client = visit(here)
    client.force_login(user)
    said = client.get("/mon-profil").content.decode()
    assert "supprimé : il contenait un virus" in said
    assert "enregistrez votre CV en PDF" in said
    assert "Un CV est déjà là" not in said
