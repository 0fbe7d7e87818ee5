"""Reading a salary that somebody wrote as text, as far as it can be read without guessing."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from django.core.exceptions import ValidationError

from boards.offers.enums import SalaryPeriod
from boards.offers.salary import Salary, smic_on

#: What is read of a text; the rest is handed back as not understood.
MAX_READ = 2_000

#: Amounts outside are slips (a year's pay called monthly) and are not guessed at; gross euros.
_PLAUSIBLE = {
    SalaryPeriod.HOUR: (Decimal(4), Decimal(200)),
    SalaryPeriod.DAY: (Decimal(25), Decimal(2_000)),
    SalaryPeriod.MONTH: (Decimal(100), Decimal(15_000)),
    SalaryPeriod.YEAR: (Decimal(3_000), Decimal(400_000)),
}
#: Without a word for the period, only amounts that can mean one thing are taken.
_OBVIOUS = {
    SalaryPeriod.HOUR: (Decimal(8), Decimal(60)),
    SalaryPeriod.MONTH: (Decimal(1_000), Decimal(9_000)),
    SalaryPeriod.YEAR: (Decimal(15_000), Decimal(150_000)),
}

# Every repetition below is bounded and its alternatives start differently: matching is linear.
_NUMBER = r"(?<![\d,.])(?:\d{1,3}(?:[ .]\d{3}){1,2}|\d{1,6})(?:[,.]\d{1,2})?(?![\d])"
_UNIT = r"(?:\s{0,3}(?:k€|keuros|k\b|€|euros?\b|eur\b))?"
_AMOUNT = re.compile(rf"({_NUMBER})({_UNIT})(?!\s{{0,3}}(?:%|h\b|heures?\b|mois\b|ans?\b|jours?\b|[eè]me\b))")
_CENTS_AFTER = re.compile(r"(\d)€(\d{2})(?!\d|\s?€)")
#: What belongs to an amount after its sign.
_TAIL = re.compile(r"(?:\s|bruts?|par|/|de l'heure|l'heure|h\b|heure\b|mois\b|mensuels?|an\b|jour\b|j\b){0,8}")
_BETWEEN = re.compile(r"(?:brute?s?|\s|par|/|de l'|heure|mois|an\b){0,8}\s{0,3}(?:à|a\b|et\b|au\b|ou\b|-|–|—|/)\s{0,3}")
_PERIODS = (
    (SalaryPeriod.HOUR, re.compile(r"\bhoraires?\b|\bheure\b|/\s{0,2}h\b|\btaux h\b")),
    (SalaryPeriod.DAY, re.compile(r"\bjournali[eè]re?s?\b|\bpar jour\b|/\s{0,2}j(?:our)?\b|\btjm\b")),
    (SalaryPeriod.MONTH, re.compile(r"\bmensuel(?:le)?s?\b|\bmois\b|\bmensuellement\b")),
    (SalaryPeriod.YEAR, re.compile(r"\bannuel(?:le)?s?\b|\bpar an\b|/\s{0,2}an\b|\bl'an\b|\ban(?:née)?\b")),
)
_MONTHS_PAID = re.compile(r"\bsur (\d{1,2}(?:[,.]\d{1,2})?) mois\b")
_THIRTEENTH = re.compile(r"\b13\s?(?:[eè]me|e|i[eè]me)?\s{1,3}mois\b|\btreizi[eè]me mois\b")
_NET = re.compile(r"\bnets?\b")
_GROSS = re.compile(r"\bbrute?s?\b")
_MONEY = re.compile(r"€|\beuros?\b|\beur\b|\bbrute?s?\b|\bsalaire\b|\br[ée]mun[ée]ration\b|\bde l'heure\b")
_UP_TO = re.compile(r"\b(?:jusqu'à|jusqu'a|maximum|max)\s{0,3}(?:de\s{1,3})?$")
_FROM = re.compile(r"\b(?:à partir de|a partir de|minimum|mini|min|dès|au moins)\s{0,3}(?:de\s{1,3})?$")
_SMIC = re.compile(r"\bsmic\b")
_SMIC_SHARE = re.compile(r"(\d{1,3}(?:[,.]\d{1,2})?)\s{0,3}%\s{1,3}du smic\b")
_SMIC_MORE = re.compile(r"\bsmic\s{0,3}\+\s{0,3}(\d{1,2}(?:[,.]\d{1,2})?)\s{0,3}%")
_FILLER = re.compile(
    r"\b(?:horaires?|mensuel(?:le)?s?|annuel(?:le)?s?|journali[eè]re?s?|brute?s?|euros?|eur|salaire|de|du|à|a|entre|et|"
    r"par|l|heure|h|mois|an|jour|sur|soit|environ|le|la|taux|au|ou|min|mini|minimum|max|maximum|partir|"
    r"jusqu|r[ée]mun[ée]ration|moins|dès|base|à compter)\b|[^\w%+]|_"
)


@dataclass(frozen=True)
class ParsedSalary:
    """salary: None when no figure could be trusted. not_understood: the parts of the text left over."""

    salary: Salary | None
    not_understood: tuple[str, ...] = ()


def parse_salary_text(
    text: str, comment: str = "", *, weekly_hours: Decimal | None = None, on: date | None = None
) -> ParsedSalary:
    """Read France Travail's `salaire.libelle` (and `commentaire`), or what an employer typed.

    weekly_hours: given to the salary. on: the day whose SMIC «SMIC» means; without it the word isn't read.
    A single amount is both minimum and maximum. A net amount is never turned into a gross one.
    """
    left_over: list[str] = []
    salary: Salary | None = None
    for part in (text, comment):
        if not part.strip():
            continue
        found, rest = (None, part) if salary else _read(part, weekly_hours=weekly_hours, on=on)
        salary = salary or found
        if rest.strip():
            left_over.append(rest.strip())
    return ParsedSalary(salary, tuple(left_over))


def _read(part: str, *, weekly_hours: Decimal | None, on: date | None) -> tuple[Salary | None, str]:
    """The salary in one text, and the text that isn't part of it ("" when all was understood)."""
    text = _CENTS_AFTER.sub(r"\1,\2€", part[:MAX_READ].lower().translate(_PLAIN))
    if _NET.search(text) and not _GROSS.search(text):
        return None, part
    months, text_left = _months_paid(text)
    if months not in (Decimal(12), Decimal(13)):
        return None, part
    read = _amounts(text_left) or (_smic_amounts(text_left, on=on) if on else None)
    if read is None:
        return None, part
    try:
        salary = Salary(
            minimum=read.minimum,
            maximum=read.maximum,
            period=read.period,
            weekly_hours=weekly_hours,
            thirteenth_month=months == 13,
        )
    except ValidationError:
        return None, part
    rest = (text_left[: read.start] + " " + text_left[read.end :]).strip(_EDGES)
    understood = not _FILLER.sub("", rest).strip(_EDGES)
    return salary, ("" if understood else " ".join(rest.split())) + part[MAX_READ:]


