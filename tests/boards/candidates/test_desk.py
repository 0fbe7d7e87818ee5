"""Staff: the list, one person, a profile made in an interview, a portfolio; and what partners don't see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.accounts.enums import Role
from boards.candidates.enums import Availability, ConsentTo, Visibility
from boards.candidates.models import Look, Profile
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.candidates.making import agree, profile
from tests.boards.candidates.test_own_page import TYPED
from tests.boards.making import CASSEL, person

ASSISTED = TYPED | {"email": "", "how": "present", "read": "on", "words": "Le pain, la nuit."}


@pytest.fixture
def adviser(alpha: Tenant) -> Any:
    with entering(alpha):
        return person("marie@cchf.example", role=Role.ADVISER)


@pytest.fixture
def desk(alpha: Tenant, visit: Callable[..., Any], adviser: Any) -> Any:
    browser = visit(alpha)
    with entering(alpha):
        browser.force_login(adviser)
    return browser


def test_a_profile_is_made_on_one_screen_without_an_email(desk: Any, alpha: Tenant, adviser: Any) -> None:
    page = desk.get("/espace/profils/nouveau").content.decode()
    assert "J’accepte que les employeurs du territoire" in page
    answer = desk.post("/espace/profils/nouveau", ASSISTED, follow=True)
    assert "Le profil est créé" in answer.content.decode()
    with entering(alpha):
        made = Profile.objects.seen_by_employers().get()
        assert (made.email, made.adviser, made.made_by, made.origin) == ("", adviser, adviser, "adviser")
        consent = made.consents.get(what=ConsentTo.EMPLOYERS)
        assert (consent.how, consent.by) == ("present", adviser)
        assert "sans mon nom" in consent.wording


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"read": ""}, "sans accord, pas de profil"),
        ({"how": ""}, "Dites comment la personne"),
        ({"visibility": "nobody"}, "n"),
        ({"email": "fatima"}, "nom@exemple.fr"),
    ],
)
def test_without_a_yes_there_is_no_profile(desk: Any, alpha: Tenant, said: dict[str, str], message: str) -> None:
    answer = desk.post("/espace/profils/nouveau", ASSISTED | said)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert "Le pain, la nuit." in answer.content.decode()
    with entering(alpha):
        assert not Profile.objects.exists()


def test_what_is_missing_is_said_where_it_is_missing(desk: Any) -> None:
    page = desk.post("/espace/profils/nouveau", ASSISTED | {"how": "", "visibility": ""}).content.decode()
    assert "Il reste 2 points à corriger" in page
    for name in ("how", "visibility"):
        assert f'href="#id_{name}"' in page
        assert f'id="id_{name}"' in page
    # A line that says nothing has nothing to correct.
    assert "Écrivez un métier" not in page


@pytest.mark.parametrize(
    "known",
    [
        {"phone": "+33639980012", "name": "Quelqu’un"},
        {"email": "fatima@exemple.fr", "phone": "", "name": "Quelqu’un"},
        {"name": "BENALI Fatima", "phone": "", "email": ""},
    ],
)
def test_doubles_are_shown_before(desk: Any, alpha: Tenant, known: dict[str, str]) -> None:
    with entering(alpha):
        profile(**known)
        profile(CASSEL, name="Fatima Benali", phone="", email="autre@exemple.fr")
    typed = ASSISTED | {"email": "fatima@exemple.fr"}
    page = desk.post("/espace/profils/nouveau", typed).content.decode()
    assert "peut-être déjà là" in page
    assert known["name"].replace("’", "’") in page
    assert "autre@exemple.fr" not in page
    desk.post("/espace/profils/nouveau", typed | {"another": "on"})
    with entering(alpha):
        assert Profile.objects.count() == 3


def test_a_double_that_hides_is_told_to_nobody(desk: Any, alpha: Tenant) -> None:
    with entering(alpha):
        profile(visibility=Visibility.NOBODY)
    assert "déjà là" not in desk.post("/espace/profils/nouveau", ASSISTED).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=benali", {"Fatima Benali"}),
        ("q=Bénali+fatima", {"Fatima Benali"}),
        ("q=0639980012", {"Fatima Benali"}),
        ("q=98+00+12", {"Fatima Benali"}),
        ("q=59380", {"Fatima Benali"}),
        ("q=cassel", {"Jean Roy"}),
        ("q=cariste", {"Jean Roy"}),
        ("q=jean.roy%40", {"Jean Roy"}),
        ("q=personne", set()),
        ("filtre=voiture", {"Fatima Benali"}),
        ("filtre=pause", {"Jean Roy"}),
        ("filtre=suivis", {"Jean Roy"}),
        ("filtre=sans&filtre=voiture", {"Fatima Benali"}),
        ("filtre=nimporte", {"Fatima Benali", "Jean Roy"}),
        ("", {"Fatima Benali", "Jean Roy"}),
    ],
)
def test_people_are_found(desk: Any, alpha: Tenant, adviser: Any, query: str, found: set[str]) -> None:
    with entering(alpha):
        profile()
        profile(
            CASSEL,
            name="Jean Roy",
            email="jean.roy@exemple.fr",
            phone="",
            occupations=["N1101"],
            transport=[],
            licences=[],
            availability=Availability.PAUSED,
            adviser=adviser,
        )
        profile(visibility=Visibility.NOBODY, name="Caché Tout")
    page = desk.get(f"/espace/profils?{query}").content.decode()
    assert {name for name in ("Fatima Benali", "Jean Roy") if name in page} == found
    assert "Caché" not in page


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(desk: Any, alpha: Tenant, adviser: Any, many: int) -> None:
    with entering(alpha):
        for n in range(many):
            profile(name=f"Personne {n}", adviser=adviser)
    desk.get("/espace/profils")
    with CaptureQueriesContext(connection) as captured:
        desk.get("/espace/profils?q=personne")
    assert sum("search_path" not in query["sql"] for query in captured) == 7


@pytest.mark.parametrize("many", [1, 20])
def test_one_person_costs_the_same_with_one_row_and_with_twenty(
    desk: Any, alpha: Tenant, adviser: Any, many: int
) -> None:
    with entering(alpha):
        one = profile()
        for n in range(many):
            one.experiences.create(title=f"Poste {n}")
            one.trainings.create(title=f"Cours {n}")
    desk.get(f"/espace/profils/{one.pk}")
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(f"/espace/profils/{one.pk}").status_code == 200
    assert sum("search_path" not in query["sql"] for query in captured) == 19


def test_opening_one_is_a_look(desk: Any, alpha: Tenant) -> None:
    with entering(alpha):
        one = profile()
    for _ in range(2):
        page = desk.get(f"/espace/profils/{one.pk}").content.decode()
    assert "06 39 98 00 12" in page
    with entering(alpha):
        assert Look.objects.get().what == "full"


def test_a_profile_goes_into_another_portfolio(desk: Any, alpha: Tenant) -> None:
    with entering(alpha):
        one, other = profile(), person("paul@cchf.example", role=Role.ADVISER)
    desk.post(f"/espace/profils/{one.pk}/conseiller", {"adviser": other.pk})
    with entering(alpha):
        assert Profile.objects.get().adviser == other
        stranger = person("x@exemple.fr", role=Role.CANDIDATE)
    desk.post(f"/espace/profils/{one.pk}/conseiller", {"adviser": stranger.pk})
    with entering(alpha):
        assert Profile.objects.get().adviser == other


def test_what_was_heard_on_the_telephone_keeps_it_fresh(desk: Any, alpha: Tenant) -> None:
    with entering(alpha):
        one = profile(availability=Availability.PAUSED)
    desk.post(f"/espace/profils/{one.pk}/nouvelles", {"answer": "yes"})
    with entering(alpha):
        assert Profile.objects.get().availability == Availability.NOW


def test_an_adviser_edits_and_the_yes_is_asked_until_it_is_theirs(desk: Any, alpha: Tenant) -> None:
    desk.post("/espace/profils/nouveau", ASSISTED)
    with entering(alpha):
        one = Profile.objects.get()
    page = desk.get(f"/espace/profils/{one.pk}/modifier").content.decode()
    assert 'name="visibility"' in page
    desk.post(f"/espace/profils/{one.pk}/modifier", ASSISTED | {"words": "Autre chose"})
    with entering(alpha):
        assert Profile.objects.get().words == "Autre chose"
        Profile.objects.update(handed_over_at=one.created_at)
    page = desk.get(f"/espace/profils/{one.pk}/modifier").content.decode()
    assert 'name="visibility"' not in page
    assert 'name="phone"' not in page
    desk.post(f"/espace/profils/{one.pk}/modifier", ASSISTED | {"visibility": "advisers", "phone": "0639980099"})
    with entering(alpha):
        again = Profile.objects.get()
        assert (again.visibility, again.phone) == (Visibility.EMPLOYERS, "+33639980012")


def test_partners_see_who_agreed_and_nothing_of_the_others(alpha: Tenant, visit: Callable[..., Any]) -> None:
    with entering(alpha):
        agreed, other = profile(), profile(name="Autre Personne")
        agree(agreed, ConsentTo.PARTNER)
        partner = person("p@exemple.fr", role=Role.PARTNER)
    browser = visit(alpha)
    with entering(alpha):
        browser.force_login(partner)
    page = browser.get("/espace/profils").content.decode()
    assert "Fatima Benali" in page
    assert "Autre Personne" not in page
    assert browser.get(f"/espace/profils/{agreed.pk}").status_code == 200
    assert browser.get(f"/espace/profils/{other.pk}").status_code == 404
    for path in ("nouveau", f"{agreed.pk}/modifier"):
        assert browser.get(f"/espace/profils/{path}").status_code == 403
    for path in ("remettre", "conseiller", "nouvelles"):
        assert browser.post(f"/espace/profils/{agreed.pk}/{path}").status_code == 403
