import pytest

from tenants.reference import occupations
from tenants.reference.enums import WordSource
from tenants.reference.models import OccupationWord
from tenants.reference.occupations import PhraseMatch
from tests.reference.conftest import ExactQueries

pytestmark = pytest.mark.django_db


def codes(text: str, **options: int) -> list[str]:
    return [suggestion.code for suggestion in occupations.suggest(text, **options)]


def test_labels_are_words_in_both_genders() -> None:
    assert occupations.codes_for("Vendeuse en épicerie") == {"D1106"}
    assert occupations.codes_for("vendeurs en épicerie") == {"D1106"}


def test_nobody_is_called_so() -> None:
    assert occupations.codes_for("licorne") == frozenset()
    assert occupations.codes_for("") == frozenset()
    assert occupations.codes_for("de la") == frozenset()


def test_our_choice_wins_over_an_official_title() -> None:
    OccupationWord.objects.create(
        word="facteur", spelling="facteur", occupation_id="B1501", source=WordSource.OFFICIAL, weight=4
    )
    assert occupations.codes_for("facteur") == {"M1603"}


def test_an_official_title_keeps_all_its_meanings() -> None:
    for code in ("H2903", "H2909"):
        OccupationWord.objects.create(
            word="polyvalenteur", spelling="polyvalenteur", occupation_id=code, source=WordSource.OFFICIAL, weight=4
        )
    assert occupations.codes_for("polyvalenteurs") == {"H2903", "H2909"}


def test_phrases_are_the_longest_and_keep_their_place() -> None:
    tokens = ["cherche", "homme", "à", "tout", "faire", "ou", "agent", "d'", "entretien", "bergues"]
    assert occupations.phrases_in(tokens) == [
        PhraseMatch(start=1, end=5, codes=occupations.codes_for("homme à tout faire")),
        PhraseMatch(start=6, end=9, codes=occupations.codes_for("agent d'entretien")),
    ]


def test_phrases_are_found_without_their_small_words_and_inside_hyphens() -> None:
    assert [(match.start, match.end) for match in occupations.phrases_in(["agent", "entretien"])] == [(0, 2)]
    assert [(match.start, match.end) for match in occupations.phrases_in(["aide-soignante", "bergues"])] == [(0, 1)]
    assert occupations.phrases_in([]) == []


def test_a_longer_phrase_is_not_cut_into_shorter_ones() -> None:
    (match,) = occupations.phrases_in(["chauffeur", "de", "bus"])
    assert match.codes == {"N4103"}


def test_questions_in_memory_ask_the_database_once(exact_queries: ExactQueries) -> None:
    with exact_queries(3):  # stamp, words, labels
        occupations.codes_for("maçon")
    with exact_queries(0):
        occupations.codes_for("serveur")
        occupations.phrases_in(["aide", "à", "domicile"])
        assert occupations.label_of("D1102") == "Boulanger / Boulangère"
        assert occupations.label_of("Z9999") == ""


def test_a_change_of_words_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert occupations.codes_for("licorne") == frozenset()
    OccupationWord.objects.create(
        word="licorne", spelling="licorne", occupation_id="A1510", source=WordSource.EVERYDAY, weight=9
    )
    assert occupations.codes_for("licorne") == frozenset()  # not looked at again yet
    monkeypatch.setattr(occupations, "CHECK_EVERY", -1.0)
    assert occupations.codes_for("licorne") == {"A1510"}


def test_suggestions_come_for_beginnings(exact_queries: ExactQueries) -> None:
    with exact_queries(1):
        (first, *_) = occupations.suggest("boul")
    assert (first.code, first.label, first.word) == ("D1102", "Boulanger / Boulangère", "boulanger")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("caissiere", "D1505"),
        ("Homme à tout", "I1203"),
        ("remontees", "N4402"),
        ("agent entretien", "K2205"),
        ("de mairie", "K1406"),
        ("boulnger", "D1102"),
        ("infirmiere", "J1506"),
    ],
)
def test_the_right_occupation_is_among_the_first(typed: str, code: str) -> None:
    assert code in codes(typed)[:3]


def test_suggestions_show_the_word_as_people_write_it() -> None:
    assert occupations.suggest("caissiere")[0].word == "caissière"
    assert occupations.suggest("atsem")[0].word == "ATSEM"


def test_words_may_stand_apart() -> None:
    OccupationWord.objects.create(
        word="licornier au milieu de bien des mots sans aucun rapport avec les chevaux de parade",
        spelling="licornier",
        occupation_id="A1510",
        source=WordSource.OFFICIAL,
        weight=1,
    )
    assert codes("licornier parade") == ["A1510"]


def test_an_occupation_is_shown_by_its_best_word() -> None:
    for spelling, weight in (("licornier rare", 1), ("licornier ordinaire", 9), ("licornier occasionnel", 3)):
        OccupationWord.objects.create(
            word=spelling, spelling=spelling, occupation_id="A1510", source=WordSource.EVERYDAY, weight=weight
        )
    (only,) = occupations.suggest("licor")
    assert only.word == "licornier ordinaire"


def test_suggestions_are_distinct_and_few() -> None:
    found = codes("agent", limit=6)
    assert len(found) == 6
    assert len(set(found)) == 6


@pytest.mark.parametrize("nothing", ["", "  ", "%", "_", "'"])
def test_nothing_typed_suggests_nothing(nothing: str) -> None:
    assert occupations.suggest(nothing) == []
