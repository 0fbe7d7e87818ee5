"""The design tokens, named by role, and the three presets.

The CSS of a preset repeats these values (`static/themes/preset-*.css`, no build step); a test keeps both in step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one scheme (light or dark), each as "#rrggbb"."""

    brand: str  # titles of offers, filled buttons, links that matter
    brand_ink: str  # text on brand
    accent: str  # focus ring, current page, small marks; never small text
    paper: str  # the page
    raised: str  # what lies on the page: fields, cards, menus
    ink: str  # text
    ink_soft: str  # secondary text, and the edge of controls
    line: str  # rules between rows; decoration only
    wash: str  # quiet tinted ground: bands, pills, rows under the pointer

    def css_items(self) -> list[tuple[str, str]]:
        """("--brand-ink", "#ffffff") for each colour, in the order of the fields."""
        return [(f"--{field.name.replace('_', '-')}", getattr(self, field.name)) for field in fields(self)]


COLOUR_NAMES = tuple(field.name for field in fields(Palette))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A complete look: two palettes, the softness of corners in pixels, a pair of type families."""

    light: Palette
    dark: Palette
    radius: int
    text: str
    display: str


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """Colours of what went wrong, well, or needs care: ours, for every tenant, checked against its paper."""

    danger: str
    good: str
    warn: str


LIGHT_STATES = States(danger="#a8201a", good="#17653a", warn="#7a4b00")
DARK_STATES = States(danger="#ff9d94", good="#7fd09b", warn="#f0bf6b")

RADIUS_RANGE = range(25)

SANS = "system-ui, sans-serif"
PRESETS: Mapping[str, Tokens] = MappingProxyType(
    {
        # A rural community: hop green, brick, paper white, a sturdy serif, soft corners.
        "plaine": Tokens(
            light=Palette(
                brand="#1f5c3d",
                brand_ink="#ffffff",
                accent="#a6431d",
                paper="#fbfaf5",
                raised="#ffffff",
                ink="#1c211d",
                ink_soft="#545c55",
                line="#dcdacd",
                wash="#e9f0e3",
            ),
            dark=Palette(
                brand="#8fcca5",
                brand_ink="#0f2419",
                accent="#e8926b",
                paper="#141916",
                raised="#1d2420",
                ink="#ecefe8",
                ink_soft="#a9b3ab",
                line="#343d37",
                wash="#1f2d25",
            ),
            radius=10,
            text=f'"Source Sans 3", "Source Sans fallback", {SANS}',
            display='"Vollkorn", "Vollkorn fallback", Georgia, serif',
        ),
        # A youth mission: violet and magenta, round, generous.
        "elan": Tokens(
            light=Palette(
                brand="#4b2bd6",
                brand_ink="#ffffff",
                accent="#c4006a",
                paper="#fefdff",
                raised="#ffffff",
                ink="#17132b",
                ink_soft="#57526e",
                line="#e2def2",
                wash="#f0ecff",
            ),
            dark=Palette(
                brand="#b9a9ff",
                brand_ink="#1b1140",
                accent="#ff7ab8",
                paper="#120f20",
                raised="#1b1730",
                ink="#f1eefc",
                ink_soft="#b3adcb",
                line="#352f52",
                wash="#231c42",
            ),
            radius=18,
            text=f'"Figtree", "Figtree fallback", {SANS}',
            display=f'"Gabarito", "Gabarito fallback", {SANS}',
        ),
        # A mountain cluster: slate blue, burnt orange, condensed titles, square corners, a picture at the top.
        "cime": Tokens(
            light=Palette(
                brand="#0d3b52",
                brand_ink="#ffffff",
                accent="#b0470b",
                paper="#f4f7f9",
                raised="#ffffff",
                ink="#10212b",
                ink_soft="#4a5d69",
                line="#cfdae1",
                wash="#e1ebf1",
            ),
            dark=Palette(
                brand="#93c7e2",
                brand_ink="#082431",
                accent="#f0935a",
                paper="#0e171d",
                raised="#15222a",
                ink="#e8eff3",
                ink_soft="#a2b3bd",
                line="#2b3b45",
                wash="#182a35",
            ),
            radius=2,
            text=f'"Sofia Sans", "Sofia Sans fallback", {SANS}',
            display=f'"Sofia Sans Condensed", "Sofia Condensed fallback", {SANS}',
        ),
    }
)
DEFAULT_PRESET = "plaine"
