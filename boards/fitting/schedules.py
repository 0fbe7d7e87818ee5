"""When one works, read from the line an employer wrote: «Du mardi au samedi, 4 h – 11 h, sans coupure».

A list of words and one look at the hours, in time linear in the length of the line. What isn't understood says nothing,
and nothing said costs nobody a job (rule.py).
"""

import re

from tenants.reference.text import normalise

LONGEST = 300  # signs that are read; an offer's field has 200
#: Word → what it says, after normalise(): lower case, without accents, a hyphen is a space.
WORDS = {
    **dict.fromkeys(("nuit", "nuits", "nocturne", "nocturnes", "3x8", "5x8", "4x8"), "night"),
    **dict.fromkeys(("weekend", "weekends", "week", "samedi", "samedis", "dimanche", "dimanches"), "weekend"),
    **dict.fromkeys(("coupure", "coupures", "coupes", "coupe", "coupee", "coupees"), "split"),
    **dict.fromkeys(("soir", "soirs", "soiree", "soirees"), "evening"),
    **dict.fromkeys(("tot", "matinal", "matinale", "matinaux", "aube", "aurore"), "early"),
    **dict.fromkeys(("journee", "bureau"), "day"),
}
#: «Sans coupure», «pas de nuit», «ni week-end»: said to say no. So many words before it at most.
NO = frozenset(("pas", "sans", "ni", "hors", "aucun", "aucune", "jamais", "sauf", "repos", "ferme"))
REACH = 3
#: «Week-ends libres»: the same, after it.
FREE = frozenset(("libre", "libres", "off", "repos", "feries"))
_WEEK = "week"
_TOKEN = re.compile(r"[a-z0-9]+")
_HOURS = re.compile(
    r"(?<!\d)(\d{1,2}) ?(?:h|heures?) ?(?:[0-5]\d)? ?(?:a|jusqu a|et|/|-)? ?(\d{1,2}) ?(?:h|heures?)(?![a-z])"
)
EARLIEST, EARLY, LATE, NIGHT = 4, 6, 20, 22


def schedules_in(text: str) -> frozenset[str]:
    """Values of candidates' Schedule that a line of an offer says; empty when it says none."""
    plain = normalise(text[:LONGEST])
    return frozenset(_by_words(plain) | _by_hours(plain))


def _by_words(plain: str) -> set[str]:
    tokens = _TOKEN.findall(plain)
    said: set[str] = set()
    for at, token in enumerate(tokens):
        kind = WORDS.get(token)
        if kind is None or (token == _WEEK and tokens[at + 1 : at + 2] not in (["end"], ["ends"])):
            continue
        after = tokens[at + 1 : at + 3] if token == _WEEK else tokens[at + 1 : at + 2]
        if NO.isdisjoint(tokens[max(0, at - REACH) : at]) and FREE.isdisjoint(after):
            said.add(kind)
    return said


def _by_hours(plain: str) -> set[str]:
    """«4h-11h» is early, «21h à 5h» is night, «17h – 23h» is evening."""
    said: set[str] = set()
    for found in _HOURS.finditer(plain):
        begins, ends = int(found[1]), int(found[2])
        if begins > 24 or ends > 24:
            continue
        if begins >= NIGHT - 1 or begins < EARLIEST - 1 or 0 < ends <= EARLIEST + 1:
            said.add("night")
        elif begins < EARLY:
            said.add("early")
        elif ends > LATE or (ends < begins and ends < EARLY):
            said.add("evening")
    return said
