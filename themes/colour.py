"""Colours as numbers: hexadecimal, linear light, and OKLCH for changes that look even to the eye.

Source of the OKLab matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
"""

import math
import re

HEX = re.compile(r"#[0-9a-f]{6}", re.ASCII)
HEX_SHORT = re.compile(r"#[0-9a-f]{3}", re.ASCII)

Triple = tuple[float, float, float]


class NotAColour(ValueError):
    """The text is not "#rgb" nor "#rrggbb"."""


def parse_hex(text: object) -> str:
    """The colour as lowercase "#rrggbb"; "#abc" is widened; anything else raises NotAColour."""
    if isinstance(text, str):
        value = text.strip().lower()
        if HEX.fullmatch(value):
            return value
        if HEX_SHORT.fullmatch(value):
            return "#" + "".join(digit * 2 for digit in value[1:])
    raise NotAColour(text)


def linear_rgb(colour: str) -> Triple:
    """The three channels as linear light, 0 to 1, by the sRGB transfer curve."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _to_gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def to_oklch(colour: str) -> Triple:
    """Lightness 0–1, chroma 0–0.4, hue in radians."""
    red, green, blue = linear_rgb(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The nearest colour a screen can show: chroma is reduced until the colour fits in sRGB."""
    lightness = min(max(lightness, 0.0), 1.0)
    for step in range(41):
        channels = _oklch_to_linear(lightness, chroma * (1 - step / 40), hue)
        if all(-0.0005 <= channel <= 1.0005 for channel in channels):
            break
    return "#" + "".join(f"{round(_to_gamma(min(max(c, 0.0), 1.0)) * 255):02x}" for c in channels)


def _oklch_to_linear(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def with_lightness(colour: str, lightness: float) -> str:
    """The same hue and, as far as the screen allows, the same chroma at another OKLCH lightness."""
    _, chroma, hue = to_oklch(colour)
    return from_oklch(lightness, chroma, hue)


def mix(colour: str, ground: str, share: float) -> str:
    """`share` (0–1) of `colour` over `ground`, mixed in OKLab."""

    def lab(value: str) -> Triple:
        lightness, chroma, hue = to_oklch(value)
        return lightness, chroma * math.cos(hue), chroma * math.sin(hue)

    lightness, a, b = (top * share + under * (1 - share) for top, under in zip(lab(colour), lab(ground), strict=True))
    return from_oklch(lightness, math.hypot(a, b), math.atan2(b, a))
