"""French, analysed once for both engines (ADR 0006): words as typed, then the stems they are found by."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from tenants.reference.text import normalise

LONGEST_WORD = 60  # far below the limits of a tsvector lexeme and of Elasticsearch's whitespace tokens
_ELIDED = re.compile(r"\b(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|quelqu)['’ʼ]", re.IGNORECASE)
# "vendeur(se)", "employé·e·s", "boulanger(ère)": one word that names both genders.
_OTHER_GENDER = r"(?:e|se|ne|le|ve|fe|i?[eè]re|euse|t?rice)"
_BOTH_GENDERS = re.compile(
    rf"(?<=[^\W\d])(?:[(\[]-?(?:{_OTHER_GENDER}s?|s)[)\]]s?|[·•⋅.]{_OTHER_GENDER}(?:[·•⋅.]?s)?\b)", re.IGNORECASE
)
_WRITTEN = re.compile(r"[^\W\d_]+")
_STOP_WORDS_OF_FRENCH = """
a afin ai ainsi alors an apres au aucun aussi autre aux avant avec avoir ayant beaucoup bien car ce ceci cela celle
celles celui ces cet cette ceux chaque chez ci comme comment d dans de depuis des donc du elle elles en encore entre
es est et etait etant etc etre eu eux f fh h hf il ils j je jusqu l la le les leur leurs lors lorsqu lui m ma mais me
meme memes mes mf mh moi mon n ne ni nos notre nous on ont ou par parmi pas peu peut peuvent plus pour pouvez puisqu
qu quand que quel quelle quelles quels qui s sa sans se sera serez seront ses si soit son sont sous suis sur t ta tant
te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y
"""
_STOP_WORDS = frozenset(_STOP_WORDS_OF_FRENCH.split())
# Feminine and plural endings brought to one form before stemming: Snowball alone leaves "boulangers" apart from
# "boulanger" and "vendeuse" apart from "vendeur". Longest first; on unaccented words of six letters or more.
_ONE_FORM = (
    ("trices", "teur"),
    ("trice", "teur"),
    ("euses", "eur"),
    ("euse", "eur"),
    ("iennes", "ien"),
    ("ienne", "ien"),
    ("onnes", "on"),
    ("onne", "on"),
    ("eres", "er"),
    ("ere", "er"),
    ("ees", "e"),
    ("ee", "e"),
    ("aux", "al"),
    ("es", "e"),
    ("s", ""),
)
_french = snowballstemmer.stemmer("french")


def words(text: str) -> list[str]:
    """Every word in reading order, unaccented lower case, elided articles gone: "l'Épicerie" → ["epicerie"]."""
    return [word[:LONGEST_WORD] for word in normalise(_ELIDED.sub(" ", _BOTH_GENDERS.sub("", text))).split()]


def query_words(text: str) -> list[str]:
    """The words of a query, elided articles kept as words: everyday phrases know them ("agent d entretien")."""
    return [word[:LONGEST_WORD] for word in normalise(_BOTH_GENDERS.sub("", text)).split()]


def content_words(text: str) -> list[str]:
    """The words that are looked for: without articles, pronouns and the F/H of a title."""
    return [word for word in words(text) if not is_stop_word(word)]


def stems(text: str) -> list[str]:
    """The stems of the content words, in reading order."""
    return [stem(word) for word in content_words(text)]


def surface_words(text: str) -> list[str]:
    """The distinct words of four letters or more as written, lower case with their accents, in alphabetical order."""
    written = _WRITTEN.findall(_ELIDED.sub(" ", _BOTH_GENDERS.sub("", text)).casefold())
    return sorted({word for word in written if 4 <= len(word) <= LONGEST_WORD and not is_stop_word(normalise(word))})


def is_stop_word(word: str) -> bool:
    return word in _STOP_WORDS


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What an unaccented word is found by: "boulangeres" and "boulanger" → "boulang"."""
    if len(word) >= 5 and not any(char.isdigit() for char in word):
        word = _one_form(word)
    return str(_french.stemWord(word))


def tsvector(weighted: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Literal of a tsvector from (weight A–D, stems); written by us so that no PostgreSQL dictionary has a say.

    Stems are letters and digits only (`normalise`), so nothing in the literal needs quoting.
    """
    weights: dict[str, set[str]] = {}
    for weight, found in weighted:
        for one in found:
            weights.setdefault(one, set()).add(weight)
    # A lexeme keeps a weight only with a position; positions are one a weight, as no phrase is ever searched here.
    return " ".join(
        f"{lexeme}:{','.join(f'{ord(weight) - 64}{weight}' for weight in sorted(found))}"
        for lexeme, found in sorted(weights.items())
    )


def _one_form(word: str) -> str:
    for ending, replacement in _ONE_FORM:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + replacement
    return word
