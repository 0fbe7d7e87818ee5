"""Text pasted from Word, a web page or an e-mail, as plain paragraphs and lists."""

import html
import re
import unicodedata

import nh3
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

#: Longest description of an offer, in characters.
MAX_LENGTH = 10_000

#: Read before cleaning, so that the worst paste costs no more; far above any advert with its mark-up.
MAX_PASTED = 200_000

_LOOKS_HTML = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|i|u|strong|em|h[1-6]|table|tr|td|font|o:p|html|body)\b", re.I)
_BLOCK_TAGS = {"p", "div", "li", "br", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"}
_NOT_TEXT = {"script", "style", "title", "head", "xml", "noscript", "template", "svg", "math"}
_TAG = re.compile(r"<(/?)([a-z0-9]{1,10})>")
#: Word's style definitions that reach the clipboard as text.
_MSO_LINE = re.compile(
    r"^\s{0,20}(?:/\*\s?style definitions|@(?:font-face|page|list)\b|mso-[a-z-]{1,40}\s?:|(?:table|p|li|div|span)\.mso|"
    r"normal\s+0\s+(?:21|false)|microsoftinternetexplorer|(?:false\s+){2,3}|[a-z]{2}-[a-z]{2}\s+x-none|st1\\:)",
    re.I,
)
_CHARACTERS = {
    0x00AD: None,  # soft hyphen
    **dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x034F, 0x061C]),
    **dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x2070), 0xFFFC, 0xFFFD]),
    **dict.fromkeys([*range(0xE000, 0xE0B7), *range(0xE0B8, 0xF000)]),
    **dict.fromkeys(range(0xFFF9, 0xFFFC)),
    **dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]),
    **dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n"),
    **dict.fromkeys(
        [0x00A0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A], " "
    ),
    **dict.fromkeys([0x202F, 0x205F, 0x3000], " "),
    # Code page 1252 read as Latin-1, as old pastes do.
    0x92: "’",
    0x93: "“",
    0x94: "”",
    0x96: "–",
    0x97: "—",
    0x85: "…",
    0x9C: "œ",
    0x80: "€",
    # Symbol and Wingdings bullets in the private area.
    **dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8, 0xF06C, 0xF06E], "•"),
}
#: A bullet of any make at the head of a line. Word's second level is an «o» before a tab.
_BULLET = re.compile(r"^[ \t]{0,40}(?:[•·▪▫◦‣⁃●○■□►▶➢➤➔→✓✔✦❖*§]|[-–—](?=[ \t])|o(?=\t| {2,}))[ \t]*(?=\S)")
_NUMBERED = re.compile(r"^[ \t]{0,40}(\d{1,2})[.)][ \t]+(?=\S)")
_SPACES = re.compile(r"[ \t]+")


def clean_text(text: str) -> str:
    """Plain text with one empty line between paragraphs, and list items that begin with «- ».

    HTML becomes text (nh3 drops scripts, styles and attributes); Word's style definitions, invisible characters
    and control characters go; typographic quotes stay, they are good French. Cleaning twice changes nothing.
    """
    text = _characters(text[:MAX_PASTED])
    # Feeds escape their HTML once more than needed; what is left after that is text, and is kept from being a tag.
    for _round in range(3):
        if not _LOOKS_HTML.search(text):
            break
        text = _characters(_from_html(text))
    text = _LOOKS_HTML.sub(lambda tag: "< " + tag[0][1:], text)
    lines = [_line(line) for line in text.split("\n") if not _MSO_LINE.match(line)]
    return _joined(lines)


def clean_description(text: str, *, max_length: int = MAX_LENGTH) -> str:
    """`clean_text`, refused with a French message when what remains is too long (ValidationError)."""
    cleaned = clean_text(text)
    length = len(text) if len(text) > MAX_PASTED else len(cleaned)
    if length > max_length:
        raise ValidationError(
            _(
                "Le texte compte %(length)s caractères, pour %(limit)s au plus : "
                "gardez l’essentiel du poste, du profil et des conditions."
            ),
            code="text_too_long",
            params={
                "length": number_format(length, force_grouping=True),
                "limit": number_format(max_length, force_grouping=True),
            },
        )
    return cleaned


def _characters(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_CHARACTERS))


def _from_html(text: str) -> str:
    """Line breaks where blocks begin and end, a bullet where an item begins; no tag left."""
    safe = nh3.clean(text, tags=_BLOCK_TAGS, clean_content_tags=_NOT_TEXT, attributes={}, strip_comments=True)
    flat = safe.replace("\r", "").replace("\n", " ")

    def line_break(tag: re.Match[str]) -> str:
        if tag[2] == "li":
            return "" if tag[1] else "\n• "
        return "\n" if tag[2] in ("br", "tr", "ul", "ol") else "\n\n"

    return html.unescape(_TAG.sub(line_break, flat))


def _line(line: str) -> str:
    """One line with its bullet made plain, single spaces, no space at the ends."""
    item = _BULLET.match(line)
    if item and line[item.end() :].strip():
        return "- " + _SPACES.sub(" ", line[item.end() :]).strip()
    if number := _NUMBERED.match(line):
        return f"{number[1]}. " + _SPACES.sub(" ", line[number.end() :]).strip()
    return _SPACES.sub(" ", line).strip()


def _joined(lines: list[str]) -> str:
    """The lines with at most one empty line in a row, and none between the items of a list."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    items = [line.startswith("- ") for line in kept]
    return "\n".join(
        line
        for position, line in enumerate(kept)
        if line or not (items[position - 1] and position + 1 < len(kept) and items[position + 1])
    ).strip("\n")
