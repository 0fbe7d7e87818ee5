"""Skills, licences, and the words about oneself."""

import re

from boards.curriculum.proposal.plain import without_bullet
from boards.curriculum.values import LICENCES

_CATEGORY = r"(?:AM|A1|A2|A|B1|BE|EB|B|C1E|C1|CE|EC|C|D1E|D1|DE|ED|D|E\(?[BCD]\)?)"
_LIST = rf"{_CATEGORY}(?:(?: ?[,/&+] ?| et | ?- ?){_CATEGORY})*(?![\w'])"
# Only B is also written small: «permis de construire» is no DE.
_PERMIS = re.compile(
    r"\b(?i:permis(?: de conduire)?(?: cat[ée]gories?| voiture| moto)?) ?:? ?\(?"
    rf"(?P<list>{_LIST}|b(?![\w']))"
)
_ALONE = re.compile(rf"^(?P<list>{_LIST})")
_NOT_YET = re.compile(r"en cours|pas (?:de|le) permis|sans permis|pr[ée]par|code obtenu", re.IGNORECASE)
_TURNED = {"EB": "BE", "EC": "CE", "ED": "DE", "E(B)": "BE", "E(C)": "CE", "E(D)": "DE"}
_SPLIT = re.compile(r"[,;•|\t]| / | [–—-] ")
_LABEL = re.compile(r"^[^:]{2,30} : ?|^[^:,]{2,30}: ")
_LONGEST_SKILL, _MOST = 80, 40


def licences_in(lines: list[str], licence_lines: list[str]) -> tuple[str, ...]:
    """Categories that somebody has. licence_lines: those under a title that says «permis»."""
    found: set[str] = set()
    for line in lines:
        if "permis" in line.lower() and not _NOT_YET.search(line):
            for match in _PERMIS.finditer(line):
                found |= _categories(match["list"])
    for line in licence_lines:
        alone = _ALONE.match(without_bullet(line))
        if alone and not _NOT_YET.search(line):
            found |= _categories(alone["list"])
    return tuple(licence for licence in LICENCES if licence in found)


def _categories(text: str) -> set[str]:
    parts = re.findall(_CATEGORY, text.upper())
    return {_TURNED.get(part, part) for part in parts} & set(LICENCES)


def skills_in(lines: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        text = _LABEL.sub("", without_bullet(line))
        for part in _outside_brackets(text):
            skill = part.strip(" .:-–—")
            if 1 < len(skill) <= _LONGEST_SKILL and not skill.lower().startswith("permis "):
                found.setdefault(skill)
    return tuple(found)[:_MOST]


def _outside_brackets(text: str) -> list[str]:
    """Split at commas and the like, but not within brackets: «Excel (tableaux, macros)» is one."""
    parts, start, depth = [], 0, 0
    places = {match.start(): match.end() for match in _SPLIT.finditer(text)}
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if not depth and place in places and place >= start:
            parts.append(text[start:place])
            start = places[place]
    return [*parts, text[start:]]
