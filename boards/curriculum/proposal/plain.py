"""Words compared as people mean them: without accents, case and marks."""

import re
import unicodedata

_MARKS = re.compile(r"[^a-z0-9+&]+")


def plain(text: str) -> str:
    """«Expériences professionnelles :» → "experiences professionnelles"."""
    bare = unicodedata.normalize("NFD", text.lower())
    return _MARKS.sub(" ", "".join(sign for sign in bare if unicodedata.category(sign) != "Mn")).strip()


def without_bullet(line: str) -> str:
    return line.removeprefix("•").strip()


def is_bullet(line: str) -> bool:
    return line.startswith("•")


def as_written(text: str) -> str:
    """Words all in capitals as they would be written in a text: «COMPTABLE GÉNÉRALE» → «Comptable générale»."""
    letters = [sign for sign in text if sign.isalpha()]
    return text.capitalize() if len(letters) > 4 and all(sign.isupper() for sign in letters) else text


def as_name(text: str) -> str:
    """The same for names of people and places, each part on its own: «SAINT-OMER» → «Saint-Omer»."""
    return re.sub(
        r"[^\W\d_]+", lambda word: word[0].capitalize() if word[0].isupper() and len(word[0]) > 1 else word[0], text
    )
