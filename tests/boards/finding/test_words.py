"""What results say, word by word."""

from datetime import UTC, datetime, timedelta

import pytest

from boards.finding.headline import of_place
from boards.finding.words import (
    age_label,
    distance_label,
    is_plain,
    of,
    short_occupation,
)
from boards.offers.wording import contract_words, hours_words, months_label

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("km", "said"), [(None, ""), (0, "sur place"), (0.4, "moins de 1 km"), (1.2, "1 km"), (16.6, "17 km")]
)
def test_distance(km, said):
    assert distance_label(km) == said


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(hours=2), "aujourd’hui"),
        (timedelta(hours=-5), "aujourd’hui"),
        (timedelta(hours=14), "hier"),  # by the calendar, not by 24 hours
        (timedelta(days=3), "il y a 3 jours"),
        (timedelta(days=44), "il y a 44 jours"),
        (timedelta(days=59), "il y a 2 mois"),
        (timedelta(days=365), "il y a 12 mois"),
    ],
)
def test_age(age, said):
    assert age_label(NOON - age, now=NOON) == said


@pytest.mark.parametrize(
    ("kind", "nature", "said"),
    [
        ("CDI", "E1", "CDI"),
        ("CDD", "E2", "Apprentissage"),
        ("CDI", "FS", "Contrat de professionnalisation"),
        ("CDD", "I1", "CDD d’insertion"),
        ("DDI", "I1", "CDD d’insertion"),
        ("SAI", "E1", "Saisonnier"),
        ("??", "??", "??"),
    ],
)
def test_contract_in_the_one_word_people_use(kind, nature, said):
    assert contract_words(kind, nature) == said


@pytest.mark.parametrize(
    ("full_time", "hours", "said"),
    [
        (True, 35.0, "35 h"),
        (True, None, "temps plein"),
        (False, 24.0, "temps partiel 24 h"),
        (False, None, "temps partiel"),
        (None, 17.5, "17,5 h"),
        (None, None, ""),
    ],
)
def test_hours(full_time, hours, said):
    assert hours_words(full_time=full_time, weekly_hours=hours) == said


def test_months_become_years_from_two_whole_ones_on():
    assert [months_label(n) for n in (6, 12, 18, 24)] == ["6 mois", "12 mois", "18 mois", "2 ans"]


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Boulanger / Boulangère", "Boulanger"),
        ("Conducteur / Conductrice d'engins agricoles", "Conducteur d’engins agricoles"),
        ("Electricien / Electricienne du bâtiment", "Électricien du bâtiment"),
        ("Maître d'hôtel", "Maître d’hôtel"),
        ("", ""),
    ],
)
def test_an_occupation_without_its_second_gender(label, short):
    assert short_occupation(label) == short


def test_prepositions():
    assert of("boulanger") == "de boulanger"
    assert of("aide-soignant") == "d’aide-soignant"
    assert of("hôtesse de caisse") == "d’hôtesse de caisse"
    assert of("agent d'entretien") == "d’agent d’entretien"
    assert of_place("Le Doulieu") == "du Doulieu"
    assert of_place("Les Moëres") == "des Moëres"
    assert of_place("Esquelbecq") == "d’Esquelbecq"
    assert of_place("59380") == "du 59380"


def test_only_ordinary_words_go_without_quotation_marks():
    assert is_plain("homme à tout faire")
    assert not is_plain("bac + 2")
    assert not is_plain("un deux trois quatre cinq")
