"""What somebody types under «Autour de»."""

import pytest

from boards.finding import places
from boards.finding.places import UnknownPlace, understand


@pytest.fixture(autouse=True)
def _fresh():
    places.forget()


@pytest.mark.parametrize("typed", ["Bergues", "bergues (59380)", "59067", "BERGUES 59380", "bergues"])
def test_a_commune_however_it_is_written(typed, in_alpha):
    found = understand(typed, tenant=in_alpha)
    assert found.text == "Bergues (59380)"
    assert found.place.insees == {"59067"}
    assert not found.guessed


def test_a_postcode_is_all_its_communes(in_alpha):
    found = understand("59380", tenant=in_alpha)
    assert found.place.kind == "postcode"
    assert {"59067", "59579"} <= found.place.insees
    assert found.text == "59380"


@pytest.mark.parametrize("typed", ["Hauts de Flandre", "cc des hauts-de-flandre", "Cœur de Flandre"])
def test_a_territory_by_its_name_this_one_or_a_neighbours(typed, in_alpha):
    found = understand(typed, tenant=in_alpha)
    assert found.place.kind == "territory"
    assert len(found.place.insees) > 30
    assert found.place.points


def test_a_beginning_that_only_one_commune_here_has_means_that_one(in_alpha):
    found = understand("bergue", tenant=in_alpha)
    assert (found.text, found.guessed) == ("Bergues (59380)", True)


def test_namesakes_are_offered_as_choices(in_alpha):
    with pytest.raises(UnknownPlace, match="Plusieurs communes") as raised:
        understand("Saint-Denis", tenant=in_alpha)
    assert "Saint-Denis (93200)" in raised.value.choices
    for choice in raised.value.choices:
        assert understand(choice, tenant=in_alpha).text == choice


def test_a_namesake_of_this_territory_is_the_one_meant(in_alpha):
    from tenants.reference.models import Commune

    Commune.objects.filter(search_name="warhem").update(search_name="saint denis")
    assert understand("Saint Denis", tenant=in_alpha).place.insees == {"59641"}


def test_a_town_that_does_not_exist_says_what_to_do(in_alpha):
    with pytest.raises(UnknownPlace, match="Vérifiez l’orthographe, ou écrivez le code postal") as raised:
        understand("Qqqzzz", tenant=in_alpha)
    assert raised.value.choices == ()


def test_a_far_guess_is_a_question_and_not_an_answer(in_alpha):
    with pytest.raises(UnknownPlace, match="Vouliez-vous dire") as raised:
        understand("Xyzzyville-les-Oies", tenant=in_alpha)
    assert raised.value.choices


@pytest.mark.parametrize("typed", ["%", "_", "'; --", "00000", "𝔅𝔢𝔯𝔤", "()", "-"])
def test_odd_texts_are_unknown_and_no_error(typed, in_alpha):
    with pytest.raises(UnknownPlace):
        understand(typed, tenant=in_alpha)
