"""Jobs and studies stand in entries: a date, a few words at its head, sometimes what one did.

Two habits: the date opens the entry («2019 – 2021 : Vendeuse»), or it comes after the head. The first entry of a part
tells which, and how many lines a head has.
"""

import re
from dataclasses import dataclass, field

from boards.curriculum.proposal.dates import Period, period_in
from boards.curriculum.proposal.plain import is_bullet, without_bullet

MOST = 40
_HEAD_LINES = 3
_STRONG = re.compile(r"\s*(?:\x1f|\t|\||•|;|→)\s*| [-–—/] | : |: ")
_COMMA = re.compile(r", (?!\d)")


@dataclass
class Entry:
    """heads: the lines that name it, without their date; body: what follows."""

    heads: list[str] = field(default_factory=list)
    period: Period | None = None
    body: list[str] = field(default_factory=list)

    @property
    def pieces(self) -> list[str]:
        """What its head says, piece by piece: split where the writer put a sign, at commas where there is no other."""
        text = "\x1f".join(self.heads)
        pieces = [piece.strip(" ,.:–—-") for piece in _STRONG.split(text)]
        return [piece for piece in pieces if piece]


def at_commas(text: str) -> list[str]:
    return [part.strip() for part in _COMMA.split(text) if part.strip()]


def entries_of(lines: list[str], *, starts: "re.Pattern[str] | None" = None) -> list[Entry]:
    """The entries of one part. starts: words that open an entry even without a date (diplomas)."""
    rows = [(line, period_in(without_bullet(line)) if line else None) for line in lines]
    dated = [number for number, (_line, found) in enumerate(rows) if found and _opens(rows[number][0], found[1])]
    if not dated:
        return [Entry([without_bullet(line)]) for line, _found in rows if line and (not starts or starts.search(line))][
            :MOST
        ]
    first = next(number for number, (line, _found) in enumerate(rows) if line)
    if first == dated[0]:
        return _date_first(rows, dated, starts)[:MOST]
    return _date_after(rows, dated, high=min(dated[0] - first, _HEAD_LINES))[:MOST]


Rows = list[tuple[str, tuple[Period, str] | None]]


def _opens(line: str, rest: str) -> bool:
    """A date amid a sentence of the body opens nothing."""
    return not is_bullet(line) or len(rest) < 90


def _date_first(rows: Rows, dated: list[int], starts: "re.Pattern[str] | None") -> list[Entry]:
    found: list[Entry] = []
    opened = set(dated)
    for number, (line, period) in enumerate(rows):
        if number in opened and period:
            found.append(Entry([period[1]] if period[1] else [], period[0]))
        elif not line or not found:
            continue
        elif starts and not is_bullet(line) and starts.match(line) and found[-1].heads:
            found.append(Entry([line]))
        else:
            entry = found[-1]
            wants = len(entry.pieces) < 2 and not at_commas("".join(entry.heads))[1:]
            if wants and not entry.body and not is_bullet(line) and _is_head(line):
                entry.heads.append(line)
            else:
                entry.body.append(without_bullet(line))
    return found


def _date_after(rows: Rows, dated: list[int], *, high: int) -> list[Entry]:
    found: list[Entry] = []
    beginnings = []
    for place, number in enumerate(dated):
        floor = dated[place - 1] + 1 if place else 0
        start = number
        own = rows[number][1]
        # A date beside its own words needs fewer lines above it.
        most = high
        while start > floor and number - start < most:
            above = rows[start - 1][0]
            if not above or is_bullet(above) or not _is_head(above):
                break
            start -= 1
        if own and own[1] and start == number:
            start = number
        beginnings.append(start)
    for place, number in enumerate(dated):
        start, period = beginnings[place], rows[number][1]
        end = beginnings[place + 1] if place + 1 < len(dated) else len(rows)
        assert period
        heads = [without_bullet(line) for line, _found in rows[start:number] if line]
        if period[1]:
            heads.append(period[1])
        body = [without_bullet(line) for line, _found in rows[number + 1 : end] if line]
        found.append(Entry(heads, period[0], body))
    return found


def _is_head(line: str) -> bool:
    return len(line) <= 90 and not line.endswith((".", "!", ";"))
