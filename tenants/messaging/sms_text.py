"""What a text becomes on its way to a phone: the GSM 03.38 alphabet, and what it costs in segments."""

import math
import unicodedata
from dataclasses import dataclass

from tenants.messaging.enums import Encoding

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Two places each: an escape and the sign.
EXTENSION = frozenset("^{}\\[~]|€\f")
ALPHABET = BASIC | EXTENSION

# French typography and the letters that no GSM table has, as the nearest that it has.
_SIMPLER = {
    "’": "'", "‘": "'", "‚": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "″": '"', "‹": "'", "›": "'",
    "…": "...", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "•": "-", "·": ".",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\t": " ",
    "\u200b": "", "\u200d": "", "\ufeff": "", "\u00ad": "", "\u200e": "", "\u200f": "",
    "œ": "oe", "Œ": "OE", "ç": "c", "×": "x", "÷": "/", "°": "o", "º": "o", "ª": "a", "²": "2", "³": "3",
    "½": "1/2", "¼": "1/4", "¾": "3/4", "→": "->", "©": "(c)", "®": "(r)", "™": "TM", "№": "No",
}  # fmt: skip
_GUILLEMETS = (("« ", '"'), (" »", '"'))


@dataclass(frozen=True)
class Measured:
    """units: septets (GSM) or 16-bit units (UCS-2); segments: what the operator counts, and bills."""

    encoding: Encoding
    units: int
    segments: int


def to_gsm(text: str) -> str:
    """The text in signs of the GSM alphabet where there is one for it; what has none is left as it is."""
    # Spaces inside guillemets go first: a straight quote takes none.
    text = "".join(_SIMPLER.get(sign, sign) if sign in "\u00a0\u202f\u2009" else sign for sign in text)
    for french, plain in _GUILLEMETS:
        text = text.replace(french, plain)
    return "".join(_simpler(sign) for sign in unicodedata.normalize("NFC", text))


def measure(text: str) -> Measured:
    """How a text travels and in how many segments: 160 or 153 septets, 70 or 67 units of UCS-2."""
    if all(sign in ALPHABET for sign in text):
        widths = [2 if sign in EXTENSION else 1 for sign in text]
        return Measured(Encoding.GSM, sum(widths), _segments(widths, single=160, each=153))
    widths = [2 if ord(sign) > 0xFFFF else 1 for sign in text]
    return Measured(Encoding.UCS2, sum(widths), _segments(widths, single=70, each=67))


def _simpler(sign: str) -> str:
    if sign in ALPHABET:
        return sign
    if sign in _SIMPLER:
        return _SIMPLER[sign]
    # ê → e, ï → i: the letter without its mark, when GSM has that.
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return bare if bare and all(part in ALPHABET for part in bare) else sign


def _segments(widths: list[int], *, single: int, each: int) -> int:
    """A sign of two units is never cut in two: it moves to the next segment whole."""
    total = sum(widths)
    if total <= single:
        return 1
    if 2 not in widths:
        return math.ceil(total / each)
    segments, room = 1, each
    for width in widths:
        if width > room:
            segments, room = segments + 1, each
        room -= width
    return segments
