"""The text of a document as lines, in the order in which a person reads them."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

#: Five pages full of words; whatever comes after them is no CV.
MOST_LINES, LONGEST_LINE, MOST_SIGNS = 1_000, 400, 30_000
#: What word processors put before the items of a list; symbol fonts live in the private area.
_BULLET = re.compile(r"^[\s•‣▪■□●○◦►▶➢➤→✓✔❖◆*·–—\-\uf000-\uf0ff]+(?=\S)")
_UNSEEN = dict.fromkeys(
    (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_SPACED = re.compile(r"^(?:\S ){3,40}\S$")
BULLET = "• "


def tidied(lines: Iterable[str]) -> list[str]:
    """Composed, single blanks, one sign for all bullets; empty lines kept, one at a time, because they part things."""
    found: list[str] = []
    left = MOST_SIGNS
    for raw in islice(lines, MOST_LINES * 20):
        text = _one(raw[: LONGEST_LINE * 3]) if raw and not raw.isspace() else ""
        if not text and (not found or not found[-1]):
            continue
        found.append(text)
        left -= len(text)
        if len(found) >= MOST_LINES or left <= 0:
            break
    return found


def _one(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw.replace("’", "'").translate(_UNSEEN))
    # Tabs part columns: they stay visible.
    text = "\t".join(" ".join(part.split()) for part in text.split("\t")).strip()
    bullet = _BULLET.match(text)
    text = BULLET + text[bullet.end() :] if bullet else text
    if _SPACED.match(text):
        # «F O R M A T I O N»: letters set apart for show.
        text = text.replace(" ", "")
    return text[:LONGEST_LINE].strip()
