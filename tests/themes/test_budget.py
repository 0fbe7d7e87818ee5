"""What a first view weighs, and what the sheets may and may not say (exact counts: they may gate)."""

import gzip
import re
from pathlib import Path

import pytest

import themes
from themes.tokens import PRESETS

ROOT = Path(themes.__file__).parent
STATIC = ROOT / "static" / "themes"
PRESET_FONTS = {
    "plaine": {"source-sans-3", "vollkorn"},
    "elan": {"figtree", "gabarito"},
    "cime": {"sofia-sans", "sofia-sans-condensed"},
}


def gz(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_all_css_and_all_scripts_stay_small() -> None:
    assert gz(*STATIC.glob("*.css")) <= 12_000
    assert gz(*STATIC.glob("*.js")) <= 6_000


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_brings_two_families_and_leaves_room_for_the_page(preset: str) -> None:
    sheet = STATIC / f"preset-{preset}.css"
    fonts = set(re.findall(r"fonts/([a-z0-9-]+)\.woff2", sheet.read_text()))
    assert fonts == PRESET_FONTS[preset]
    files = [STATIC / "fonts" / f"{name}.woff2" for name in fonts]
    weight = sum(path.stat().st_size for path in files)
    weight += gz(
        STATIC / "look.css", sheet, STATIC / "icons.svg", STATIC / "scenes" / f"{preset}.svg", *STATIC.glob("*.js")
    )
    assert weight <= 115_000  # of 140 kB: the rest is the page itself, a logo, htmx


@pytest.mark.parametrize("preset", PRESETS)
def test_fonts_swap_have_measured_fallbacks_and_a_licence(preset: str) -> None:
    text = (STATIC / f"preset-{preset}.css").read_text()
    assert text.count("font-display: swap") == 2
    assert text.count("size-adjust") == text.count("ascent-override") == 2
    for name in PRESET_FONTS[preset]:
        assert "SIL Open Font License" in (STATIC / "fonts" / f"{name}.OFL.txt").read_text()


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.svg")]:
        assert not re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", path.read_text().replace("http://www.w3.org/", "")), (
            path
        )


def test_pages_carry_no_inline_style_or_script() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        if "email" in path.parts:
            continue
        text = path.read_text()
        assert re.findall(r" style=|<style| on[a-z]+=", text) == [], path
        assert re.findall(r"<script(?![^>]* src=)", text) == [], path


def test_every_component_states_its_contract_at_its_head() -> None:
    for path in (ROOT / "templates" / "components").glob("*.html"):
        first = path.read_text().splitlines()[0]
        assert re.match(r"(\{% load [a-z0-9 ]+ %\})?\{# [A-ZD].+ #\}", first), path
        assert "Parameters:" in first, path
