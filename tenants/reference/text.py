"""One way of writing for everything that is typed and looked up: names of communes, words for occupations."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def normalise(text: str) -> str:
    """Lower case, no accents, œ as oe, anything but letters and digits as one space: "l hay les roses"."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare).strip()


def typeset(text: str) -> str:
    """As a page prints what a data file types: "agent d'entretien" → "agent d’entretien"."""
    return text.replace("'", "’")
