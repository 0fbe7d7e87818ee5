"""Diplomas: what, where, of which level, when."""

import re

from boards.curriculum.proposal.entries import Entry, at_commas, entries_of
from boards.curriculum.proposal.plain import plain
from boards.curriculum.values import Study, StudyLevel

_DIPLOMA = re.compile(
    r"^(?:• )?(?:diplôme|dipl\.|cap\b|capa\b|bep\b|bepa\b|bepc\b|bac\b|baccalauréat|bts\b|dut\b|but\b|deug\b|"
    r"licence|master|"
    r"titre|brevet|dnb\b|doctorat|certificat|cqp\b|habilitation|caces|bachelor|deust|dea\b|dess\b|maîtrise|formation|"
    r"bp\b|bpjeps|bafa\b|sst\b|fimo\b|deaes|mention|attestation|classe|seconde|première|terminale)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"^(?:lyc[ée]e|coll[èe]ge|universit[ée]|fac(?:ult[ée])?\b|iut\b|cfa\b|cfppa|afpa\b|greta\b|mfr\b|"
    r"maison familiale|[ée]cole|"
    r"institut|ifas\b|ifsi\b|campus|centre|chambre|esc\b|insa\b|cnam\b|legta|irts\b|cifa\b|cma\b|eplefpa|adaf|"
    r"ens[a-z]{0,6}\b|"
    r"lp |sup de|conservatoire)",
    re.IGNORECASE,
)
_LEVELS: tuple[tuple[str, StudyLevel], ...] = (
    (r"\b(?:doctorat|these|phd)\b", StudyLevel.DOCTORATE),
    (r"\bdiplome d ingenieur|\becole d ingenieur|\bingenieur diplome", StudyLevel.ENGINEER),
    (r"\b(?:master|mastere|dea|dess|maitrise)\b|\bbac ?\+ ?[45]\b", StudyLevel.MASTER),
    (r"\blicence pro(?:fessionnelle)?\b", StudyLevel.LICENCE_PRO),
    (r"\blicence\b|\bbac ?\+ ?3\b", StudyLevel.LICENCE),
    (r"\bbachelor\b", StudyLevel.BACHELOR),
    (r"\b(?:dut|deust)\b", StudyLevel.DUT),
    (r"\b(?:bts|btsa)\b", StudyLevel.BTS),
    (r"\bdeug\b|\bbac ?\+ ?2\b", StudyLevel.DEUG),
    (r"\bniveau (?:5|iii)\b", StudyLevel.TITLE_5),
    (r"\bniveau (?:4|iv)\b|\bbrevet professionnel\b|^bp\b", StudyLevel.TITLE_4),
    (r"\bniveau (?:3|v)\b", StudyLevel.TITLE_3),
    (r"\bbac(?:calaureat)? pro(?:fessionnel)?\b", StudyLevel.BAC_PRO),
    (r"\bbac(?:calaureat)?\b", StudyLevel.BAC),
    (r"\b(?:bep|bepa)\b", StudyLevel.BEP),
    (r"\b(?:cap|capa)\b", StudyLevel.CAP),
    (r"\b(?:brevet des colleges|brevet du college|dnb|bepc)\b|^brevet$", StudyLevel.BREVET),
)
_COMPILED = [(re.compile(pattern), level) for pattern, level in _LEVELS]
# «But» is a word; in capitals it is a diploma.
_BUT = re.compile(r"\bB\.?U\.?T\.?\b")


def level_of(title: str) -> StudyLevel:
    """The level that a diploma's name tells, UNKNOWN when it tells none."""
    if _BUT.search(title):
        return StudyLevel.BUT
    words = plain(title)
    return next((level for pattern, level in _COMPILED if pattern.search(words)), StudyLevel.UNKNOWN)


def studies_in(lines: list[str]) -> tuple[Study, ...]:
    return tuple(
        study for entry in entries_of(lines, starts=_DIPLOMA) if (study := _study(entry)).title or study.school
    )


def _study(entry: Entry) -> Study:
    # Every comma parts something here, but «catégories 1, 3 et 5».
    pieces = [part for piece in entry.pieces for part in at_commas(piece)]
    pieces += [line for line in entry.body[:1] if _SCHOOL.match(line)]
    school = next((piece for piece in pieces if _SCHOOL.match(piece)), "")
    title = next((piece for piece in pieces if piece != school), "")
    others = [piece for piece in pieces if piece not in {school, title}]
    if not school and others:
        school = others[0]
    return Study(title, school, str(level_of(title)), entry.period.year if entry.period else None)
