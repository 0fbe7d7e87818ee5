"""What a CV says, whatever it was written in. Pure values without Django, so that a limited process knows them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

#: Longest of each, in signs or in items: a CV is two pages.
LINE, WORDS, ITEMS = 160, 2_000, 60
#: From the least to the most. "native" is what one grew up with.
LANGUAGE_LEVELS = ("", "A1", "A2", "B1", "B2", "C1", "C2", "native")
#: Categories of the driving licence, as offers spell them (R221-4 code de la route).
LICENCES = ("AM", "A1", "A2", "A", "B1", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE")
_CODE = re.compile(r"^[a-z]{2}$")


class StudyLevel(StrEnum):
    """What a diploma is, by the names that French CVs give; `number` is its level in the national framework (EQF)."""

    UNKNOWN = ""
    BREVET = "brevet"
    CAP = "cap"
    BEP = "bep"
    TITLE_3 = "title3"
    BAC = "bac"
    BAC_PRO = "bac_pro"
    TITLE_4 = "title4"
    BTS = "bts"
    DUT = "dut"
    DEUG = "deug"
    TITLE_5 = "title5"
    LICENCE = "licence"
    LICENCE_PRO = "licence_pro"
    BACHELOR = "bachelor"
    BUT = "but"
    MASTER = "master"
    ENGINEER = "engineer"
    DOCTORATE = "doctorate"

    @property
    def number(self) -> int | None:
        return _NUMBERS.get(self)


_NUMBERS = {
    StudyLevel.BREVET: 2, StudyLevel.CAP: 3, StudyLevel.BEP: 3, StudyLevel.TITLE_3: 3, StudyLevel.BAC: 4,
    StudyLevel.BAC_PRO: 4, StudyLevel.TITLE_4: 4, StudyLevel.BTS: 5, StudyLevel.DUT: 5, StudyLevel.DEUG: 5,
    StudyLevel.TITLE_5: 5, StudyLevel.LICENCE: 6, StudyLevel.LICENCE_PRO: 6, StudyLevel.BACHELOR: 6,
    StudyLevel.BUT: 6, StudyLevel.MASTER: 7, StudyLevel.ENGINEER: 7, StudyLevel.DOCTORATE: 8,
}  # fmt: skip


@dataclass(frozen=True)
class Job:
    """starts_on: the first day that is known (of a month, of a year); ends_on: the last, None while it goes on."""

    title: str = ""
    employer: str = ""
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    description: str = ""


@dataclass(frozen=True)
class Study:
    """year: when it ended."""

    title: str = ""
    school: str = ""
    level: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Language:
    """code: ISO 639-1; level: one of LANGUAGE_LEVELS."""

    code: str
    level: str = ""


@dataclass(frozen=True)
class Curriculum:
    """phone: as +33612345678 where it could be understood; place: «59380 Bergues»; licences: among LICENCES."""

    name: str = ""
    email: str = ""
    phone: str = ""
    place: str = ""
    about: str = ""
    jobs: tuple[Job, ...] = field(default=())
    studies: tuple[Study, ...] = field(default=())
    languages: tuple[Language, ...] = field(default=())
    skills: tuple[str, ...] = field(default=())
    licences: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return self == Curriculum()


class Reason(StrEnum):
    """Why nothing could be read."""

    NO_TEXT = "no_text"
    NOT_XML = "not_xml"
    NOT_JSON = "not_json"
    NOT_A_CV = "not_a_cv"
    TOO_LARGE = "too_large"
    GONE = "gone"
    TIME = "time"


@dataclass(frozen=True)
class Unreadable:
    """In place of a curriculum; `wording.sentence` says what to do."""

    reason: Reason


class NotRead(ValueError):
    """Raised by the readers of exchange formats."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def line(text: object, most: int = LINE) -> str:
    """One line as people read it: composed, without controls, single blanks. '' for what is no text."""
    if not isinstance(text, str):
        return ""
    composed = unicodedata.normalize("NFC", text[: most * 8])
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in composed)
    return " ".join(seen.split())[:most].strip()


def words(text: object, most: int = WORDS) -> str:
    """Several lines, empty ones left out."""
    if not isinstance(text, str):
        return ""
    lines = (line(part, most) for part in text[: most * 8].splitlines())
    return "\n".join(part for part in lines if part)[:most].strip()


def tidy(given: Curriculum) -> Curriculum:
    """The same within what we keep: cleaned, cut, and without what names nothing."""
    jobs = (
        Job(line(j.title), line(j.employer), line(j.place), j.starts_on, j.ends_on, words(j.description))
        for j in given.jobs[:ITEMS]
    )
    studies = (Study(line(s.title), line(s.school), str(_level(s.level)), _year(s.year)) for s in given.studies[:ITEMS])
    levels = {lang.code: lang for lang in reversed(given.languages) if _CODE.match(lang.code)}
    return Curriculum(
        name=line(given.name, 120),
        email=line(given.email, 254),
        phone=line(given.phone, 30),
        place=line(given.place),
        about=words(given.about),
        jobs=tuple(job for job in jobs if job.title or job.employer),
        studies=tuple(study for study in studies if study.title or study.school),
        languages=_spoken(reversed(levels.values())),
        skills=tuple(dict.fromkeys(filter(None, (line(skill) for skill in given.skills))))[:ITEMS],
        licences=tuple(licence for licence in LICENCES if licence in given.licences),
    )


def _spoken(given: Iterable[Language]) -> tuple[Language, ...]:
    """Those that one grew up with first."""
    known = (Language(one.code, one.level if one.level in LANGUAGE_LEVELS else "") for one in given)
    return tuple(sorted(known, key=lambda one: one.level != "native"))[:ITEMS]


def _level(given: str) -> StudyLevel:
    return StudyLevel(given) if given in set(StudyLevel) else StudyLevel.UNKNOWN


def _year(given: int | None) -> int | None:
    return given if given is not None and 1900 <= given <= 2100 else None


def as_plain(given: Curriculum) -> dict[str, Any]:
    """As JSON can carry it."""
    plain = asdict(given)
    for job in plain["jobs"]:
        for name in ("starts_on", "ends_on"):
            job[name] = job[name].isoformat() if job[name] else None
    return plain


def from_plain(plain: dict[str, Any]) -> Curriculum:
    """What `as_plain` gave. Raises TypeError, ValueError or KeyError for anything else."""
    jobs = tuple(
        Job(
            **{
                **job,
                **{name: date.fromisoformat(job[name]) if job[name] else None for name in ("starts_on", "ends_on")},
            }
        )
        for job in plain["jobs"]
    )
    known = {one.name for one in fields(Curriculum)}
    rest = {name: value for name, value in plain.items() if name in known}
    return tidy(
        Curriculum(**{
            **rest,
            "jobs": jobs,
            "studies": tuple(Study(**study) for study in plain["studies"]),
            "languages": tuple(Language(**language) for language in plain["languages"]),
            "skills": tuple(plain["skills"]),
            "licences": tuple(plain["licences"]),
        })
    )  # fmt: skip
