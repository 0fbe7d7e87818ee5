"""Reading an advert as the labour inspectorate would: one pass, in time linear in its length."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from boards.offers.advert_law import phrases, words
from boards.offers.advert_law.explanations import EXPLANATIONS
from boards.offers.advert_law.findings import Finding, Rule, Severity
from boards.offers.advert_law.language import foreign_paragraphs, french_words
from boards.offers.enums import ContractNature

#: After so many findings the advert needs rewriting, not another finding.
MAX_FINDINGS = 30

#: A full stop inside «salarié.e» or «1.75» ends nothing.
_BOUNDARY = re.compile(r"[.!?;](?=\s|$)|\n")
#: A clause is read at most so far to either side of the word that woke it.
_REACH = 300
#: A wording is tried so often in one text: no advert says «âge» two hundred times.
_TRIES = 200
_WORD = re.compile(r"[a-z0-9]+")
_HARMLESS = re.compile(words.HARMLESS)
_AGE_LAWFUL = re.compile(
    r"apprenti|professionnalisation|alternance|contrat aide|service civique|emplois? d'avenir|contrats? jeune"
)

_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyyoa"
#: One character for one, so that positions in the folded text are positions in the text.
_FOLD = str.maketrans(_ACCENTED + _ACCENTED.upper() + "’‘\u00a0\u202f\t‑", _PLAIN + _PLAIN + "''   -")

_BY_WORD: dict[str, list[phrases.Phrase]] = defaultdict(list)
for _phrase in phrases.PHRASES:
    for _start in _phrase.starts:
        _BY_WORD[_start].append(_phrase)
#: Word → the terms it belongs to, each with its rank: the lower is the more particular.
_TERMS_BY_WORD: dict[str, list[tuple[int, words.Terms]]] = defaultdict(list)
for _rank, _terms in enumerate(words.TERMS):
    for _word in _terms.words:
        _TERMS_BY_WORD[_word].append((_rank, _terms))
_TELLING = _BY_WORD.keys() | _TERMS_BY_WORD.keys() | words.OPERATORS.keys()

_Hit = tuple[Rule, Severity, int, int]


def lint(title: str, description: str, *, nature: str = "") -> list[Finding]:
    """Everything in an advert that the law forbids or doubts, in reading order, the title first.

    nature: a ContractNature; work-study contracts have lawful age limits, then told as notices. At most
    MAX_FINDINGS; a wording is reported once for a rule.
    """
    findings = []
    for field, text in (("title", title), ("description", description)):
        findings += [_finding(field, text, hit) for hit in _hits(text, nature=nature)]
    return findings[:MAX_FINDINGS]


def blocking(findings: list[Finding]) -> list[Finding]:
    """Those that keep an advert from being published until it is reworded or an adviser overrides."""
    return [finding for finding in findings if finding.is_blocking]


def _finding(field: str, text: str, hit: _Hit) -> Finding:
    rule, severity, start, end = hit
    reason, suggestion = EXPLANATIONS[rule]
    return Finding(rule, severity, field, start, end, text[start:end], str(reason), str(suggestion))


def _hits(text: str, *, nature: str) -> list[_Hit]:
    folded = text.translate(_FOLD).lower()
    if len(folded) != len(text):  # a letter whose lower case is two letters long
        folded = "".join(letter.lower()[0] for letter in text.translate(_FOLD))
    hits: list[_Hit] = []
    tries: Counter[int] = Counter()
    for start, end, tokens in _clauses(folded):
        hits += _in_clause(folded, start, end, tokens, nature=nature, tries=tries)
        if len(hits) >= MAX_FINDINGS:
            break
    hits += [(Rule.PAYMENT, Severity.BLOCKING, *found.span()) for found in phrases.PREMIUM_NUMBER.finditer(folded)]
    hits += _foreign(folded)
    return sorted(_without_overlaps(hits[: 2 * MAX_FINDINGS]), key=lambda hit: hit[2])


def _clauses(folded: str) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """Start, end and telling words of each clause that has any."""
    ends = [found.start() for found in _BOUNDARY.finditer(folded)]
    start = end = 0
    tokens: list[re.Match[str]] = []
    for token in _WORD.finditer(folded):
        if token[0] not in _TELLING:
            continue
        if token.start() >= end:
            if tokens:
                yield start, end, tokens
            tokens = []
            index = bisect_left(ends, token.start())
            opened = ends[index - 1] + 1 if index else 0
            closed = ends[index] if index < len(ends) else len(folded)
            start = max(opened, end, token.start() - _REACH)
            end = max(token.end(), min(closed, token.start() + _REACH))
        tokens.append(token)
    if tokens:
        yield start, end, tokens


def _in_clause(
    folded: str, start: int, end: int, tokens: list[re.Match[str]], *, nature: str, tries: Counter[int]
) -> list[_Hit]:
    hits: list[_Hit] = []
    for token in tokens:
        for phrase in _BY_WORD.get(token[0], ()):
            tries[id(phrase)] += 1
            if tries[id(phrase)] > _TRIES or (last := _phrase_end(folded, start, end, token, phrase)) is None:
                continue
            severity = phrase.severity
            if phrase.rule == Rule.AGE and (
                nature in ContractNature.work_study() or _AGE_LAWFUL.search(folded, start, end)
            ):
                severity = Severity.NOTICE
            hits.append((phrase.rule, severity, token.start(), last))
    hits = hits or list(_terms_in(folded, start, end, tokens))
    if hits and any(phrase in folded[start:end] for phrase in words.EQUALITY):
        return [hit for hit in hits if hit[0] == Rule.PAYMENT]
    return hits


def _phrase_end(folded: str, start: int, end: int, token: re.Match[str], phrase: phrases.Phrase) -> int | None:
    """Where in the clause a phrase that starts with this word ends, or None."""
    then = phrase.then.match(folded, token.end(), end)
    if then is None:
        return None
    if phrase.after and not phrase.after.search(folded, max(start, token.start() - 60), token.start()):
        return None
    if phrase.unless and phrase.unless.search(folded, start, end):
        return None
    return then.end()


def _terms_in(folded: str, start: int, end: int, tokens: list[re.Match[str]]) -> Iterator[_Hit]:
    """The most particular protected word of a clause that stands near a word which excludes or prefers."""
    operators = [(token, words.OPERATORS[token[0]]) for token in tokens if token[0] in words.OPERATORS]
    if not operators:
        return
    present = {token[0] for token in tokens}
    both_sexes = not present.isdisjoint(("homme", "hommes")) and not present.isdisjoint(("femme", "femmes"))
    harmless: list[tuple[int, int]] | None = None
    found = [(rank, token, terms) for token in tokens for rank, terms in _TERMS_BY_WORD.get(token[0], ())]
    for _rank, token, terms in sorted(found, key=lambda triple: triple[0])[:40]:
        if (terms.rule == Rule.SEX and both_sexes) or not _is_criterion(token, terms, operators):
            continue
        if harmless is None:
            harmless = [match.span() for match in _HARMLESS.finditer(folded, start, end)]
        if not any(first <= token.start() < last for first, last in harmless):
            yield terms.rule, Severity.BLOCKING, token.start(), token.end()
            return


def _is_criterion(token: re.Match[str], terms: words.Terms, operators: list[tuple[re.Match[str], str]]) -> bool:
    """Whether an operator of the term's groups stands near enough."""
    for operator, group in operators:
        if group not in terms.groups:
            continue
        before, after = token.start() - operator.end(), operator.start() - token.end()
        if (0 <= before <= terms.near) if group == "without" else (max(before, after) <= terms.reach):
            return True
    return False


def _foreign(folded: str) -> Iterator[_Hit]:
    spans = list(foreign_paragraphs(folded))
    if not spans:
        return
    foreign = sum(end - start for start, end in spans)
    rest = "\n".join(folded[: spans[0][0]].splitlines())
    # A whole French text first, then its translation: lawful when the two say the same.
    translated = french_words(rest) >= 10 and len(rest) >= foreign * 0.6
    severity = Severity.NOTICE if translated else Severity.BLOCKING
    for start, end in spans[:3]:
        yield Rule.LANGUAGE, severity, start, end


def _without_overlaps(hits: list[_Hit]) -> list[_Hit]:
    """One finding for a stretch of text and rule: the gravest, then the longest."""
    order = list(Severity)
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (order.index(hit[1]), hit[2] - hit[3])):
        if not any(hit[0] == other[0] and hit[2] < other[3] and other[2] < hit[3] for other in kept):
            kept.append(hit)
    return kept
