from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes import contrast
from themes.colour import from_oklch, mix, to_oklch
from themes.tokens import PRESETS

channel = st.integers(0, 255)
colours = st.builds("#{:02x}{:02x}{:02x}".format, channel, channel, channel)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_passes_in_both_schemes(preset: str) -> None:
    assert [problem.message for problem in contrast.check(PRESETS[preset])] == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.478),  # the grey that famously just misses 4.5
        ("#767676", "#ffffff", 4.542),
        ("#ff0000", "#ffffff", 3.998),
    ],
)
def test_ratio_agrees_with_published_values(one: str, other: str, expected: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(expected, abs=0.001)
    assert contrast.ratio(other, one) == contrast.ratio(one, other)


@given(colours)
def test_oklch_and_back_is_the_same_colour(colour: str) -> None:
    back = from_oklch(*to_oklch(colour))
    assert all(abs(int(colour[i : i + 2], 16) - int(back[i : i + 2], 16)) <= 1 for i in (1, 3, 5))


@given(colours, colours)
def test_mixing_all_or_nothing_gives_the_ends(one: str, other: str) -> None:
    assert contrast.ratio(mix(one, other, 1), one) < 1.02
    assert contrast.ratio(mix(one, other, 0), other) < 1.02


@given(colours, colours, st.sampled_from([3.0, 4.5]))
def test_nearest_passes_against_any_single_ground(colour: str, ground: str, needed: float) -> None:
    assert contrast.ratio(contrast.nearest(colour, against=[(ground, needed)]), ground) >= needed


def test_nearest_leaves_a_passing_colour_alone() -> None:
    assert contrast.nearest("#1f5c3d", against=[("#ffffff", 4.5)]) == "#1f5c3d"


def test_message_says_what_to_do_in_french() -> None:
    tokens = PRESETS["plaine"]
    pale = replace(tokens, light=replace(tokens.light, brand="#5fae7f"))
    problem = next(problem for problem in contrast.check(pale) if problem.ground == "paper")
    assert problem.message.startswith(
        "La couleur de marque sur le fond de page n’a qu’un contraste de 2,5 ; il faut 4,5 : "
        "choisissez une teinte plus foncée, par exemple #"
    )
    assert contrast.ratio(problem.proposal, pale.light.paper) >= 4.5


@pytest.mark.parametrize(("value", "shown"), [(4.5, "4,5"), (4.4999, "4,4"), (3.0, "3"), (12.96, "12,9")])
def test_ratios_are_rounded_down(value: float, shown: str) -> None:
    assert contrast.decimal(value) == shown
