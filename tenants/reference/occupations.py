"""Find occupations by the words people use for them; nobody is asked for a ROME code."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Count, Max

from tenants.reference.enums import WordSource
from tenants.reference.models import Occupation, OccupationWord
from tenants.reference.phrases import key as phrase_key
from tenants.reference.phrases import keys_of
from tenants.reference.text import normalise

CHECK_EVERY = 60.0  # seconds between two looks at whether the words changed


@dataclass(frozen=True)
class OccupationSuggestion:
    """One line under the field: the occupation, and the word by which it was found ("caissière")."""

    code: str
    label: str
    word: str


@dataclass(frozen=True)
class PhraseMatch:
    """tokens[start:end] call one of these occupations."""

    start: int
    end: int
    codes: frozenset[str]


@dataclass
class _Words:
    """The table of words in memory: read-mostly, about 30,000 rows with the official titles."""

    stamp: tuple[int, datetime | None]
    checked_at: float
    codes: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    longest: int = 0


_words: _Words | None = None


def forget() -> None:
    """Read the words again at the next question: after a load in this process, between tests."""
    global _words
    _words = None


def codes_for(text: str) -> frozenset[str]:
    """The occupations that a whole phrase calls, whatever its gender, plural, accents and small words.

    "hôtesses de caisse" → {"D1505"}; empty where nobody calls an occupation so.
    """
    return _loaded().codes.get(phrase_key(text), frozenset())


def phrases_in(tokens: Sequence[str]) -> list[PhraseMatch]:
    """The longest phrases that call occupations, from left to right, without overlap.

    tokens: the words of a query in their order, raw or normalised, with or without the small ones.
    """
    words = _loaded()
    spelled = [(at, part) for at, token in enumerate(tokens) for part in keys_of(normalise(token).split())]
    found: list[PhraseMatch] = []
    start = 0
    while start < len(spelled):
        for length in range(min(words.longest, len(spelled) - start), 0, -1):
            span = spelled[start : start + length]
            codes = words.codes.get(tuple(part for _, part in span))
            if codes:
                found.append(PhraseMatch(start=span[0][0], end=span[-1][0] + 1, codes=codes))
                start += length
                break
        else:
            start += 1
    return found


def label_of(code: str) -> str:
    """The label of an occupation, "" for a code that doesn't exist."""
    return _loaded().labels.get(code, "")


def suggest(text: str, *, limit: int = 6) -> list[OccupationSuggestion]:
    """Occupations for what has been typed so far, in one query.

    The whole word first, then beginnings, words inside, other words between ("agent entretien"), and misspelt ones
    where nothing else fits.
    """
    typed = normalise(text)
    if not typed:
        return []
    # Nothing to escape: a normalised text has only letters, digits and spaces.
    patterns = {"start": f"{typed}%", "inside": f"% {typed}%", "apart": f"{typed.replace(' ', '% ')}%"}
    with connection.cursor() as cursor:
        cursor.execute(_SUGGEST, {"typed": typed, **patterns, "limit": limit})
        return [OccupationSuggestion(code=code, label=label, word=word) for code, label, word in cursor.fetchall()]


# PostgreSQL runs the second branch only where the first found nothing (a one-time filter).
_SUGGEST = """
WITH near AS MATERIALIZED (
    SELECT occupation_id, word, spelling, weight, 0::real AS unlike,
           CASE WHEN word = %(typed)s THEN 0
                WHEN word LIKE %(start)s THEN 1
                WHEN word LIKE %(inside)s THEN 2
                ELSE 3 END AS rank
    FROM reference_occupationword
    WHERE word LIKE %(start)s OR word LIKE %(inside)s OR word LIKE %(apart)s
), alike AS (
    SELECT occupation_id, word, spelling, weight, word <-> %(typed)s AS unlike, 4 AS rank
    FROM reference_occupationword
    WHERE NOT EXISTS (SELECT FROM near) AND word %% %(typed)s
), best AS (
    SELECT DISTINCT ON (occupation_id) *
    FROM (SELECT * FROM near UNION ALL SELECT * FROM alike) found
    ORDER BY occupation_id, rank, unlike, weight DESC, length(word), word
)
SELECT occupation.code, occupation.label, best.spelling
FROM best JOIN reference_occupation occupation ON occupation.code = best.occupation_id
ORDER BY best.rank, best.unlike, best.weight DESC, length(best.word), occupation.code
LIMIT %(limit)s
"""


def _loaded() -> _Words:
    global _words
    now = time.monotonic()
    if _words is None or now - _words.checked_at > CHECK_EVERY:
        stamp = _stamp()
        if _words is None or _words.stamp != stamp:
            _words = _read(stamp)
        _words.checked_at = now
    return _words


def _stamp() -> tuple[int, datetime | None]:
    state = OccupationWord.objects.aggregate(count=Count("pk"), latest=Max("updated_at"))
    return state["count"], state["latest"]


def _read(stamp: tuple[int, datetime | None]) -> _Words:
    chosen: dict[tuple[str, ...], set[str]] = {}
    others: dict[tuple[str, ...], set[str]] = {}
    for word, code, source in OccupationWord.objects.values_list("word", "occupation_id", "source").order_by():
        into = chosen if source == WordSource.EVERYDAY else others
        into.setdefault(keys_of(word.split()), set()).add(code)
    # Ours were chosen by hand: a "perchman" runs a ski lift, only officially does he hold a microphone.
    both = {**others, **chosen}
    both.pop((), None)
    return _Words(
        stamp=stamp,
        checked_at=time.monotonic(),
        codes={key: frozenset(codes) for key, codes in both.items()},
        labels=dict(Occupation.objects.values_list("code", "label")),
        longest=max(map(len, both), default=0),
    )
