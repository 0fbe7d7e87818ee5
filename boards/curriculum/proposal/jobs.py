"""What somebody did, where, from when to when."""

import re

from boards.curriculum.proposal.entries import Entry, at_commas, entries_of
from boards.curriculum.proposal.occupations import is_employer, is_occupation, is_status
from boards.curriculum.proposal.plain import as_written
from boards.curriculum.values import Job

_AT = re.compile(r"^(?P<title>.{2,80}?),? (?:chez|au sein de|pour le compte de) (?P<employer>.{2,100})$")
_BRACKET = re.compile(r"^(?P<name>[^()]{2,100}) ?\((?P<place>[^()]{2,60})\)$")


def jobs_in(lines: list[str]) -> tuple[Job, ...]:
    return tuple(job for entry in entries_of(lines) if (job := _job(entry)).title or job.employer)


def _job(entry: Entry) -> Job:
    title, employer, place = _named(entry.pieces)
    period = entry.period
    return Job(
        title=as_written(title),
        employer=employer,
        place=place,
        starts_on=period.starts_on if period else None,
        ends_on=period.ends_on if period else None,
        description="\n".join(entry.body),
    )


def _named(pieces: list[str]) -> tuple[str, str, str]:
    """(title, employer, place) of the pieces of a head."""
    if not pieces:
        return "", "", ""
    at = _AT.match(pieces[0])
    if at:
        pieces = [at["title"], at["employer"], *pieces[1:]]
    elif len(pieces) == 1 or (is_occupation(pieces[0]) and len(at_commas(pieces[0])) > 2):
        pieces = [*at_commas(pieces[0]), *pieces[1:]]
    pieces = [piece for piece in pieces if not is_status(piece)]
    if not pieces:
        return "", "", ""
    if is_employer(pieces[0]) and not any(is_occupation(piece) for piece in pieces[1:]):
        # Only who gave it: a stage in a list of firms.
        return "", *_placed(pieces)
    if is_employer(pieces[0]):
        title = next(piece for piece in pieces[1:] if is_occupation(piece))
        return title, *_placed([piece for piece in pieces if piece != title])
    return pieces[0], *_placed(pieces[1:])


def _placed(pieces: list[str]) -> tuple[str, str]:
    """(employer, place): «Boulangerie Martin, Bergues», «Transports Delcroix (Saint-Omer)»."""
    if not pieces:
        return "", ""
    bracket = _BRACKET.match(pieces[0])
    if bracket:
        return bracket["name"].strip(), bracket["place"]
    parts = at_commas(pieces[0])
    rest = parts[1:] + pieces[1:]
    return parts[0], rest[0] if rest else ""
