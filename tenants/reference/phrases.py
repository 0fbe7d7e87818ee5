"""How words are compared: without plural, without the small words between them."""

from collections.abc import Iterable

from tenants.reference.text import normalise

# Between the words of a title they come and go: "agent d'entretien", "agent entretien", "agent de l'entretien".
SMALL_WORDS = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "pour", "un", "une"}
)
_SHORTEST_PLURAL = 4  # "bus", "gaz", "rh" stay as they are


def singular(word: str) -> str:
    """A normalised word without its plural: "caissières" has become "caissiere", "commerciaux" "commercial".

    Not a dictionary: "travaux" becomes "traval". Both sides of a comparison go through it.
    """
    if len(word) < _SHORTEST_PLURAL:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return f"{word[:-3]}al"
    return word[:-1] if word.endswith(("s", "x")) else word


def key(text: str) -> tuple[str, ...]:
    """What two ways of writing the same phrase have in common: its singular words, small ones left out."""
    return keys_of(normalise(text).split())


def keys_of(words: Iterable[str]) -> tuple[str, ...]:
    """The same, from words already normalised."""
    return tuple(singular(word) for word in words if word not in SMALL_WORDS)
