import pytest

from tenants.reference import communes
from tenants.reference.communes import AmbiguousCommune
from tenants.reference.models import Commune
from tests.reference.conftest import ExactQueries

pytestmark = pytest.mark.django_db


def labels(text: str, **options: int) -> list[str]:
    return [suggestion.label for suggestion in communes.suggest(text, **options)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bergu", "Bergues (59380)"),
        ("BERGUES", "Bergues (59380)"),
        ("hondschoote", "Hondschoote (59122)"),
        ("hondschote", "Hondschoote (59122)"),
        ("dunkerke", "Dunkerque (59140)"),
        ("st omer", "Saint-Omer (62500)"),
        ("st-den", "Saint-Denis (97400)"),
        ("ste marie", "Sainte-Marie (97438)"),
        ("bourg st mau", "Bourg-Saint-Maurice (73700)"),
        ("hay les ro", "L'Haÿ-les-Roses (94240)"),
        ("l'hay", "L'Haÿ-les-Roses (94240)"),
        ("havre", "Le Havre (76600)"),
        ("mons en barœul", "Mons-en-Barœul (59370)"),
        ("baroeul", "Marcq-en-Barœul (59700)"),
        ("59380 ber", "Bergues (59380)"),
        ("Bergues (59380)", "Bergues (59380)"),
        ("75011", "Paris (75011)"),
        ("st", "Strasbourg (67000)"),
    ],
)
def test_the_first_suggestion_is_the_one_meant(typed: str, first: str) -> None:
    assert labels(typed)[0] == first


def test_digits_are_a_postcode_larger_communes_first() -> None:
    found = communes.suggest("59380", limit=20)
    assert len(found) > 8
    assert all(suggestion.postcode == "59380" for suggestion in found)
    populations = [Commune.objects.get(insee=suggestion.insee).population for suggestion in found]
    assert populations == sorted(populations, reverse=True)


def test_a_whole_name_comes_before_larger_communes_that_begin_so() -> None:
    found = communes.suggest("lille")
    assert found[0].name == "Lille"
    assert communes.suggest("le mans")[0].name == "Le Mans"


def test_near_misses_are_for_when_nothing_fits() -> None:
    assert labels("bergues") == ["Bergues (59380)", "Bergues-sur-Sambre (02450)"]
    assert labels("xyzzyx") == []


@pytest.mark.parametrize("nothing", ["", " ", "'", "%", "()"])
def test_nothing_typed_suggests_nothing(nothing: str) -> None:
    assert communes.suggest(nothing) == []


@pytest.mark.parametrize("typed", ["59380", "bergues", "bergs", "l'hay", "st omer 62"])
def test_a_suggestion_is_one_query(typed: str, exact_queries: ExactQueries) -> None:
    with exact_queries(1):
        communes.suggest(typed)


@pytest.mark.parametrize(
    ("text", "insee"),
    [
        ("Bergues (59380)", "59067"),
        ("59380 Bergues", "59067"),
        ("bergues", "59067"),
        ("59067", "59067"),
        ("2a004", "2A004"),
        ("75011", "75056"),
        ("Paris (75011)", "75056"),
        ("le havre", "76351"),
        ("Havre", "76351"),
        ("Pin", "70410"),
        ("L'Haÿ-les-Roses (94240)", "94038"),
        ("st denis 93", "93066"),
        ("Saint-Denis (97400)", "97411"),
    ],
)
def test_a_text_means_one_commune(text: str, insee: str, exact_queries: ExactQueries) -> None:
    with exact_queries(1):
        commune = communes.resolve(text)
    assert commune is not None
    assert commune.insee == insee


def test_five_digits_are_rather_a_postcode_than_an_insee_code() -> None:
    gauchy, liesse = Commune.objects.get(insee="02340"), Commune.objects.get(insee="02430")
    assert gauchy.postcodes == [liesse.insee]
    assert communes.resolve("02430") == gauchy
    assert communes.resolve("Liesse-Notre-Dame") == liesse


@pytest.mark.parametrize("text", ["", "zzz", "Bergues (75001)", "99999", "593", "bergu"])
def test_a_text_means_no_commune(text: str) -> None:
    assert communes.resolve(text) is None


@pytest.mark.parametrize(("text", "among"), [("Saint-Denis", "93066"), ("59380", "59067"), ("le pin", "77363")])
def test_a_text_means_several_communes(text: str, among: str) -> None:
    with pytest.raises(AmbiguousCommune) as raised:
        communes.resolve(text)
    choices = raised.value.choices
    assert among in {choice.insee for choice in choices}
    populations = Commune.objects.in_bulk([choice.insee for choice in choices])
    sizes = [populations[choice.insee].population for choice in choices]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("typed", ["bergues", "st omer", "59380", "val d'isère", "l'hay", "terre-adélie"])
def test_what_is_suggested_is_taken_back(typed: str) -> None:
    first = communes.suggest(typed)[0]
    resolved = communes.resolve(first.label)
    assert resolved is not None
    assert resolved.insee == first.insee


def test_many_at_once_leave_out_the_unknown(exact_queries: ExactQueries) -> None:
    with exact_queries(1):
        found = communes.get_many(["59067", "00000"])
    assert list(found) == ["59067"]
    assert found["59067"].label == "Bergues (59380)"
    assert found["59067"].position == (found["59067"].latitude, found["59067"].longitude)


def test_an_intercommunal_body_has_its_communes() -> None:
    members = communes.of_epci("200040954")
    assert len(members) == 40
    assert "Bergues" in {commune.name for commune in members}


def test_a_commune_without_position_says_so() -> None:
    without = Commune.objects.filter(latitude__isnull=True)
    assert without.count() == 94
    assert without[0].position is None
