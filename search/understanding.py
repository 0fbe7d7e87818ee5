"""What a visitor's words mean, worked out once and then executed alike by every engine.

The text becomes clauses that must all hold. A clause holds when any of its alternatives does: one of some occupations,
or some stems together. «homme à tout faire» is one clause (those occupations, or both stems); a mistyped word keeps
itself as an alternative beside its correction, so that a correction never hides an exact hit.
"""

from dataclasses import dataclass

from search import analysis
from search.criteria import LONGEST_TEXT
from search.vocabulary import Vocabulary, vocabulary
from tenants.reference import occupations

MOST_CLAUSES = 12  # words beyond these are ignored: a pasted advert is no query


@dataclass(frozen=True)
class Clause:
    """One thing that was asked for: any of the occupation codes, or any group of stems of which all are there."""

    groups: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """The clauses of a text, and the text as it was read when something in it was corrected."""

    clauses: tuple[Clause, ...] = ()
    corrected: str | None = None


def understand(text: str) -> Understood:
    """Clauses for a visitor's text; none when it has no word that could be looked for."""
    typed = analysis.query_words(text[:LONGEST_TEXT])
    if not typed:
        return Understood()
    known = vocabulary()
    meant = [_meant(word, known) for word in typed]
    clauses: list[Clause] = []
    start = 0
    phrases = {phrase.start: phrase for phrase in occupations.phrases_in(meant)}
    while start < len(typed) and len(clauses) < MOST_CLAUSES:
        phrase = phrases.get(start)
        end = phrase.end if phrase else start + 1
        clause = _clause(typed[start:end], meant[start:end], codes=frozenset(phrase.codes) if phrase else frozenset())
        if clause and clause not in clauses:
            clauses.append(clause)
        start = end
    corrected = " ".join(known.shown.get(word, word) for word in meant) if meant != typed else None
    return Understood(clauses=tuple(clauses), corrected=corrected)


def _meant(word: str, known: Vocabulary) -> str:
    return word if analysis.is_stop_word(word) else known.correction(word) or word


def _clause(typed: list[str], meant: list[str], *, codes: frozenset[str]) -> Clause | None:
    groups = {
        tuple(sorted({analysis.stem(word) for word in spelling if not analysis.is_stop_word(word)}))
        for spelling in (typed, meant)
    }
    groups.discard(())
    if not groups and not codes:
        return None
    return Clause(groups=tuple(sorted(groups)), codes=tuple(sorted(codes)))
