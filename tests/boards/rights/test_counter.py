"""Somebody asks at the desk: their agreements, a copy on paper, the end of it all, noted with the adviser's name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.alerts.models import Subscriber
from boards.applications.models import Application
from boards.candidates.enums import Origin, Visibility
from boards.candidates.models import Profile
from boards.followup.models import Note
from boards.rights import pages
from boards.rights.everything import Listed
from boards.threads.models import Thread
from boards.threads.services import Contact
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.models import Erased
from tests.boards import making
from tests.boards.accounts.doors import by_password
from tests.boards.alerts import making as alerts
from tests.boards.candidates.making import profile
from tests.boards.placements import making as placements
from tests.boards.rights import canary
from tests.boards.threads import making as threads

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
    """A profile made at the desk, a note about it; without an account, an alert, an application and a conversation
    under its address. Her brother has the same number."""
    with entering(alpha):
        by = making.person(ADVISER, role=Role.ADVISER)
        hers = profile(
            name="Fatima Benali",
            email=FATIMA,
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
        alerts.alert(FATIMA)
        placements.application(placements.offer(), name="Fatima Benali", email=FATIMA)
        threads.thread(candidate=Contact(name="Fatima Benali", email=FATIMA))
        return hers


def page(one: Profile) -> str:
    return f"/espace/personnes/{one.pk}/droits"


SURE, HERS = {"sur": "on", "mot": "effacer"}, {"adresse": "on"}
ASKED = "Cette adresse est bien la sienne"
ADDRESS_STAYS = "Ce qui porte seulement son adresse (alertes, candidatures sans compte) reste"


def under_her_address() -> list[int]:
    """Subscribers, applications, conversations."""
    return [
        Subscriber.objects.filter(address=FATIMA).count(),
        Application.objects.filter(email=FATIMA).count(),
        Thread.objects.filter(candidate_email=FATIMA).count(),
    ]


def test_all_of_it_goes_and_the_brothers_stays(alpha, adviser, fatima):
    said = adviser.get(page(fatima)).content.decode()
    assert "Ce qu’elle a accepté" in said
    assert "Tout effacer à sa demande" in said
    answer = adviser.post(f"{page(fatima)}/effacer", SURE | HERS)
    assert (answer.status_code, answer["Location"]) == (302, "/espace/personnes")
    assert adviser.get(page(fatima)).status_code == 404
    with entering(alpha):
        assert [one.name for one in Profile.objects.exclude(name="")] == ["Karim Benali"]
        assert not Note.objects.exists()
        entry = AuditEntry.objects.get(kind="person.erased")
        assert str(entry.actor_id) == str(User.objects.get(email=ADVISER).pk)
        assert Erased.objects.exists()


def test_with_her_address_no_table_and_no_file_names_it(alpha, adviser, fatima):
    said = adviser.get(page(fatima)).content.decode().replace("\xa0", " ")
    assert said.count(f"{FATIMA} – tout ce qui y est lié") == 2, "To print, and to erase."
    assert "si l’adresse est la sienne, ses alertes" in said
    with entering(alpha):
        assert all(under_her_address())
    assert canary.in_tables([FATIMA])
    said = adviser.post(f"{page(fatima)}/effacer", SURE | HERS, follow=True).content.decode().replace("\xa0", " ")
    assert "C’est effacé, pour de bon. Ce qui porte seulement son numéro reste" in said
    assert canary.in_tables([FATIMA, "Fatima Benali"]) == []
    assert canary.in_files([FATIMA], *canary.folders()) == []
    with entering(alpha):
        assert Erased.objects.filter(kind="email").count() == 1


def test_without_it_the_rest_stays_and_the_page_says_so(alpha, adviser, fatima):
    said = adviser.post(f"{page(fatima)}/effacer", SURE, follow=True).content.decode().replace("\xa0", " ")
    assert ADDRESS_STAYS in said
    assert "C’est effacé" not in said
    with entering(alpha):
        assert all(under_her_address())
        assert not Note.objects.exists()
        assert not Erased.objects.filter(kind="email").exists()
    assert any("alerts_subscriber" in hit for hit in canary.in_tables([FATIMA]))


@pytest.mark.parametrize("whose", ["a brother's profile", "a hidden profile", "an account"])
def test_an_address_of_somebody_elses_is_never_asked_about(alpha, adviser, fatima, whose):
    with entering(alpha):
        if whose == "an account":
            making.person(FATIMA.replace("fatima", "Fatima"), role=Role.CANDIDATE)
        else:
            seen = Visibility.NOBODY if "hidden" in whose else Visibility.ADVISERS
            Profile.objects.filter(name="Karim Benali").update(email=FATIMA, visibility=seen)
    said = adviser.get(page(fatima)).content.decode()
    assert ASKED not in said
    assert "Son adresse est aussi celle d’un autre profil ou d’un compte" in said
    said = adviser.post(f"{page(fatima)}/effacer", SURE | HERS, follow=True).content.decode().replace("\xa0", " ")
    assert ADDRESS_STAYS in said
    with entering(alpha):
        assert all(under_her_address())


def test_nothing_is_asked_where_there_is_no_address(alpha, adviser, fatima):
    with entering(alpha):
        Profile.objects.filter(pk=fatima.pk).update(email="", phone="")
    assert ASKED not in adviser.get(page(fatima)).content.decode()
    said = adviser.post(f"{page(fatima)}/effacer", SURE, follow=True).content.decode()
    assert "Rien ne dit plus ici de qui il s’agissait" in said


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
    answer = adviser.post(f"{page(fatima)}/copie", {"sur": "on"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")
    with entering(alpha):
        assert AuditEntry.objects.filter(kind="copy.printed").count() == 1


def test_no_copy_without_being_sure(alpha, adviser, fatima):
    answer = adviser.post(f"{page(fatima)}/copie", HERS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    said = answer.content.decode()
    assert "Assurez-vous d’abord que c’est bien elle qui le demande." in said
    assert 'href="#copie_sur"' in said
    with entering(alpha):
        assert not AuditEntry.objects.filter(kind="copy.printed").exists()


@pytest.mark.parametrize(("ticked", "held"), [({}, False), (HERS, True)])
def test_the_copy_holds_what_is_under_her_address_only_if_it_is_hers(alpha, adviser, fatima, monkeypatch, ticked, held):
    made: list[tuple[list[Listed], str]] = []
    whole = pages.pages_of

    def kept(lists: list[Listed], *, tenant: object, left_out: str) -> bytes:
        made.append((lists, left_out))
        return whole(lists, tenant=tenant, left_out=left_out)

    monkeypatch.setattr(pages, "pages_of", kept)
    assert adviser.post(f"{page(fatima)}/copie", {"sur": "on", **ticked}).content.startswith(b"%PDF")
    (lists, left_out), codes = made[0], {one.code for one in made[0][0]}
    assert {"alerts.subscriber", "applications.application", "threads.thread"} & codes == (
        {"alerts.subscriber", "applications.application", "threads.thread"} if held else set()
    )
    assert lists
    assert ("votre adresse" in left_out, "votre numéro" in left_out) == (not held, True)


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
