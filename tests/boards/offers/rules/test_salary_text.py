"""Salaries as France Travail and employers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.offers.enums import SalaryPeriod
from boards.offers.salary_text import parse_salary_text
from tests.work import seconds_of_work

ON = date(2026, 3, 2)


def read(text, comment="", **kwargs):
    """(minimum, maximum, period, thirteenth month) as text, or None."""
    found = parse_salary_text(text, comment, on=ON, **kwargs).salary
    if found is None:
        return None
    low, high = (None if amount is None else f"{amount:f}" for amount in (found.minimum, found.maximum))
    return low, high, found.period.value, found.thirteenth_month


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Horaire de 15,00 Euros à 18,00 Euros sur 12 mois", ("15.00", "18.00", "hour", False)),
        ("Horaire de 11,65 Euros", ("11.65", "11.65", "hour", False)),
        ("Mensuel de 1900 Euros à 2000 Euros sur 12 mois", ("1900", "2000", "month", False)),
        ("Mensuel de 2173,50 Euros sur 12 mois", ("2173.50", "2173.50", "month", False)),
        ("Mensuel de 2300,00 Euros sur 13 mois", ("2300.00", "2300.00", "month", True)),
        ("Mensuel de 2300,00 Euros sur 13,0 mois", ("2300.00", "2300.00", "month", True)),
        ("Annuel de 21204,00 Euros à 25000,00 Euros sur 12 mois", ("21204.00", "25000.00", "year", False)),
    ],
)
def test_the_forms_of_france_travail(text, expected):
    assert read(text) == expected
    assert parse_salary_text(text).not_understood == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,50 € de l'heure", ("12.50", "12.50", "hour", False)),
        ("12,50 € de l’heure", ("12.50", "12.50", "hour", False)),
        ("11€88 de l'heure", ("11.88", "11.88", "hour", False)),
        ("12.50€/h", ("12.50", "12.50", "hour", False)),
        ("entre 1800 et 2000 euros brut", ("1800", "2000", "month", False)),
        ("1 800 à 2 000 € brut", ("1800", "2000", "month", False)),
        ("1800/2000€", ("1800", "2000", "month", False)),
        ("2000 à 1800 € brut", ("1800", "2000", "month", False)),
        ("1\u202f950\u00a0€ brut mensuel", ("1950", "1950", "month", False)),
        ("1.900 euros", ("1900", "1900", "month", False)),
        ("28-32 K€ annuel", ("28000", "32000", "year", False)),
        ("30k€", ("30000", "30000", "year", False)),
        ("28K à 32K€", ("28000", "32000", "year", False)),
        ("à partir de 1 950 € brut par mois", ("1950", None, "month", False)),
        ("jusqu'à 2 500 € brut", (None, "2500", "month", False)),
        ("1 867,50 € + 13ème mois", ("1867.50", "1867.50", "month", True)),
        ("150 euros par jour", ("150", "150", "day", False)),
        ("SMIC", ("12.02", "12.02", "hour", False)),
        ("Smic + 10 %", ("13.22", "13.22", "hour", False)),
        ("53 % du SMIC", ("6.37", "6.37", "hour", False)),
        ("2000 € pour 169h", ("2000", "2000", "month", False)),
    ],
)
def test_what_employers_write(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "selon expérience",
        "à définir selon profil",
        "Autre",
        "1 500 € net par mois",
        "Mensuel de 21204,00 Euros sur 12 mois",
        "Annuel de 2000,00 Euros",
        "Horaire de 1800 Euros",
        "Mensuel de 2000 Euros sur 14 mois",
        "Cachet de 300 €",
        "35h par semaine",
        "prime de 5 %",
        "poste à pourvoir en 2026",
        "0 €",
    ],
)
def test_nothing_is_guessed_and_nothing_is_lost(text):
    parsed = parse_salary_text(text, on=ON)
    assert parsed.salary is None
    assert parsed.not_understood == (text,)


def test_without_a_day_the_smic_has_no_amount():
    assert parse_salary_text("SMIC").not_understood == ("SMIC",)


def test_the_comment_is_read_when_the_text_says_nothing():
    assert read("", "11,65€ de l'heure") == ("11.65", "11.65", "hour", False)
    assert read("Autre", "1900 € brut mensuel") == ("1900", "1900", "month", False)


def test_the_comment_never_replaces_the_text():
    parsed = parse_salary_text("Horaire de 11,65 Euros", "jusqu'à 15 € de l'heure selon expérience")
    assert parsed.salary.maximum == Decimal("11.65")
    assert parsed.not_understood == ("jusqu'à 15 € de l'heure selon expérience",)


def test_what_surrounds_the_figure_is_handed_back():
    parsed = parse_salary_text("13,50 €/h + panier repas")
    assert parsed.salary.period == SalaryPeriod.HOUR
    assert parsed.not_understood == ("panier repas",)


def test_hours_given_are_kept():
    parsed = parse_salary_text("Horaire de 12,00 Euros", weekly_hours=Decimal("17.5"))
    assert parsed.salary.weekly_hours == Decimal("17.5")


@given(st.integers(800, 8_000), st.integers(0, 2_000))
def test_any_monthly_range_in_france_travails_form_is_read(low, more):
    parsed = parse_salary_text(f"Mensuel de {low},00 Euros à {low + more},00 Euros sur 12 mois")
    assert (parsed.salary.minimum, parsed.salary.maximum) == (low, low + more)
    assert parsed.not_understood == ()


@given(st.text(alphabet="0123456789 ,.€kàet-/hmoisanSMIC%+net\u00a0’", max_size=60))
def test_no_text_breaks_the_reader(text):
    parsed = parse_salary_text(text, on=ON)
    assert parsed.salary is None or parsed.salary.monthly != (None, None)


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1,", "12 € à ", "brut par ", "/ ", "smic + ", "a", " x ", "1 234 567 ", "k€ ", "sur 12 mois "],
)
def test_fifty_kilobytes_are_read_in_no_time(piece):
    text = piece * (50_000 // len(piece))
    assert seconds_of_work(lambda: parse_salary_text(text, text, on=ON), enough=0.1) < 0.1
    assert parse_salary_text(text, text, on=ON).not_understood