_EDGES = " ,;:/+-.()"
#: Spaces that don't break, typographic apostrophes, and the dashes of ranges.
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "‘": "'", "‑": "-", "−": "-"})


@dataclass(frozen=True)
class _Read:
    minimum: Decimal | None
    maximum: Decimal | None
    period: SalaryPeriod
    start: int
    end: int


def _months_paid(text: str) -> tuple[Decimal, str]:
    """How many months are paid a year, and the text without the words that said so."""
    if found := _MONTHS_PAID.search(text):
        return _decimal(found[1]), text[: found.start()] + text[found.end() :]
    if found := _THIRTEENTH.search(text):
        return Decimal(13), text[: found.start()] + text[found.end() :]
    return Decimal(12), text


def _amounts(text: str) -> _Read | None:
    matches = list(islice(_AMOUNT.finditer(text), 20))
    if not matches or not (_MONEY.search(text) or _period_named(text)):
        return None
    first = next((m for m in matches if m[2].strip()), matches[0])
    index = matches.index(first)
    # «1 800 à 2 000 €»: the sign stands after the second number only.
    if index and _joined(text, matches[index - 1], first):
        first, index = matches[index - 1], index - 1
    last = matches[index + 1] if index + 1 < len(matches) and _joined(text, first, matches[index + 1]) else first
    low, high = _in_euros(first, unit=first[2] or last[2]), _in_euros(last, unit=last[2] or first[2])
    low, high = min(low, high), max(low, high)
    period = _period_named(text) or _period_obvious(low, high)
    if period is None or not all(_PLAUSIBLE[period][0] <= a <= _PLAUSIBLE[period][1] for a in (low, high)):
        return None
    before = text[max(0, first.start() - 30) : first.start()]
    alone = first is last
    return _Read(
        minimum=None if alone and _UP_TO.search(before) else low,
        maximum=None if alone and _FROM.search(before) else high,
        period=period,
        start=first.start(),
        end=_TAIL.match(text, last.end()).end(),  # type: ignore[union-attr]  # it matches the empty text
    )


def _joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return _BETWEEN.fullmatch(text, first.end(), min(second.start(), first.end() + 60)) is not None and (
        second.start() - first.end() <= 60
    )


def _in_euros(found: re.Match[str], *, unit: str) -> Decimal:
    amount = _decimal(found[1])
    return amount * 1000 if unit.strip().startswith("k") and amount < 1000 else amount


def _period_named(text: str) -> SalaryPeriod | None:
    """The period the text names first."""
    named = [(m.start(), period) for period, pattern in _PERIODS if (m := pattern.search(text))]
    return min(named, key=lambda pair: pair[0])[1] if named else None


def _period_obvious(low: Decimal, high: Decimal) -> SalaryPeriod | None:
    for period, (least, most) in _OBVIOUS.items():
        if least <= low and high <= most:
            return period
    return None


def _smic_amounts(text: str, *, on: date) -> _Read | None:
    """«SMIC», «SMIC + 10 %», «43 % du SMIC» (an apprentice) as an hourly amount."""
    found, rate = _SMIC.search(text), smic_on(on)
    if not found or not rate:
        return None
    amount, span = rate.hourly, found.span()
    if share := _SMIC_SHARE.search(text):
        amount, span = amount * _decimal(share[1]) / 100, share.span()
    elif more := _SMIC_MORE.search(text):
        amount, span = amount * (100 + _decimal(more[1])) / 100, more.span()
    amount = amount.quantize(Decimal("0.01"))
    return _Read(amount, amount, SalaryPeriod.HOUR, *span)


def _decimal(text: str) -> Decimal:
    """«1 950,50», «1.950» and «12.5» as numbers: three digits after a point are thousands."""
    compact = text.replace(" ", "").replace(",", ".")
    head, _, tail = compact.rpartition(".")
    if head and len(tail) != 3:
        return Decimal(head.replace(".", "") + "." + tail)
    return Decimal(compact.replace(".", ""))
