import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.reference.text import normalise


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Mons-en-Barœul", "mons en baroeul"),
        ("  BERGUES\t", "bergues"),
        ("Bergues (59380)", "bergues 59380"),
        ("agent d’entretien", "agent d entretien"),
        ("Ægir", "aegir"),
        ("'-'", ""),
    ],
)
def test_people_write_one_thing_in_many_ways(typed: str, normalised: str) -> None:
    assert normalise(typed) == normalised


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_only_letters_digits_and_single_spaces_remain(text: str) -> None:
    # What lets a normalised text go into a LIKE pattern unescaped.
    remaining = normalise(text)
    assert set(remaining) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert "  " not in remaining
    assert remaining == remaining.strip()
