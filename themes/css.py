"""A tenant's look as CSS text: what its people chose, checked, and everything else derived from it.

Nothing of the input is echoed: colours are parsed to numbers and written again, so no text can reach the sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from themes import contrast
from themes.colour import NotAColour, mix, parse_hex, to_oklch, with_lightness
from themes.tokens import COLOUR_NAMES, PRESETS, RADIUS_RANGE, Palette, Tokens

WHITE = "#ffffff"


class InvalidOverrides(ValueError):
    """The overrides can't be used; `messages` says what to do, one French sentence each."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What a tenant changed in its preset: colours of the light scheme by token name, and the corners."""

    colours: Mapping[str, str]
    radius: int | None = None


def parse_overrides(raw: object) -> Overrides:
    """Read {"brand": "#0a5", "radius": 8}; unknown names, other CSS, other types raise InvalidOverrides."""
    if not isinstance(raw, Mapping):
        raise InvalidOverrides([_("Les réglages d’apparence doivent être une liste de couleurs nommées.")])
    colours: dict[str, str] = {}
    radius: int | None = None
    messages: list[str] = []
    for name, value in raw.items():
        if name in COLOUR_NAMES:
            try:
                colours[name] = parse_hex(value)
            except NotAColour:
                messages.append(_("Écrivez la couleur « %s » sous la forme #1f5c3d.") % name)
        elif name == "radius":
            if type(value) is int and value in RADIUS_RANGE:
                radius = value
            else:
                messages.append(
                    _("L’arrondi des angles va de %(low)s à %(high)s pixels.")
                    % {"low": RADIUS_RANGE.start, "high": RADIUS_RANGE.stop - 1}
                )
        else:
            messages.append(_("Retirez un réglage d’apparence inconnu ; on peut choisir : %s.") % ", ".join(ALLOWED))
    if messages:
        raise InvalidOverrides(messages)
    return Overrides(colours=colours, radius=radius)


ALLOWED = (*COLOUR_NAMES, "radius")


def resolve(preset: str, overrides: Overrides) -> Tokens:
    """The complete look. Derived: text on the brand, the wash, and the whole dark scheme."""
    base = PRESETS[preset]
    chosen = dict(overrides.colours)
    light = replace(base.light, **chosen)
    if "brand" in chosen or "paper" in chosen:
        light = _derive_light(light, chosen)
    return replace(
        base,
        light=light,
        dark=_derive_dark(base.dark, chosen),
        radius=base.radius if overrides.radius is None else overrides.radius,
    )


def _derive_light(light: Palette, chosen: Mapping[str, str]) -> Palette:
    if "wash" not in chosen:
        light = replace(light, wash=_wash(light, share=0.09))
    if "brand_ink" not in chosen:
        light = replace(light, brand_ink=_ink_on(light.brand, light.ink))
    if "ink_soft" not in chosen:
        grounds = [(ground, contrast.TEXT) for ground in (light.paper, light.raised, light.wash)]
        light = replace(light, ink_soft=contrast.nearest(light.ink_soft, against=grounds))
    return light


def _wash(palette: Palette, *, share: float) -> str:
    """A breath of the brand over the paper, fainter when the brand would no longer read on it."""
    for part in (share, share * 0.6, share * 0.3):
        wash = mix(palette.brand, palette.paper, part)
        if (
            contrast.ratio(palette.brand, wash) >= contrast.TEXT
            and contrast.ratio(palette.accent, wash) >= contrast.EDGE
        ):
            return wash
    return palette.paper


def _ink_on(brand: str, ink: str) -> str:
    return max(WHITE, ink, key=lambda candidate: contrast.ratio(candidate, brand))


def _derive_dark(dark: Palette, chosen: Mapping[str, str]) -> Palette:
    """The preset's dark grounds, with the tenant's hues lifted.

    A colour of OKLCH lightness 0.74 and more reads on any ground as dark as these, whatever its hue.
    """
    if "brand" in chosen:
        brand = with_lightness(chosen["brand"], max(0.78, to_oklch(chosen["brand"])[0]))
        ink = contrast.nearest(with_lightness(brand, 0.2), against=[(brand, contrast.TEXT)])
        dark = replace(dark, brand=brand, brand_ink=ink, wash=mix(brand, dark.raised, 0.1))
    if "accent" in chosen:
        accent = with_lightness(chosen["accent"], max(0.74, to_oklch(chosen["accent"])[0]))
        dark = replace(dark, accent=accent)
    return dark


def problems(preset: str, raw: object) -> list[str]:
    """What a form or a model shows under the settings of the look; empty when they may be saved.

    One sentence a token to change, about its worst pair.
    """
    try:
        overrides = parse_overrides(raw)
    except InvalidOverrides as error:
        return error.messages
    worst: dict[tuple[str, str], contrast.ContrastProblem] = {}
    for problem in contrast.check(resolve(preset, overrides), chosen=overrides.colours):
        key = (problem.scheme, problem.change)
        if key not in worst or problem.ratio / problem.needed < worst[key].ratio / worst[key].needed:
            worst[key] = problem
    return [problem.message for problem in worst.values()]


def look_css(preset: str, raw: object) -> str:
    """The sheet of a tenant's look, linked after the preset's. Raises InvalidOverrides for what `problems` refuses."""
    refused = problems(preset, raw)
    if refused:
        raise InvalidOverrides(refused)
    return f"@layer tenant {{\n{root_css(resolve(preset, parse_overrides(raw)))}}}\n"


def root_css(tokens: Tokens) -> str:
    """The custom properties of both schemes."""
    return (
        f"  :root {{ {_declarations(tokens.light)}; --radius: {tokens.radius}px }}\n"
        f"  @media (prefers-color-scheme: dark) {{ :root {{ {_declarations(tokens.dark)} }} }}\n"
    )


def _declarations(palette: Palette) -> str:
    return "; ".join(f"{name}: {value}" for name, value in palette.css_items())
