"""What somebody answered, without what their mail reader copied below (or above) it.

Line by line, so that no text takes long. What our own mails and the mail readers of the country write is known here;
what is left is given to mail-parser-reply for other habits and for signatures. It errs on the side of too much: when
cutting leaves nothing the whole is kept, and an answer between quoted lines keeps them.
"""

import re
from collections.abc import Iterable, Sequence

from mailparser_reply.parser import EmailMessage

from tenants.messaging.incoming.limits import LONGEST_TEXT

#: The line that our mails begin with; whatever stands below it is ours.
MARKS = ("Répondez au-dessus de cette ligne", "Reply above this line")
#: Signs and lines that the library is given.
_SHORT_ENOUGH, _LOOKED_AT = 700, 14

_DAY = r"(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-zé]*\.?"
_SAYS = re.compile(r"(?:a écrit|a ecrit|wrote|écrivait|schrieb)\b[^\n]{0,80}:?\s*$", re.IGNORECASE)
_BEGINS = re.compile(
    rf"(?:le|on|am)\b[ ,].{{0,40}}?(?:\d|{_DAY})|.{{0,120}}<[^<>\s]+@[^<>\s]+>\s+(?:a écrit|wrote)", re.IGNORECASE
)
# Outlook and its like: «De : … Envoyé : … À : … Objet : …», bold or not.
_FROM = re.compile(r"[*>\s]*(?:de|from|expéditeur|von)\s?:[*\s]", re.IGNORECASE)
_NEXT = re.compile(
    r"[*>\s]*(?:envoyé|envoyé le|date|sent|à|a|to|pour|objet|subject|cc|copie à|répondre à)\s?:", re.IGNORECASE
)
_LINE = re.compile(
    r"[>\s]*(?:-{2,}\s?(?:message (?:d.origine|original|transféré|initial)|original message|forwarded message"
    r"|mail original|e-mail d.origine)\s?-{2,}|_{20,}|-{20,}"
    r"|message du \d{1,2}[/.]\d{1,2}[/.]\d{2,4}.{0,20})\s*$",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"\s*(?:envoyé (?:de|depuis|à partir de|avec)\b|sent from\b|sent with\b|get outlook for|télécharger outlook"
    r"|obtenez outlook|provenance\s?: courrier|(?:garanti )?sans virus\.? ?www\.|-- ?$|cordialement envoyé)",
    re.IGNORECASE,
)
_PS = re.compile(r"^\s*p\.? ?-?s\b", re.IGNORECASE | re.MULTILINE)
_HEADER_ADDRESS = re.compile(r"<?[^\s<>()\",:;@\[\]]{1,64}@[^\s<>()\",:;@\[\]]{1,190}>?")
_LONGEST_SIGNATURE, _MOST_LINES = 260, 7


def answer_of(text: str) -> str:
    """What was answered; the whole text when nothing else is left of it."""
    whole = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").strip()
    lines = [line.rstrip() for line in whole.split("\n")]
    own = _without_mark(lines)
    start = _where_quote_begins(own)
    if _is_only_below(own, start):
        return _without_signature(_joined(_below_quote(own)))
    if start is not None:
        if _has_answers_between(own[start:]):
            return _without_signature(_joined(_masked(own)))
        own = own[:start]
    answer = _joined(own)
    if not _is_something(answer):
        # Below the quote, or nothing at all: better too much than an answer that is lost.
        under = _joined(line for line in _below_quote(lines))
        return under if _is_something(under) else _joined(_masked(lines))
    return _without_signature(answer)


def _without_mark(lines: Sequence[str]) -> list[str]:
    """Up to our own first line, and without the lines that introduce it."""
    for number, line in enumerate(lines):
        if any(mark in line for mark in MARKS):
            above = list(lines[:number])
            # An answer may stand below: then nothing is cut here, and the quote is looked for by its marks.
            return above if _is_something(_joined(_before_intro(above))) else list(lines)
    return list(lines)


def _before_intro(lines: Sequence[str]) -> list[str]:
    start = _where_quote_begins(lines)
    kept = list(lines if start is None else lines[:start])
    return [line for line in kept if not line.lstrip().startswith(">")]


def _where_quote_begins(lines: Sequence[str]) -> int | None:
    """The first line of what a mail reader put before the message it copies."""
    for number, line in enumerate(lines):
        bare = line.lstrip("> ").strip()
        if not bare:
            continue
        if _LINE.match(line):
            if not bare.startswith(("_", "-" * 20)) or _is_header_block(lines, number + 1):
                return number
        elif (_FROM.match(line) and _is_header_block(lines, number)) or _is_intro(lines, number):
            return number
    # Quoted to the end, without a word before it.
    number = len(lines)
    while number and (not lines[number - 1].strip() or lines[number - 1].startswith(">")):
        number -= 1
    return next((n for n in range(number, len(lines)) if lines[n].startswith(">")), None)


