"""Reading a note before it is kept: one pass, in time linear in its length."""

import re
from collections.abc import Iterable

from boards.followup.notes_law.explanations import EXPLANATIONS
from boards.followup.notes_law.findings import Finding, Rule
from boards.followup.notes_law.wordings import SECURITY_NUMBER, WORDINGS

MAX_FINDINGS = 12
#: What is looked at around a wording for what saves it.
_REACH = 90
_BOUNDARY = re.compile(r"[.!?;\n]")
_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"
#: One character for one, so that positions in the folded text are positions in the note.
_FOLD = str.maketrans(_ACCENTED + _ACCENTED.upper() + "’‘\u00a0\u202f\t‑–", _PLAIN + _PLAIN + "''   --")


def read(text: str) -> list[Finding]:
    """Everything in a note that must not be noted, in reading order; a wording is told once, by its first rule."""
    folded = text.translate(_FOLD).lower()
    if len(folded) != len(text):  # a letter whose lower case is two letters long
        folded = "".join(letter.lower()[0] for letter in text.translate(_FOLD))
    hits: list[tuple[int, int, Rule]] = [(*found.span(), Rule.NUMBER) for found in SECURITY_NUMBER.finditer(folded)]
    for wording in WORDINGS:
        for found in wording.says.finditer(folded):
            if wording.unless is None or not wording.unless.search(_clause(folded, *found.span())):
                hits.append((*found.span(), wording.rule))
            if len(hits) > 4 * MAX_FINDINGS:
                break
    return [_finding(text, *hit) for hit in _without_overlaps(hits)][:MAX_FINDINGS]


def rules_in(findings: Iterable[Finding]) -> list[str]:
    """The rules that a note breaks, each once, in the order of the list."""
    broken = {finding.rule for finding in findings}
    return [rule.value for rule in Rule if rule in broken]


def _clause(folded: str, start: int, end: int) -> str:
    """The words around a wording, up to the ends of its sentence."""
    before = folded[max(0, start - _REACH) : start]
    after = folded[end : end + _REACH]
    opened = max((found.end() for found in _BOUNDARY.finditer(before)), default=0)
    closed = _BOUNDARY.search(after)
    return before[opened:] + folded[start:end] + after[: closed.start() if closed else None]


def _without_overlaps(hits: list[tuple[int, int, Rule]]) -> list[tuple[int, int, Rule]]:
    kept: list[tuple[int, int, Rule]] = []
    for hit in sorted(hits, key=lambda one: (one[0], -one[1])):
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _finding(text: str, start: int, end: int, rule: Rule) -> Finding:
    reason, suggestion = EXPLANATIONS[rule]
    return Finding(rule, start, end, text[start:end].strip(), str(reason), str(suggestion))
