"""What a text costs: the GSM alphabet, French typography brought to it, and segments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.messaging.enums import Encoding
from tenants.messaging.sms_text import ALPHABET, EXTENSION, measure, to_gsm

FRENCH = "« L’été, Noël, ça va bien…  » – 12 € – cœur, forêt, maïs, aiguë, où, À, Ê, Ç, œuf, n° 3 ‑ fin"


def test_french_typography_has_its_signs_in_the_alphabet() -> None:
    text = to_gsm(FRENCH)
    assert text == '"L\'été, Noel, ca va bien... " - 12 € - coeur, foret, mais, aigue, où, A, E, Ç, oeuf, no 3 - fin'
    assert measure(text).encoding == Encoding.GSM


@pytest.mark.parametrize(
    ("text", "units", "segments"),
    [
        ("", 0, 1), ("a" * 160, 160, 1), ("a" * 161, 161, 2), ("a" * 306, 306, 2), ("a" * 307, 307, 3),
        ("€" * 80, 160, 1), ("€" * 81, 162, 2), ("a" * 152 + "€" + "a" * 10, 164, 2),
        # A sign of two septets is not cut: 152, then € and 151, then one more.
        ("a" * 152 + "€" + "a" * 151, 305, 2), ("a" * 152 + "€" + "a" * 152, 306, 3), ("{}[]~\\|^", 16, 1),
    ],
)  # fmt: skip
def test_gsm(text: str, units: int, segments: int) -> None:
    measured = measure(text)
    assert (measured.encoding, measured.units, measured.segments) == (Encoding.GSM, units, segments)


@pytest.mark.parametrize(
    ("text", "units", "segments"),
    [("Ж", 1, 1), ("Ж" * 70, 70, 1), ("Ж" * 71, 71, 2), ("Ж" * 134, 134, 2), ("Ж" * 135, 135, 3),
     ("🎉", 2, 1), ("🎉" * 35, 70, 1), ("🎉" * 36, 72, 2), ("🎉" * 67, 134, 3), ("a" * 71 + "Ж", 72, 2)],
)  # fmt: skip
def test_one_sign_outside_makes_the_whole_text_unicode(text: str, units: int, segments: int) -> None:
    measured = measure(to_gsm(text))
    assert (measured.encoding, measured.units, measured.segments) == (Encoding.UCS2, units, segments)


@given(st.text(max_size=400))
def test_bringing_to_the_alphabet_is_done_once(text: str) -> None:
    once = to_gsm(text)
    assert to_gsm(once) == once
    assert measure(once).segments >= 1


@given(st.text(alphabet=sorted(ALPHABET), max_size=700))
def test_what_is_in_the_alphabet_stays_and_is_counted(text: str) -> None:
    assert to_gsm(text) == text or "« " in text
    measured = measure(text)
    assert measured.encoding == Encoding.GSM
    assert measured.units == len(text) + sum(sign in EXTENSION for sign in text)
    # Between what fits tightly and what fits when each segment loses a place to a sign that was not cut.
    assert measured.units / 153 <= measured.segments or measured.segments == 1
    assert measured.segments <= max(1, -(-measured.units // 152))


@given(st.text(alphabet="àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ’«»…–— \u00a0\u202f", max_size=200))
def test_no_french_letter_makes_a_text_dearer(text: str) -> None:
    assert measure(to_gsm(text)).encoding == Encoding.GSM
