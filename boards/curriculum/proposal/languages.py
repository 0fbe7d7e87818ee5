"""Languages and how well: «anglais courant», «Espagnol : B2», «arabe (langue maternelle)»."""

import re

from boards.curriculum.proposal.plain import plain
from boards.curriculum.values import Language

#: ISO 639-1 → the name in French; the first is the one that is written.
NAMES: dict[str, tuple[str, ...]] = {
    "fr": ("français",), "en": ("anglais",), "es": ("espagnol", "castillan"), "de": ("allemand",), "it": ("italien",),
    "pt": ("portugais", "brésilien"), "nl": ("néerlandais", "flamand", "hollandais"), "ar": ("arabe", "darija"),
    "ru": ("russe",), "pl": ("polonais",), "ro": ("roumain",), "tr": ("turc",), "zh": ("chinois", "mandarin"),
    "ja": ("japonais",), "ko": ("coréen",), "vi": ("vietnamien",), "uk": ("ukrainien",), "bg": ("bulgare",),
    "cs": ("tchèque",), "sk": ("slovaque",), "hu": ("hongrois",), "el": ("grec",), "sv": ("suédois",),
    "da": ("danois",), "no": ("norvégien",), "fi": ("finnois",), "hr": ("croate",), "sr": ("serbe",),
    "sq": ("albanais",), "hy": ("arménien",), "ka": ("géorgien",), "he": ("hébreu",),
    "fa": ("persan", "farsi", "dari"), "ps": ("pachto",), "ur": ("ourdou",), "hi": ("hindi",), "bn": ("bengali",),
    "ta": ("tamoul",), "th": ("thaï",), "wo": ("wolof",), "bm": ("bambara",), "ff": ("peul",), "ln": ("lingala",),
    "sw": ("swahili",), "so": ("somali",), "am": ("amharique",), "ti": ("tigrinya",), "mg": ("malgache",),
    "ha": ("haoussa",), "ku": ("kurde",), "br": ("breton",), "eu": ("basque",), "co": ("corse",), "ca": ("catalan",),
    "oc": ("occitan",), "lt": ("lituanien",), "lv": ("letton",), "et": ("estonien",), "sl": ("slovène",),
    "mk": ("macédonien",), "ht": ("créole",), "lb": ("luxembourgeois",), "id": ("indonésien",), "az": ("azéri",),
}  # fmt: skip
_CODES = {plain(name): code for code, names in NAMES.items() for name in names}
_NAME = re.compile(rf"\b(?:{'|'.join(sorted(_CODES, key=len, reverse=True))})\b")
_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b([abc][12])\b"), ""),
    (re.compile(r"\bmaternelle?\b|\bnati(?:f|ve)\b"), "native"),
    (re.compile(r"\bbilingue\b"), "C2"),
    (re.compile(r"\b(?:courant|courante|courammment|couramment|fluent|parfait)\b"), "C1"),
    (
        re.compile(r"\b(?:bon niveau|avance|confirme|professionnel|professionnelle|lu ecrit parle|lu parle ecrit)\b"),
        "B2",
    ),
    (re.compile(r"\b(?:intermediaire|moyen|correct)\b"), "B1"),
    (re.compile(r"\b(?:scolaire|elementaire)\b"), "A2"),
    (re.compile(r"\b(?:notions?|debutant|bases?|faible)\b"), "A1"),
)


def languages_in(lines: list[str]) -> tuple[Language, ...]:
    found: dict[str, str] = {}
    for line in lines:
        words = plain(line)
        names = list(_NAME.finditer(words))
        for number, name in enumerate(names):
            end = names[number + 1].start() if number + 1 < len(names) else len(words)
            code = _CODES[name[0]]
            found[code] = found.get(code) or _level(words[name.end() : end])
    return tuple(Language(code, level) for code, level in found.items())


def _level(words: str) -> str:
    for pattern, level in _LEVELS:
        match = pattern.search(words)
        if match:
            return level or match[1].upper()
    return ""


def name_of(code: str) -> str:
    """The French name; the code itself for one that has none here."""
    return NAMES[code][0] if code in NAMES else code


def code_of(name: str) -> str:
    """The ISO 639-1 code of a French name or of a code, '' for neither."""
    words = plain(name)
    return _CODES.get(words) or (words if re.fullmatch(r"[a-z]{2}", words) else "")
