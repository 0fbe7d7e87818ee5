"""French, as both engines see it."""

import pytest

from search.analysis import query_words, stems, surface_words, tsvector


@pytest.mark.parametrize(
    "forms",
    [
        ["boulanger", "boulangère", "Boulangers", "BOULANGÈRES", "boulanger(ère)", "boulangere"],
        ["vendeur", "vendeuse", "vendeuses", "vendeur·se", "vendeur(se)", "vendeur.se.s"],
        ["infirmier", "infirmière", "infirmieres"],
        ["moniteur", "monitrice", "moniteur(trice)"],
        ["employé", "employée", "employé(e)s", "employes"],
        ["technicien", "technicienne", "techniciens"],
        ["commercial", "commerciaux", "commerciale"],
        ["patron", "patronne"],
        ["œuvre", "oeuvres"],
    ],
)
def test_one_stem_for_every_form(forms: list[str]) -> None:
    assert len({tuple(stems(form)) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("boulanger", "boucher"), ("vendeur", "vente"), ("poste", "posture")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_articles_elisions_and_genders_leave_nothing() -> None:
    assert stems("L'employé de l’épicerie, à la (F/H) H/F d'un") == stems("employé épicerie")


def test_a_full_stop_ends_a_sentence_not_a_gender() -> None:
    assert stems("un poste pourvu.les horaires") == stems("poste pourvu horaires")
    assert "50" in stems("12.50 €")


def test_numbers_and_shifts_are_words() -> None:
    assert stems("3x8, 35h, SPL") == ["3x8", "35h", "spl"]


def test_a_word_without_end_is_cut() -> None:
    assert max(map(len, stems("a" * 5_000))) <= 60


def test_phrases_keep_their_small_words() -> None:
    assert query_words("Agent d'entretien (F/H)") == ["agent", "d", "entretien", "f", "h"]


def test_surface_words_keep_accents() -> None:
    assert surface_words("Employé(e) de l'Épicerie à Bergues 59") == ["bergues", "employé", "épicerie"]


def test_the_literal_keeps_every_weight() -> None:
    assert tsvector([("A", ["pain"]), ("D", ["pain", "four"])]) == "four:4D pain:1A,4D"
