"""What an employer must not read before somebody agrees: names, addresses, numbers, links, age, in their own words.

One pass over the signs for each kind, nothing that backtracks; what is taken out is told to the person who wrote it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

#: What stands where something was.
GAP = "[…]"
LONGEST = 4000

# First names and family names that are everyday words too: «petit» in a sentence is no name, «Petit» is.
_EVERYDAY_WORDS = """
    ange aime aimee blanc blanche bon bonne boucher boulanger bois brun charpentier chevalier claire clement colombe
    constant desire dimanche doux fleur fort france franc gaillard gentil grand gros jasmin joie jolie juste leger
    long lucide maison marchand marin masson mercier meunier mignon moulin neuf noel noir paris parfait pascal petit
    pierre prudent prudence rose roux sage saint sauvage serein serrurier soleil tailleur tonnelier tourneur travers
    vert vigneron village
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
_PARTICLE_WORDS = "de du des la le les el al ben bent van von der den di da dos st ste saint sainte et"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ONE_DIGIT = "zero un une deux trois quatre cinq six sept huit neuf"
_TWO_DIGITS = "dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante"
_DIGIT_WORDS = {**dict.fromkeys(_ONE_DIGIT.split(), 1), **dict.fromkeys(_TWO_DIGITS.split(), 2)}
_FEWEST_DIGITS, _FEWEST_NUMBER_WORDS = 9, 4
_WIDEST_GAP = 8
_DATES = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d|(?:19|20)\d\d\s?[-–/à]\s?(?:19|20)\d\d")

# Signs that nobody sees: a soft hyphen, a space without width, marks of direction. Inside a name they would hide it.
_UNSEEN = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, *range(0x200B, 0x200D), 0x200E, 0x200F, *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0]
)  # fmt: skip
# This one also joins two pictures into one.
_JOINER = re.compile(r"(?<=\w)\u200d++")
# A page shows many blanks as one, and so does whoever reads it.
_BLANKS = re.compile(r"[^\S\n]{2,}+")
_LINES = re.compile(r"[^\S\n]?(?:\n[^\S\n]?)++")
_BLANK = re.compile(r"[^\S\n]")

_TOKEN = re.compile(r"[^\W_]+")
_AT = r"(?:@|\(at\)|\[at\]|\{at\}|\(a\)|\barobase?\b|\barobas\b)"
_DOT = r"(?:\.|[(\[{](?:point|dot)[)\]}]|\bpoint\b|\bdot\b)"
_EMAIL = re.compile(
    # Written out too: «fatima arobase exemple point fr». Possessive, so that a long word is read once.
    rf"(?<![\w.+\-])[\w.+\-]++[ ]{{0,2}}{_AT}[ ]{{0,2}}[\w\-]{{1,63}}"
    rf"(?:[ ]{{0,2}}{_DOT}[ ]{{0,2}}[\w\-]{{2,63}}){{0,4}}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S{1,500}"
    r"|\b[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,4}\.(?:fr|com|net|org|eu|io|be|info|app|dev|tv|pro|lu|ch|uk|it)\b"
    r"(?:/\S{0,300})?"
    r"|\b[a-z0-9\-]{1,63}[ ]{0,2}[(\[{](?:point|dot)[)\]}][ ]{0,2}[a-z]{2,6}\b"
    r"|\b(?:wa|t|m|fb)\.me/\S{1,300}|\blnkd\.in/\S{1,300}|\bbit\.ly/\S{1,300}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@[\w.\-]{2,60}")