def _is_header_block(lines: Sequence[str], number: int) -> bool:
    """«De : …» followed by another such line within the next ones, blank lines aside."""
    near = [line for line in lines[number : number + 8] if line.strip()][:5]
    return bool(near) and bool(_FROM.match(near[0])) and any(_NEXT.match(line) for line in near[1:4])


def _is_intro(lines: Sequence[str], number: int) -> bool:
    """«Le lun. 3 nov. 2026 à 10:12, X <x@y> a écrit :», on one line or broken into up to four."""
    first = lines[number].lstrip("> ").strip()
    if len(first) > 400 or not _BEGINS.match(first):
        return False
    said = ""
    for line in lines[number : number + 4]:
        bare = line.lstrip("> ").strip()
        if not bare:
            break
        said = f"{said} {bare}".strip()[:600]
        if _SAYS.search(said[-160:]):
            # «Le maire a écrit :» is a sentence; a mail reader names a day, an hour or an address.
            return bool(re.search(r"\d{1,2}\s?[:h]\s?\d{2}|@|\d{4}", said))
    return False


def _is_only_below(lines: Sequence[str], start: int | None) -> bool:
    """Whether all that was written stands under all that is quoted."""
    first = next((number for number, line in enumerate(lines) if line.startswith(">")), None)
    if first is None:
        return False
    last = max(number for number, line in enumerate(lines) if line.startswith(">"))
    above = lines[: first if start is None else min(start, first)]
    between = [line for line in lines[first:last] if line.strip() and not line.startswith(">")]
    # A single line quoted is what somebody chose to answer to.
    return (
        last - first > 1
        and not between
        and not _is_something(_joined(above))
        and _is_something(_joined(line for line in lines[last + 1 :] if not _MOBILE.match(line)))
    )


def _has_answers_between(below: Sequence[str]) -> bool:
    """Whether somebody wrote between, or under, lines marked with «>»."""
    quoted = [number for number, line in enumerate(below) if line.startswith(">")]
    if not quoted:
        return False
    after = [line for line in below[quoted[0] :] if line.strip() and not line.startswith(">")]
    written = [line for line in after if not _MOBILE.match(line)]
    return _is_something(_joined(written))


def _below_quote(lines: Sequence[str]) -> list[str]:
    """What stands under the last quoted line."""
    last = max((number for number, line in enumerate(lines) if line.startswith(">")), default=-1)
    return list(lines[last + 1 :]) if last >= 0 else []


def _masked(lines: Sequence[str]) -> list[str]:
    """Without the addresses that stand in quoted lines and in headers: nobody wrote those to be read."""
    kept, start = list(lines), _where_quote_begins(lines)
    for number, line in enumerate(kept):
        is_head = bool(_FROM.match(line) or _NEXT.match(line) or line.startswith(">"))
        is_intro = start is not None and start <= number < start + 4
        if is_head or is_intro:
            kept[number] = _HEADER_ADDRESS.sub("", line).rstrip()
    return kept


def _without_signature(answer: str) -> str:
    lines = answer.split("\n")
    for number, line in enumerate(lines):
        if number and _MOBILE.match(line):
            # All the rest only where it is short: «Envoyé de Bergues, j’arrive» is somebody's sentence.
            tail = _joined(lines[number:])
            if line.strip() == "--" or _may_be_signature(tail):
                above = _joined(lines[:number])
                return _by_library(above) if _is_something(above) else answer
    return _by_library(answer)


def _by_library(answer: str) -> str:
    """For what other mail readers do, and polite ends with what follows them; never more than a signature is long."""
    lines = answer.split("\n")
    # Its patterns are not linear, and a signature stands at the end.
    first = max(0, len(lines) - _LOOKED_AT)
    while first < len(lines) and sum(map(len, lines[first:])) > _SHORT_ENOUGH:
        first += 1
    end = [line.strip() for line in lines[first:]]
    read = EmailMessage(text="\n".join(end), languages=["fr", "en"], keep_hyphen_lists=True).read()
    found = (read.replies[0].body if read.replies else "").strip()
    if not found or not "\n".join(end).strip().startswith(found):
        return answer
    kept = first + found.count("\n") + next((n for n, line in enumerate(end) if line), 0) + 1
    above, tail = _joined(lines[:kept]), _joined(lines[kept:])
    return above if _is_something(above) and _may_be_signature(tail) else answer


def _may_be_signature(tail: str) -> bool:
    lines = [line for line in tail.split("\n") if line.strip()]
    is_short = len(tail) <= _LONGEST_SIGNATURE and len(lines) <= _MOST_LINES
    return is_short and "?" not in tail and not _PS.search(tail)


def _is_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text) or bool(text.strip(" \n\t>-_*.|"))


def _joined(lines: Iterable[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
