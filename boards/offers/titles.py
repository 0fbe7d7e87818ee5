"""Job titles: brought to one style, open to both sexes (L1142-1 code du travail)."""

import re
import unicodedata
from collections.abc import Collection

from boards.offers.title_words import (
    ACCENTS,
    ACRONYMS,
    ADJECTIVES,
    FEMININE,
    FEMININE_ENDINGS,
    MASCULINE,
    MASCULINE_ENDINGS,
    NEITHER,
    NEITHER_ENDINGS,
)

MARK = "F/H"
#: Longer than any title: such a text is given back with its spaces tidied, for the form to refuse.
MAX_READ = 300

_WORD = re.compile(r"[^\W_]+")
#: «Chef(fe)», «Employé·e·s», «Directeur.rice», «Formateur/trice», «Vendeur-se».
_ADDED = "euse|teuse|eresse|trice|rice|ice|ière|iere|ère|ere|ienne|enne|onne|nne|ne|lle|le|sse|se|fe|ve|ive|ale|re|e"
_INCLUSIVE = re.compile(
    rf"(?<=[^\W\d_]{{3}})(?:\((?:{_ADDED})s?\)"
    rf"|[·•‧⋅∙.](?:{_ADDED})(?:[·•‧⋅∙.](?=s\b)|(?=s?\b))"
    r"|(?:\s?/\s?-?|-)(?:euse|trice|rice|ice|ière|ère|ienne|enne|ne|se|fe|e)(?=s?\b))(?P<plural>s\b)?",
    re.IGNORECASE,
)
_SEX = r"(?:h(?:ommes?)?|f(?:emmes?)?|m|x|nb|d)"
_OR = r"\s{0,2}(?:/|-|–|\||ou)\s{0,2}"
#: «(H/F)», «h/f», «F-H», «(Homme ou Femme)», «H/F/X», «(HF)».
_MARK = re.compile(
    rf"[(\[]\s{{0,2}}(?:{_SEX}{_OR}{_SEX}(?:{_OR}{_SEX})?|hf|fh)\s{{0,2}}[)\]]"
    rf"|(?<![^\W_])[hfm]\s{{0,2}}[/|]\s{{0,2}}[hf](?:\s{{0,2}}/\s{{0,2}}(?:x|nb|d))?(?![^\W_])"
    r"|(?<![^\W_])(?:h-f|f-h)(?![^\W_])"
    r"|(?<=\S\s)(?:hommes?\s?/\s?femmes?|femmes?\s?/\s?hommes?)$",
    re.IGNORECASE,
)
_ARTICLE = r"(?:un\(e\)|un/une|une?|des)\s"
_LEAD_IN = re.compile(
    r"(?:(?:urgent|offre d'emploi|on recherche|nous recherchons|recherchons|recherche|nous cherchons|cherche|"
    r"nous recrutons|recrutons|recrute|recrutement|poste(?=\s?:|\sd)|emploi(?=\s?:|\sd))"
    r"(?!\s(?:et|en|&|clinique|scientifique|appliquée)\b)\s{0,2}[:!\-–]{0,2}\s{0,2}){1,3}"
    rf"(?:(?:d'|de\s)?{_ARTICLE}|d'|de\s)?|{_ARTICLE}",
    re.IGNORECASE,
)
#: «Man?uvre», «gros ?uvre»: an œ that an old encoding lost.
_LOST_OE = re.compile(r"\?(?=uvre|urs?\b|ufs?\b|ud\b)", re.IGNORECASE)
_LETTER_KEPT = re.compile(r"(?:permis|cat[ée]gorie|classe|groupe|niveau|caces)\s{1,2}$", re.IGNORECASE)
_EDGES = " ,;:.!*|/\\-–—_•·"


def clean_title(text: str, *, keep: Collection[str] = ()) -> str:
    """«CHEF D'EQUIPE MACONNERIE (H/F)» → «Chef d'équipe maçonnerie F/H».

    Forms with both genders in one word lose the added ending and gain the mark; a title that names both
    («Maçon / Maçonne») needs none. keep: names (a town, a brand) whose capitals stay in a shouted title.
    Doing it twice changes nothing.
    """
    title = " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())
    if len(title) > MAX_READ:
        return title
    kept = {_folded(word) for name in keep for word in _WORD.findall(name)}
    # A mark that was taken away may uncover another, or a lead-in: a few rounds settle any title.
    for _round in range(5):
        before, title = title, _cleaned(title, keep=kept)
        if title == before:
            break
    return title


