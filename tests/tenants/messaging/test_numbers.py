"""Which numbers get an SMS: French mobiles, however they are written, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.messaging.numbers import NotAMobile, parse_mobile, shown

WRITTEN = {
    "06 12 34 56 78": "+33612345678",
    "0612345678": "+33612345678",
    "06.12.34.56.78": "+33612345678",
    "06-12-34-56-78": "+33612345678",
    "+33 6 12 34 56 78": "+33612345678",
    "+33 (0)6 12 34 56 78": "+33612345678",
    "0033 6 12 34 56 78": "+33612345678",
    "0033(0)612345678": "+33612345678",
    " 07 56 78 90 12 ": "+33756789012",
    "06\u00a012\u202f34 56 78": "+33612345678",
    "0６12345678": "+33612345678",
    "0692 12 34 56": "+262692123456",
    "+262 692 12 34 56": "+262692123456",
    "0639 01 23 45": "+262639012345",
    "0690 00 12 34": "+590690001234",
    "+590690001234": "+590690001234",
    "0694 20 12 34": "+594694201234",
    "0696 20 12 34": "+596696201234",
    "+508 55 12 34": "+508551234",
    "+687 75 12 34": "+687751234",
    "+689 87 12 34 56": "+68987123456",
    "+681 82 12 34": "+681821234",
}


@pytest.mark.parametrize(("text", "number"), WRITTEN.items())
def test_however_it_is_written(text: str, number: str) -> None:
    assert parse_mobile(text) == number
    assert parse_mobile(shown(number)) == number


REFUSED = [
    *("", "   ", "bonjour", "06 12 34", "06 12 34 56 789", "0612345678x", "06 12 34 56 78 poste 3"),
    # Fixed, box, premium, short, machines.
    *("03 28 65 12 34", "01 42 68 53 00", "09 72 12 34 56", "0899 12 34 56", "08 92 68 24 33", "3615", "112"),
    *("0700 00 12 34 56", "+33 800 12 34 56", "0262 90 12 34", "0590 91 12 34", "+689 40 12 34 56", "0805 123 456"),
    # Foreign, satellite, premium elsewhere.
    *("+32 470 12 34 56", "+44 7911 123456", "+1 202 555 0143", "+881 6 1234 5678", "+376 312 345"),
    "+377 6 12 34 56 78",
    *("+882 16 12345678", "+979 1 2345 6789", "+1 900 555 0143", "+7 912 345 67 89", "00 44 7911 123456"),
    # Not a number at all, or several.
    *("0612345678,0612345679", "0612345678 0612345679", "+33+33612345678", "9" * 200, "٠" * 4000, "\x00", "+"),
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text)[:30])
def test_what_gets_no_sms_is_told_what_to_write(text: str) -> None:
    with pytest.raises(NotAMobile) as refused:
        parse_mobile(text)
    assert "Écrivez un numéro" in str(refused.value)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_french_mobile_or_refused(text: str) -> None:
    try:
        number = parse_mobile(text)
    except NotAMobile:
        return
    assert number.startswith(("+336", "+337", "+262", "+590", "+594", "+596", "+508", "+687", "+689", "+681"))
    assert parse_mobile(number) == number


@given(st.integers(min_value=0, max_value=99_999_999), st.sampled_from(["6", "7"]))
def test_what_is_accepted_is_read_back_from_how_it_is_shown(rest: int, first: str) -> None:
    try:
        number = parse_mobile(f"0{first}{rest:08d}")
    except NotAMobile:
        return
    assert parse_mobile(shown(number)) == number


def test_numbers_of_fiction_are_for_where_nothing_really_leaves(settings):
    assert parse_mobile("06 39 98 01 42") == "+33639980142"
    settings.SMS_PROVIDER = "twilio"
    with pytest.raises(NotAMobile):
        parse_mobile("06 39 98 01 42")
