"""Somebody asks at the desk: their agreements, a copy on paper, the end of it all, noted with the adviser's name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications.models import Application
from boards.candidates.enums import Origin, Visibility
from boards.candidates.models import Profile
from boards.followup.models import Note
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.models import Erased
from tests.boards import making
from tests.boards.accounts.doors import by_password
from tests.boards.candidates.making import profile
from tests.boards.placements import making as placements

ADVISER = "conseil@alpha.example"
FATIMA = "fatima@candidat.example"


@pytest.fixture
def adviser(alpha, visit):
    with entering(alpha):
        making.person(ADVISER, role=Role.ADVISER)
    client = visit(alpha)
    by_password(client, ADVISER)
    return client


@pytest.fixture
def fatima(alpha):
    """A profile made at the desk, a note about it, an application; her brother has the same number."""
    with entering(alpha):
        by = making.person(ADVISER, role=Role.ADVISER)
        hers = profile(
            name="Fatima Benali",
            phone="+33639980012",
            visibility=Visibility.ADVISERS,
            made_by=by,
            origin=Origin.ADVISER,
        )
        profile(
            name="Karim Benali",
            email="karim@candidat.example",
            phone="+33639980012",
            visibility=Visibility.ADVISERS,
            made_by=by,
            origin=Origin.ADVISER,
        )
        Note.objects.create(profile=hers, text="Cherche un poste du matin.", by=by)
        return hers


def page(one: Profile) -> str:
    return f"/espace/personnes/{one.pk}/droits"


SURE = {"sur": "on", "mot": "effacer"}


def test_all_of_it_goes_and_the_brothers_stays(alpha, adviser, fatima):
    said = adviser.get(page(fatima)).content.decode()
    assert "Ce qu’elle a accepté" in said
    assert "Tout effacer à sa demande" in said
    answer = adviser.post(f"{page(fatima)}/effacer", SURE)
    assert (answer.status_code, answer["Location"]) == (302, "/espace/personnes")
    assert adviser.get(page(fatima)).status_code == 404
    with entering(alpha):
        assert [one.name for one in Profile.objects.exclude(name="")] == ["Karim Benali"]
        assert not Note.objects.exists()
        entry = AuditEntry.objects.get(kind="person.erased")
        assert str(entry.actor_id) == str(User.objects.get(email=ADVISER).pk)
        assert Erased.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"mot": "EFFACER"}, "Assurez-vous d’abord que c’est bien elle qui le demande."),
        ({"sur": "on", "mot": "oui"}, "Écrivez le mot EFFACER, en sept lettres"),
        ({}, "Il reste 2 points à corriger"),
    ],
)
def test_a_slip_erases_nobody(alpha, adviser, fatima, typed, said):
    answer = adviser.post(f"{page(fatima)}/effacer", typed)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    with entering(alpha):
        assert Profile.objects.filter(name="Fatima Benali").exists()


def test_an_account_goes_with_its_profile(alpha, adviser):
    with entering(alpha):
        user = making.person(FATIMA, role=Role.CANDIDATE)
        hers = profile(name="Fatima Benali", email=FATIMA, user=user, visibility=Visibility.ADVISERS)
        placements.application(placements.offer(), name="Fatima Benali", email=FATIMA)
    adviser.post(f"{page(hers)}/effacer", SURE)
    with entering(alpha):
        assert not User.objects.filter(email=FATIMA).exists()
        assert not Application.objects.filter(email=FATIMA).exists()


def test_whoever_hides_from_advisers_is_not_theirs_to_erase(alpha, adviser, fatima):
    with entering(alpha):
        Profile.objects.filter(pk=fatima.pk).update(visibility=Visibility.NOBODY)
    for answer in (
        adviser.get(page(fatima)),
        adviser.post(f"{page(fatima)}/copie"),
        adviser.post(f"{page(fatima)}/effacer", SURE),
    ):
        assert answer.status_code == 404
    with entering(alpha):
        assert Profile.objects.filter(name="Fatima Benali").exists()


def test_the_pages_to_hand_over(alpha, adviser, fatima):
    answer = adviser.post(f"{page(fatima)}/copie")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")
    with entering(alpha):
        assert AuditEntry.objects.filter(kind="copy.printed").count() == 1


def test_as_many_questions_whatever_there_is_to_erase(alpha, adviser, fatima):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert adviser.get(page(fatima)).status_code == 200
        return len(found)

    one = asked()
    with entering(alpha):
        by = User.objects.get(email=ADVISER)
        for number in range(20):
            Note.objects.create(profile=fatima, text=f"Appel {number}.", by=by)
    assert asked() == one
