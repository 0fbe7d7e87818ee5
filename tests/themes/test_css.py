import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import themes
from themes import contrast, css
from themes.tokens import COLOUR_NAMES, DARK_STATES, LIGHT_STATES, PRESETS

STATIC = Path(themes.__file__).parent / "static" / "themes"

# The whole language a tenant's sheet may speak.
SHEET = re.compile(
    r"@layer tenant \{\n"
    r"  :root \{ (--[a-z-]+: #[0-9a-f]{6}; ){9}--radius: \d{1,2}px \}\n"
    r"  @media \(prefers-color-scheme: dark\) \{ :root \{ (--[a-z-]+: #[0-9a-f]{6}(; )?){9} \} \}\n"
    r"\}\n"
)

channel = st.integers(0, 255)
colours = st.builds("#{:02x}{:02x}{:02x}".format, channel, channel, channel)
names = st.sampled_from([*COLOUR_NAMES, "radius"]) | st.text(max_size=20)
hostile = st.sampled_from(
    [
        "red",
        "#fff;} body{display:none",
        "url(//x)",
        "#12345",
        "#ffffff\n",
        "var(--ink)",
        "#ＦＦＦＦＦＦ",
        "</style>",
        "#fff/**/",
    ]
)
values = (
    colours
    | hostile
    | st.text(max_size=30)
    | st.integers(-5, 40)
    | st.booleans()
    | st.none()
    | st.lists(st.text(max_size=3), max_size=2)
)
presets = st.sampled_from(sorted(PRESETS))


@settings(max_examples=300, deadline=None)
@example("plaine", {"brand": "#1f5c3d;} body{display:none"})
@example("plaine", {"brand": "#1f5c3d\n"})
@example("elan", {"radius": "4px"})
@given(presets, st.dictionaries(names, values, max_size=4) | values)
def test_nothing_but_our_own_css_ever_comes_out(preset: str, raw: Any) -> None:
    if css.problems(preset, raw):
        with pytest.raises(css.InvalidOverrides):
            css.look_css(preset, raw)
    else:
        assert SHEET.fullmatch(css.look_css(preset, raw))


@settings(max_examples=150, deadline=None)
@given(presets, colours, colours)
def test_an_accepted_look_is_readable_in_both_schemes(preset: str, brand: str, accent: str) -> None:
    raw = {"brand": brand, "accent": accent}
    if not css.problems(preset, raw):
        assert contrast.check(css.resolve(preset, css.parse_overrides(raw))) == []


@settings(max_examples=150, deadline=None)
@given(presets, colours)
def test_following_the_advice_about_the_brand_is_enough(preset: str, brand: str) -> None:
    messages = css.problems(preset, {"brand": brand})
    for message in messages:
        assert message.startswith("La couleur de marque")
        proposal = re.search(r"#[0-9a-f]{6}", message)
        assert proposal is not None
        assert css.problems(preset, {"brand": proposal[0]}) == []


@settings(max_examples=300, deadline=None)
@given(presets, colours)
def test_the_dark_scheme_is_never_the_tenants_problem(preset: str, brand: str) -> None:
    tokens = css.resolve(preset, css.parse_overrides({"brand": brand, "accent": brand}))
    assert [problem.message for problem in contrast.check(tokens) if problem.scheme == "dark"] == []


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"brand": "vert"}, "Écrivez la couleur « brand » sous la forme #1f5c3d."),
        ({"radius": 99}, "L’arrondi des angles va de 0 à 24 pixels."),
        ({"radius": True}, "L’arrondi des angles va de 0 à 24 pixels."),
        ({"font": "Comic Sans"}, "Retirez un réglage d’apparence inconnu"),
        (["brand"], "Les réglages d’apparence doivent être une liste de couleurs nommées."),
    ],
)
def test_refusals_say_what_to_do(raw: Any, said: str) -> None:
    (message,) = css.problems("plaine", raw)
    assert message.startswith(said)


def test_the_token_a_person_chose_is_the_one_asked_to_change() -> None:
    messages = css.problems("plaine", {"paper": "#bbbbbb"})
    assert messages
    assert all("choisissez un fond plus clair" in message for message in messages)


def test_short_colours_are_widened_and_the_text_on_a_light_brand_is_dark() -> None:
    assert "--brand: #116633" in css.look_css("plaine", {"brand": "#163"})
    assert css.resolve("cime", css.parse_overrides({"brand": "#ffd200"})).light.brand_ink == PRESETS["cime"].light.ink


@pytest.mark.parametrize("preset", PRESETS)
def test_preset_sheets_repeat_the_tokens(preset: str) -> None:
    tokens = PRESETS[preset]
    light, dark = (STATIC / f"preset-{preset}.css").read_text().split("prefers-color-scheme: dark", 1)
    for text, palette in ((light, tokens.light), (dark, tokens.dark)):
        written = dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", text))
        assert written == dict(palette.css_items())
    assert f"--radius: {tokens.radius}px" in light
    assert f"--text: {tokens.text};" in light
    assert f"--display: {tokens.display};" in light


def test_state_colours_of_the_sheet_are_the_checked_ones() -> None:
    sheet = (STATIC / "look.css").read_text()
    for states in (LIGHT_STATES, DARK_STATES):
        assert f"--danger: {states.danger}; --good: {states.good}; --warn: {states.warn};" in sheet


def test_a_preset_with_a_broken_pair_would_be_noticed() -> None:
    tokens = PRESETS["elan"]
    broken = replace(tokens, dark=replace(tokens.dark, ink_soft="#444444"))
    assert {problem.role for problem in contrast.check(broken)} == {"ink_soft"}