_NETWORK = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|facebook|fb|tik ?tok|whatsapp|telegram|linkedin|messenger|signal|skype|twitter)"
    r"[ ]{0,2}(?:[:=][ ]{0,2}[^\s,;]{2,60}|[ ](?=[\w.\-]{0,60}[\d_])[\w.\-]{2,60})",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?i:\b\d{1,4}[ ]{0,2}(?:bis|ter|quater)?,?[ ]{1,2})?"
    r"\b(?i:rue|avenue|av\.|boulevard|bd|impasse|allées?|chemin|quai|ruelle|venelle|résidence|lotissement|lieu-dit)"
    r"[ ](?i:(?:de|du|des|la|le|les|l’|l'|d’|d'|aux?)[ ]?){0,3}"
    r"(?:[^\W\d_][\w’'\-]{1,30})(?:[ ](?i:(?:de|du|des|la|le|les|et|aux?)[ ]){0,2}[A-ZÀ-Ý][\w’'\-]{1,30}){0,4}"
)
_AGE = re.compile(
    r"\b(?:(?:j['’ ]ai|ai|[âa]g[ée]e?s?[ ]de|[âa]ge[ ]?:|jeune[ ]de|homme[ ]de|femme[ ]de|mes)[ ]{0,2}\d{2}[ ]?ans)\b"
    r"(?![ ](?:d['’]|de[ ]|dans|en[ ]))"
    r"|\bnée?[ ](?:en|le|au|dans)[ ][^,.;\n]{0,30}?(?:19|20)\d\d"
    r"|\bn[ée]e?[ ]le[ ]\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}"
    # Alone between commas or at the beginning: «53 ans, motivée»; after «depuis» it is a career.
    r"|(?:^|(?<=[,.;:(\n] )|(?<=[,.;:(\n]))\d{2}[ ]ans(?=[ ]?(?:[,.;!)]|$|et\b|marié|célibataire|motivé))",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?i:je[ ]m['’ ]appelle|je[ ]me[ ](?:nomme|prénomme)|moi[ ]c['’]est|mon[ ](?:nom|prénom)[ ](?:est|c['’]est)|"
    r"(?:nom|prénom)[ ]?:|appelez[ -]moi|demandez)[ ]{1,2}"
    # One word in any case, then only what begins with a capital.
    r"(?P<name>[^\W\d_][\w’'\-]{1,30}(?:[ ][A-ZÀ-Ý][\w’'\-]{1,30}){0,3})"
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Scrubbed:
    """A text as an employer sees it, and what of it they don't: the person's own spelling, in its order."""

    text: str
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What we know of a person that would give them away. names: full ones, however many; places: their commune."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


_NOTHING_KNOWN = Known()


def scrub(text: str, known: Known = _NOTHING_KNOWN) -> Scrubbed:
    """Take out whatever names, reaches or places somebody. Linear in the text; beyond 4,000 signs nothing is shown."""
    text = _as_seen(text[:LONGEST])
    # As long as the text: every blank is a plain one, for whoever looks.
    plain = _BLANK.sub(" ", text)
    spans: list[Span] = []
    for look in _LOOKS:
        spans += look(plain)
    tokens = list(_tokens(plain))
    spans += _numbers(plain, tokens)
    spans += _names(tokens, known.names)
    spans += _places(tokens, known.places)
    return _without(text, _merged(spans))


def scrub_all(texts: Iterable[str], known: Known) -> list[str]:
    """Short texts, such as skills: one that gives somebody away is left out whole."""
    return [text for text in texts if not scrub(text, known).hidden]


def _as_seen(text: str) -> str:
    """What a reader has before their eyes: without what is invisible, many blanks as one."""
    text = _JOINER.sub("", text.translate(_UNSEEN))
    text = _BLANKS.sub(" ", text)
    return _LINES.sub(lambda found: "\n\n" if found[0].count("\n") > 1 else "\n", text)


def _by(pattern: re.Pattern[str], group: str | int = 0) -> Callable[[str], list[Span]]:
    return lambda text: [match.span(group) for match in pattern.finditer(text)]


_LOOKS = (_by(_EMAIL), _by(_LINK), _by(_HANDLE), _by(_NETWORK), _by(_STREET), _by(_AGE), _by(_CALLED, "name"))


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    plain: str  # lower case, without accents, wide digits as digits
    raised: bool  # begins with a capital
    first: bool  # begins a sentence


def _tokens(text: str) -> Iterator[_Token]:
    before, is_first = 0, True
    for match in _TOKEN.finditer(text):
        between = text[before : match.start()]
        before = match.end()
        starts = is_first or any(sign in between for sign in ".!?\n:•")
        is_first = False
        yield _Token(match.start(), match.end(), _plain(match[0]), match[0][0].isupper(), starts)


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def _numbers(text: str, tokens: list[_Token]) -> Iterator[Span]:
    """Runs of digits and number words that are long enough for a telephone; dates side by side are none."""
    run: list[_Token] = []
    for token in [*tokens, None]:
        if token is not None and _digits_in(token) and (not run or token.start - run[-1].end <= _WIDEST_GAP):
            run.append(token)
            continue
        if _is_a_number(text, run):
            start = run[0].start
            # The + and the bracket before it go with it.
            while start and text[start - 1] in "+(":
                start -= 1
            yield start, run[-1].end
        run = [token] if token is not None and _digits_in(token) else []


def _digits_in(token: _Token) -> int:
    if token.plain.isdecimal():
        return len(token.plain)
    # A letter O for a zero: «O6 12 …».
    if len(token.plain) <= 14 and any(s.isdecimal() for s in token.plain) and set(token.plain) <= set("0123456789oil"):
        return len(token.plain)
    return _DIGIT_WORDS.get(token.plain, 0)


def _is_a_number(text: str, run: list[_Token]) -> bool:
    if sum(map(_digits_in, run)) < _FEWEST_DIGITS:
        return False
    written = [token for token in run if token.plain in _DIGIT_WORDS]
    if len(written) == len(run):
        return len(run) >= _FEWEST_NUMBER_WORDS
    rest = _DATES.sub("", text[run[0].start : run[-1].end])
    return sum(sign.isdecimal() for sign in rest) + 2 * len(written) >= _FEWEST_DIGITS


def _names(tokens: list[_Token], names: tuple[str, ...]) -> Iterator[Span]:
    parts = {part for name in names for part in _parts(name)}
    found = {at for at, token in enumerate(tokens) if token.plain in parts}
    for at in found:
        token = tokens[at]
        alone = at - 1 not in found and at + 1 not in found
        is_word = token.plain in _EVERYDAY and (not token.raised or token.first)
        if not (alone and is_word):
            yield token.start, token.end
    yield from _in_pieces(tokens, {one for name in names for one in (*_parts(name), *_with_particles(name))})
    yield from _in_disguise(tokens, names)


def _parts(name: str) -> list[str]:
    parts = [_plain(part) for part in _TOKEN.findall(name)]
    return [part for part in parts if len(part) > 1 and part not in _PARTICLES]


def _with_particles(name: str) -> Iterator[str]:
    """«benali» of somebody called Ben Ali."""
    before = ""
    for part in map(_plain, _TOKEN.findall(name)):
        if before and part not in _PARTICLES:
            yield before + part
        before = before + part if part in _PARTICLES else ""


def _in_pieces(tokens: list[_Token], parts: set[str]) -> Iterator[Span]:
    """«Ben Ali» of somebody called Benali, «F.a.t.i.m.a»; «le bon» stays what it is beside a Lebon."""
    for start, end in _runs(tokens, {part for part in parts if _is_long(part)}):
        run = tokens[start:end]
        are_words = all(one.plain in _PARTICLES | _EVERYDAY and (not one.raised or one.first) for one in run)
        if not are_words:
            yield run[0].start, run[-1].end


def _runs(tokens: list[_Token], wanted: set[str]) -> Iterator[Span]:
    """Which tokens one after the other spell one of these: as long as its beginning, no longer."""
    for at in range(len(tokens)):
        spelled = ""
        for end in range(at, len(tokens)):
            spelled += tokens[end].plain
            if spelled in wanted:
                yield at, end + 1
            if not any(one.startswith(spelled) for one in wanted):
                break


def _in_disguise(tokens: list[_Token], names: tuple[str, ...]) -> Iterator[Span]:
    """«F. B.» of somebody called so, and names inside one word: «fatimabenali», «fbenali», «fatima59»."""
    for name in names:
        parts = _parts(name)
        if len(parts) < 2:
            continue
        joined = {"".join(parts), "".join(reversed(parts))}
        first, last = parts[0], parts[-1]
        short = {first[0] + last, last + first[0], first + last[0], last[0] + first}
        short = {one for one in short if _is_long(one)}
        for one, other in pairwise(tokens):
            pair = (one.plain, other.plain)
            if one.raised and other.raised and pair == (parts[0][0], parts[-1][0]):
                yield one.start, other.end
        for token in tokens:
            with_digits = any(sign.isdecimal() for sign in token.plain)
            if token.plain.strip("0123456789") in short or any(
                name in token.plain for name in (*joined, *(filter(_is_long, parts) if with_digits else ()))
            ):
                yield token.start, token.end


def _is_long(part: str) -> bool:
    return len(part) >= 4


def _places(tokens: list[_Token], places: tuple[str, ...]) -> Iterator[Span]:
    spelled = {"".join(map(_plain, _TOKEN.findall(place))) for place in places}
    for start, end in _runs(tokens, {one for one in spelled if len(one) > 1}):
        yield tokens[start].start, tokens[end - 1].end


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(text: str, spans: list[Span]) -> Scrubbed:
    kept, before = [], 0
    for start, end in spans:
        kept.append(text[before:start])
        before = end
    kept.append(text[before:])
    return Scrubbed(GAP.join(kept).strip(), tuple(text[start:end].strip() for start, end in spans))
