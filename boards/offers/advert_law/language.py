"""Paragraphs that aren't in French, told by their smallest words."""

import re
from collections.abc import Iterator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Fewer words than that are a title, a slogan, a list of tools: not judged.
MIN_WORDS = 9

#: Small words that only French has: «la», «de», «en», «un» are Spanish, Italian or Dutch as well.
_FRENCH = _set(
    "le les une des du et ou au aux vous nous votre vos notre nos pour avec dans sur est sont etes serez avez sera ce "
    "cette ces qui elle son sa ses plus ne pas poste travail profil rejoignez"
)
_OTHERS = (
    _set(
        # English, Spanish, German, Italian, Portuguese, Dutch: words French hasn't.
        "the and you will with our for are to of we your is be have this that from as an in at or who must "
        "con para el los las y una del buscamos experiencia se que por trabajo "
        "und der die das wir sie mit fur ist sind ein eine zu im auf bei oder ihre "
        "il di per gli che della nella cerchiamo con e una sono "
        "com uma para os as voce nosso trabalho experiencia "
        "het een van voor wij zijn je met bij onze werk"
    )
    - _FRENCH
)
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[a-z]+")


def foreign_paragraphs(folded: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs with at least nine words, most of whose small words aren't French."""
    for paragraph in _PARAGRAPH.finditer(folded):
        words = _WORD.findall(paragraph[0])
        if len(words) < MIN_WORDS:
            continue
        french = sum(word in _FRENCH for word in words)
        other = sum(word in _OTHERS for word in words)
        if other >= 3 and other > 2 * french:
            yield paragraph.span()


def french_words(folded: str) -> int:
    """How many small French words a text has."""
    return sum(word in _FRENCH for word in _WORD.findall(folded))
