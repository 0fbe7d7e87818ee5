"""«Mon profil», as somebody fills it in: without script, on a phone, with mistakes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from boards.accounts.enums import Role
from boards.candidates.enums import ConsentTo, Visibility
from boards.candidates.models import FoundWork, Look, Profile
from boards.candidates.services import looks
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.candidates.making import BAKER
from tests.boards.making import employer, person

TYPED: dict[str, Any] = {
    "name": "Fatima Benali",
    "phone": "06 39 98 00 12",
    "metier-n": "2",
    "metier-0-word": "boulanger",
    "metier-1-word": "",
    "emploi-n": "1",
    "emploi-0-title": "Vendeuse",
    "emploi-0-starts_on": "03/2019",
    "formation-n": "1",
    "formation-0-title": "",
    "langue-n": "1",
    "langue-0-code": "ar",
    "langue-0-level": "native",
    "commune": "59380 bergues",
    "radius_km": "20",
    "communes": "",
    "transport": ["car", "bike"],
    "licences": ["B"],
    "availability": "now",
    "hours": "either",
    "skills": "caisse, CACES 3\npétrissage, Caisse",
    "words": "Je suis Fatima, 06 12 34 56 78. J’aime le pain.",
    "visibility": "employers",
}


@pytest.fixture
def candidate(alpha: Tenant, visit: Callable[..., Any]) -> Any:
    with entering(alpha):
        somebody = person("fatima@exemple.fr", role=Role.CANDIDATE)
    browser = visit(alpha)
    with entering(alpha):
        browser.force_login(somebody)
    return browser


def saved(alpha: Tenant) -> Profile:
    with entering(alpha):
        return Profile.objects.get()


def test_two_minutes_make_a_profile_and_show_its_card(candidate: Any, alpha: Tenant) -> None:
    assert candidate.get("/mon-profil").status_code == 200
    answer = candidate.post("/mon-profil", TYPED, follow=True)
    assert answer.redirect_chain == [("/mon-profil/fiche", 302)]
    page = answer.content.decode()
    assert "Ces mots ne seront pas montrés" in page
    card = page[page.index("<article") : page.index("</article>")]
    for secret in ("Fatima", "Benali", "06", "Bergues", "59380", "exemple.fr"):
        assert secret not in card
    assert "J’aime le pain" in card
    with entering(alpha):
        profile = Profile.objects.seen_by_employers().get()
        assert (profile.occupations, profile.email, profile.phone) == ([BAKER], "fatima@exemple.fr", "+33639980012")
        assert profile.skills == ["Caisse", "CACES 3", "pétrissage"]
        assert (profile.commune_name, profile.department) == ("Bergues", "59")
        assert profile.experiences.get().starts_on.isoformat() == "2019-03-01"
        assert profile.languages.get().code == "ar"
        assert {one.how for one in profile.consents.all()} == {"account"}


def test_the_page_shows_what_was_saved_and_saves_it_again(candidate: Any, alpha: Tenant) -> None:
    candidate.post("/mon-profil", TYPED)
    page = candidate.get("/mon-profil").content.decode()
    for said in ("Bergues (59380)", "Boulanger / Boulangère", "03/2019", "Caisse, CACES 3", "06 39 98 00 12"):
        assert said in page, said
    again = TYPED | {"metier-0-word": "Boulanger / Boulangère", "metier-0-code": BAKER, "commune": "Bergues (59380)"}
    candidate.post("/mon-profil", again | {"visibility": "nobody"})
    assert saved(alpha).visibility == Visibility.NOBODY
    with entering(alpha):
        assert not Profile.objects.seen_by_advisers().exists()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"name": ""}, "Écrivez le prénom et le nom."),
        ({"phone": "12"}, "n’est pas complet"),
        ({"metier-0-word": "xyzzyq"}, "Nous ne connaissons pas ce mot"),
        ({"metier-0-word": "vendeuse"}, "Plusieurs métiers s’appellent ainsi"),
        ({"commune": "Saint-Martin"}, "Plusieurs communes"),
        ({"commune": "Nullepart-sur-Rien"}, "Nous ne trouvons pas"),
        ({"communes": "Bergues, Nullepart"}, "Nous ne trouvons pas «\xa0Nullepart\xa0»"),
        ({"licences": []}, "cochez votre permis"),
        ({"availability": "from_date"}, "partir de quelle date"),
        ({"availability": "from_date", "available_from": "2027-05-01", "available_until": "2027-04-01"}, "inversez"),
        ({"available_until": "demain"}, "Écrivez une date"),
        ({"emploi-0-starts_on": "avant"}, "Écrivez une année"),
        ({"emploi-0-ends_on": "01/2018"}, "inversez les deux dates"),
        ({"emploi-0-title": ""}, "Écrivez le poste"),
        ({"formation-0-school": "CFA"}, "Écrivez le diplôme"),
        ({"formation-0-title": "CAP", "formation-0-year": "12"}, "quatre chiffres"),
        ({"langue-0-code": "xx"}, "Choisissez la langue"),
        ({"visibility": "tout le monde"}, "n"),
        ({"metier-0-word": ""}, "au moins un métier"),
        ({"words": "a" * 1001}, "gardez l’essentiel"),
        ({"skills": "a" * 90}, "séparez"),
    ],
)
def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(
    candidate: Any, alpha: Tenant, said: dict[str, Any], message: str
) -> None:
    answer = candidate.post("/mon-profil", TYPED | said)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert 'role="alert"' in page
    assert "Vendeuse" in page or "emploi-0-title" in said
    assert "pétrissage" in page or "skills" in said
    with entering(alpha):
        assert not Profile.objects.exists()


def test_a_word_that_calls_several_is_chosen_below(candidate: Any, alpha: Tenant) -> None:
    typed = TYPED | {"metier-0-word": "vendeuse"}
    page = candidate.post("/mon-profil", typed).content.decode()
    assert 'value="D1214"' in page
    candidate.post("/mon-profil", typed | {"metier-0-choice": "D1214"})
    assert saved(alpha).occupations == ["D1214"]


def test_a_stale_code_does_not_win_over_the_words(candidate: Any, alpha: Tenant) -> None:
    candidate.post("/mon-profil", TYPED | {"metier-0-word": "cariste", "metier-0-code": BAKER})
    assert saved(alpha).occupations == ["N1101"]


def test_lists_grow_and_shrink_without_script(candidate: Any, alpha: Tenant) -> None:
    page = candidate.post("/mon-profil", TYPED | {"ajouter": "emploi"}).content.decode()
    assert 'name="emploi-1-title"' in page
    assert 'role="alert"' not in page
    assert "J’aime le pain" in page
    assert 'value="Vendeuse"' in page
    page = candidate.post("/mon-profil", TYPED | {"retirer": "emploi-0"}).content.decode()
    assert 'value="Vendeuse"' not in page
    assert "J’aime le pain" in page
    assert "checked" in page
    with entering(alpha):
        assert not Profile.objects.exists()


@pytest.mark.parametrize("many", ["", "-1", "1e9", "999", "99999999999", "²"])
def test_a_count_that_is_none_is_harmless(candidate: Any, alpha: Tenant, many: str) -> None:
    assert candidate.post("/mon-profil", TYPED | {"emploi-n": many}).status_code in {200, 302}


def test_a_file_that_is_no_cv_is_refused_and_the_rest_stays(candidate: Any, alpha: Tenant) -> None:
    upload = SimpleUploadedFile("cv.pdf", b"MZ not a pdf")
    page = candidate.post("/mon-profil", TYPED | {"cv": upload}).content.decode()
    assert 'role="alert"' in page
    assert "Vendeuse" in page


def test_hidden_words_are_told_while_typing(candidate: Any, alpha: Tenant) -> None:
    answer = candidate.post(
        "/mon-profil/mots", {"words": "Je suis Léa, de Bergues", "name": "Léa Roy", "commune": "Bergues (59380)"}
    )
    page = answer.content.decode()
    assert "<mark>Léa</mark>" in page
    assert "<mark>Bergues</mark>" in page


def test_a_yes_is_taken_back_by_a_button(candidate: Any, alpha: Tenant) -> None:
    candidate.post("/mon-profil", TYPED)
    candidate.post("/mon-profil/accord", {"what": ConsentTo.EMPLOYERS})
    with entering(alpha):
        assert not Profile.objects.seen_by_employers().exists()
        assert Profile.objects.seen_by_advisers().exists()


def test_who_looked_is_shown_once_a_day(candidate: Any, alpha: Tenant) -> None:
    candidate.post("/mon-profil", TYPED)
    profile = saved(alpha)
    with entering(alpha):
        firm, baker = employer(), person()
        for _ in range(3):
            looks.record(profiles=[profile], by=baker, employer=firm, what="card")
            looks.record(profiles=[profile], by=person("a@exemple.fr", role=Role.ADVISER), employer=None, what="full")
        assert Look.objects.count() == 2
    page = candidate.get("/mon-profil/fiche").content.decode()
    assert "Boulangerie Vandaele" in page
    assert "les conseillers de" in page
    assert "a@exemple.fr" not in page


def test_found_is_kept_for_whoever_counts(candidate: Any, alpha: Tenant) -> None:
    candidate.post("/mon-profil", TYPED)
    candidate.post("/mon-profil/nouvelles", {"answer": "found", "how": "here", "where": "Chez Paul"})
    candidate.post("/mon-profil/nouvelles", {"answer": "found", "how": "here", "where": "Chez Paul !"})
    with entering(alpha):
        answer = FoundWork.objects.get()
        assert (answer.how, answer.where) == ("here", "Chez Paul !")
        assert not Profile.objects.seen_by_employers().exists()
    candidate.post("/mon-profil/nouvelles", {"answer": "yes"})
    with entering(alpha):
        assert Profile.objects.seen_by_employers().exists()


def test_somebody_erases_themselves(candidate: Any, alpha: Tenant) -> None:
    candidate.post("/mon-profil", TYPED)
    assert candidate.get("/mon-profil/effacer").status_code == 200
    assert candidate.post("/mon-profil/effacer").status_code == 302
    profile = saved(alpha)
    assert (profile.name, profile.words, profile.user_id, profile.occupations) == ("", "", None, [BAKER])


def test_who_works_here_has_no_page_and_strangers_sign_in(alpha: Tenant, visit: Callable[..., Any]) -> None:
    browser = visit(alpha)
    assert browser.get("/mon-profil").url.startswith("/compte/connexion")
    with entering(alpha):
        adviser = person("a@exemple.fr", role=Role.ADVISER)
    with entering(alpha):
        browser.force_login(adviser)
    assert browser.get("/mon-profil")["Location"] == "/compte/moi"
    assert browser.post("/mon-profil", {"name": "A"}).status_code == 403
    assert browser.get("/mon-profil/importer").status_code == 403


def test_found_and_looking_again_and_found_is_one_find(candidate: Any, alpha: Tenant) -> None:
    candidate.post("/mon-profil", TYPED)
    for _ in range(3):
        candidate.post("/mon-profil/nouvelles", {"answer": "found", "how": "here"})
        candidate.post("/mon-profil/nouvelles", {"answer": "yes"})
    with entering(alpha):
        assert FoundWork.objects.count() == 1
        FoundWork.objects.update(at=timezone.now() - timedelta(days=31))
    candidate.post("/mon-profil/nouvelles", {"answer": "found", "how": "here"})
    with entering(alpha):
        assert FoundWork.objects.count() == 2
