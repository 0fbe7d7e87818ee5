"""A SIRET as people type it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from boards.employers.siret import clean_siret, format_siret


@pytest.mark.parametrize(
    "typed",
    [
        "73282932000074",
        "732 829 320 00074",
        " 732.829.320.00074 ",
        "732-829-320-00074",
        "732\u00a0829\u202f320\u00a000074\n",
        "SIRET : 732 829 320 00074",
        "７３２８２９３２００００７４",
    ],
)
def test_separators_are_forgiven(typed):
    assert clean_siret(typed) == "73282932000074"


@pytest.mark.parametrize("siret", ["35600000000048", "35600000049837"])
def test_la_poste_counts_otherwise(siret):
    assert clean_siret(siret) == siret


def test_an_establishment_of_la_poste_is_not_let_through_blindly():
    assert not luhn.is_valid("35600000049837")
    with pytest.raises(ValidationError, match="n’existe pas"):
        clean_siret("35600000049838")


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("", "siret_empty", "14 chiffres"),
        ("   ", "siret_empty", "14 chiffres"),
        ("7328293200007", "siret_length", "vous en avez saisi 13"),
        ("732829320000740", "siret_length", "vous en avez saisi 15"),
        ("732829320", "siret_siren", "ajoutez les 5 chiffres"),
        ("FR44732829320", "siret_vat", "numéro de TVA"),
        ("7328293200OO74", "siret_letters", "retirez « O »"),
        ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "siret_letters", "que des chiffres"),
        ("73282932000075", "siret_checksum", "extrait Kbis"),
        ("73282932000075", "siret_checksum", "Annuaire des entreprises"),
        ("00000000000000", "siret_checksum", "n’existe pas"),
        ("7" * 50_000, "siret_length", "14 chiffres"),
    ],
)
def test_what_is_wrong_is_said(typed, code, said):
    with pytest.raises(ValidationError) as refusal:
        clean_siret(typed)
    assert refusal.value.code == code
    assert said in refusal.value.messages[0]


def test_shown_in_groups():
    assert format_siret("73282932000074") == "732\u00a0829\u00a0320\u00a000074"


@given(siren=st.integers(100_000_00, 999_999_99), position=st.integers(0, 13), shift=st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(siren, position, shift):
    body = f"{siren}"
    body += luhn.calc_check_digit(body) + "0001"
    right = body + luhn.calc_check_digit(body)
    if right.startswith("356000000"):
        return
    assert clean_siret(right) == right
    wrong = right[:position] + str((int(right[position]) + shift) % 10) + right[position + 1 :]
    with pytest.raises(ValidationError):
        clean_siret(wrong)


@given(st.text(max_size=200))
def test_anything_typed_gives_fourteen_digits_or_a_message(typed):
    try:
        cleaned = clean_siret(typed)
    except ValidationError as refusal:
        cleaned = " ".join(refusal.messages)
    assert cleaned.isdecimal() == (len(cleaned) == 14)