def _cleaned(title: str, *, keep: Collection[str]) -> str:
    marked, title = _take_marks(title)
    title = _LOST_OE.sub("œ", title).strip(_EDGES)
    if (lead_in := _LEAD_IN.match(title)) and lead_in.end() < len(title):
        title = title[lead_in.end() :].strip(_EDGES)
    if _is_shouted(title):
        title = _lowered(title, keep=keep)
    title = _with_accents(_tidied(title))
    if not title:
        return ""
    title = title[0].upper() + title[1:]
    if names_both_genders(title):
        return title
    return f"{title} {MARK}" if marked or names_one_gender(title) else title


def names_both_genders(title: str) -> bool:
    """Whether a word stands beside its other form: «Ouvrier / Ouvrière de la maçonnerie»."""
    words = {word.lower().removesuffix("s") for word in _WORD.findall(title)}
    return any(form in words for word in words if _is_gendered(word) for form in _feminine_forms(word))


def names_one_gender(title: str) -> bool:
    """Whether the person looked for is said in one gender only: «Boulanger», «Caissière».

    Read in each part of the title up to its first preposition: what follows is the place or the object.
    """
    for part in _PARTS.split(title.lower()):
        head = _WORD.findall(_PREPOSITION.split(part, maxsplit=1)[0])
        if any(_is_gendered(word) for word in head):
            return True
    return any(word in ADJECTIVES for word in _WORD.findall(title.lower())[1:])


_PARTS = re.compile(r"[/|,;:()+–]|\s-\s|\bou\b|\bet\b")
_PREPOSITION = re.compile(r"\b(?:de|des|du|d|en|à|au|aux|pour|chez|dans|sur|avec|sans|par|l)\b")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u00ad": None, "\u200b": None, "\ufeff": None}
)


def _take_marks(title: str) -> tuple[bool, str]:
    """Whether the title was open to both sexes in any notation, and the title without the notation."""
    without = _INCLUSIVE.sub(lambda found: found["plural"] or "", _MARK.sub(" ", title))
    return without != title, " ".join(without.split())


def _is_shouted(title: str) -> bool:
    letters = [character for character in title if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) > 1 and capitals >= 0.8 * len(letters)


def _lowered(title: str, *, keep: Collection[str]) -> str:
    def lower(found: re.Match[str]) -> str:
        word = found[0]
        if word in ACRONYMS or any(character.isdigit() for character in word):
            return word
        if len(word) == 1 and _LETTER_KEPT.search(title, max(0, found.start() - 12), found.start()):
            return word
        if _folded(word) in keep:
            return word.capitalize()
        if word == "A" and found.start() > 0 and title[found.start() - 1] == " " and title[found.end() :][:1] == " ":
            return "à"
        return word.lower()

    return _WORD.sub(lower, title)


def _with_accents(title: str) -> str:
    def accented(found: re.Match[str]) -> str:
        word = found[0]
        right = ACCENTS.get(_folded(word))
        if right is None or word.isupper():
            return word
        return right[0].upper() + right[1:] if word[0].isupper() else right

    return _WORD.sub(accented, title)


def _tidied(title: str) -> str:
    """No empty brackets, no doubled signs left where a mark stood."""
    title = re.sub(r"\(\s{0,3}\)|\[\s{0,3}\]", " ", title)
    title = re.sub(r"\s{1,3}([,;)])", r"\1", " ".join(title.split()))
    title = re.sub(r"(?<=\S)(?:\s/(?=\S)|/\s)", " / ", title.replace(" / ", "/ "))
    title = re.sub(r"([-–/|,])(?:\s?[-–/|,]){1,5}(?=\s|$)", r"\1", title)
    return " ".join(title.split()).strip(_EDGES)


def _is_gendered(word: str) -> bool:
    word = word.removesuffix("s") if word not in MASCULINE else word
    if word in NEITHER or word.endswith(NEITHER_ENDINGS):
        return False
    return word in MASCULINE or word in FEMININE or word.endswith((*MASCULINE_ENDINGS, *FEMININE_ENDINGS))


def _feminine_forms(word: str) -> tuple[str, ...]:
    """What the feminine of a masculine word may be; nonsense forms match nothing."""
    if len(word) < 3:
        return ()
    forms = [word + "e", word + "ne", word + "fe", word + "le", word + "sse", word + "te"]
    if word.endswith("er"):
        forms.append(word[:-2] + "ère")
    if word.endswith("eur"):
        forms += [word[:-3] + "euse", word[:-3] + "rice", word[:-3] + "eresse"]
    if word.endswith("f"):
        forms.append(word[:-1] + "ve")
    if word.endswith("eux"):
        forms.append(word[:-1] + "se")
    if word == "homme":
        forms.append("femme")
    return tuple(forms)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
