"""Europass XML: both that people have on their disks.

Read: «Candidate» (http://www.europass.eu/1.0, an HR Open Standards 3 document with EURES' own elements: what
europass.europa.eu attaches to its PDFs since 2020) and «SkillsPassport» 3.x (Cedefop's editor until then).
Written: «Candidate», the one that today's editor takes. Elements are found by their local names, wherever they stand:
real exports follow no schema to the letter.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from boards.curriculum.europass_iso import from_any
from boards.curriculum.europass_writing import write
from boards.curriculum.html_text import to_lines
from boards.curriculum.partial_dates import first_day, last_day
from boards.curriculum.proposal.contact import phone_in
from boards.curriculum.proposal.rest import licences_in
from boards.curriculum.proposal.studies import level_of
from boards.curriculum.values import (
    LANGUAGE_LEVELS,
    Curriculum,
    Job,
    Language,
    NotRead,
    Reason,
    Study,
    StudyLevel,
    tidy,
)
from tenants.files.inspecting.markup import walk
from tenants.files.reasons import Refusal, Unfit

__all__ = ["read", "write"]

MOST_BYTES = 5_000_000
_CEFR = re.compile(r"^[ABC][12]$")


def read(content: bytes) -> Curriculum:
    """Raises NotRead for what is neither of the two."""
    if len(content) > MOST_BYTES:
        raise NotRead(Reason.TOO_LARGE)
    try:
        # Depth, number of elements and DOCTYPE, before a tree is built of it.
        walk(content, lambda name, attributes: None)
        root = fromstring(content, forbid_dtd=True)
    except Unfit as unfit:
        too_much = unfit.refusal == Refusal.TOO_COMPLEX
        raise NotRead(Reason.TOO_LARGE if too_much else Reason.NOT_XML) from None
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise NotRead(Reason.NOT_XML) from None
    readers = {"Candidate": _candidate, "SkillsPassport": _passport, "Europass": _passport}
    reader = readers.get(_local(root))
    if reader is None:
        raise NotRead(Reason.NOT_XML)
    found = tidy(reader(root))
    if found.is_empty:
        raise NotRead(Reason.NOT_A_CV)
    return found


# --- Candidate, since 2020 --------------------------------------------------------------------------


def _candidate(root: Element) -> Curriculum:
    person = _first(root, "CandidatePerson")
    person = root if person is None else person
    profile = _first(root, "CandidateProfile")
    profile = root if profile is None else profile
    email = phone = place = ""
    for one in _all(person, "Communication"):
        channel = _said(one, "ChannelCode").lower()
        if channel == "email" and not email:
            email = _said(one, "URI")
        elif channel in {"telephone", "mobiletelephone", "phone"} and not phone:
            phone = _number(_said(one, "CountryDialing"), _said(one, "DialNumber") or _said(one, "FormattedNumber"))
        address = _first(one, "Address")
        if address is not None and not place:
            place = f"{_said(address, 'PostalCode')} {_said(address, 'CityName')}"
    return Curriculum(
        name=f"{_said(person, 'GivenName')} {_said(person, 'FamilyName')}",
        email=email,
        phone=phone,
        place=place,
        about=to_lines(_said(profile, "ExecutiveSummary")),
        jobs=tuple(job for one in _all(profile, "EmployerHistory") for job in _positions(one)),
        studies=tuple(_attendance(one) for one in _all(profile, "EducationOrganizationAttendance")),
        languages=_candidate_languages(person, profile),
        skills=_competencies(profile),
        licences=_licences(_said_all(profile, "LicenseTypeCode")),
    )


def _positions(one: Element) -> Iterator[Job]:
    employer = _said(one, "OrganizationName")
    town = _said(one, "CityName")
    for position in _all(one, "PositionHistory"):
        start, end = _first(position, "StartDate"), _first(position, "EndDate")
        yield Job(
            title=_said(position, "PositionTitle"),
            employer=employer,
            place=_said(position, "City") or town,
            starts_on=first_day(_said(start, "FormattedDateTime")) if start is not None else None,
            ends_on=last_day(_said(end, "FormattedDateTime")) if end is not None else None,
            description=to_lines(_said(position, "Description")),
        )


def _attendance(one: Element) -> Study:
    title, end = _said(one, "DegreeName"), _first(one, "EndDate")
    day = last_day(_said(end, "FormattedDateTime")) if end is not None else None
    kind = _said(one, "DegreeTypeCode")
    level = kind if kind in set(StudyLevel) else str(level_of(title))
    return Study(title, _said(one, "OrganizationName"), level, day.year if day else None)


def _candidate_languages(person: Element, profile: Element) -> tuple[Language, ...]:
    found: dict[str, str] = {}
    for one in _all(person, "PrimaryLanguageCode"):
        found[from_any(_text(one))] = "native"
    for one in _all(profile, "PersonCompetency"):
        if _said(one, "TaxonomyID").lower() != "language":
            continue
        scores = [_text(score).upper() for score in _all(one, "ScoreText")]
        found.setdefault(from_any(_said(one, "CompetencyID")), _least(scores))
    return _named(found)


def _competencies(profile: Element) -> tuple[str, ...]:
    return tuple(
        _said(one, "CompetencyName")
        for one in _all(profile, "PersonCompetency")
        if _said(one, "TaxonomyID").lower() != "language"
    )


# --- SkillsPassport, until 2020 -----------------------------------------------------------------------


def _passport(root: Element) -> Curriculum:
    identification = _first(root, "Identification")
    identification = Element("none") if identification is None else identification
    mail, phones = _first(identification, "Email"), _first(identification, "Telephone")
    headline = next((_said(one, "Label") for one in _all(root, "Headline") if "personal" in _said(one, "Code")), "")
    mother = [_said(one, "Code") for one in _all(root, "MotherTongue")]
    tongues = {from_any(code): "native" for code in mother}
    for one in _all(root, "ForeignLanguage"):
        level = _first(one, "ProficiencyLevel")
        scores = [_text(score).upper() for score in level] if level is not None else []
        tongues.setdefault(from_any(_said(one, "Code")), _least(scores))
    licences = [_text(one) for driving in _all(root, "Driving") for one in _all(driving, "Licence")]
    told = [
        _said(one, "Description")
        for name in ("Computer", "JobRelated", "Organisational", "Communication")
        for one in _all(root, name)
    ]
    return Curriculum(
        name=f"{_said(identification, 'FirstName')} {_said(identification, 'Surname')}",
        email=_said(mail, "Contact") if mail is not None else "",
        phone=_number("", _said(phones, "Contact")) if phones is not None else "",
        place=f"{_said(identification, 'PostalCode')} {_said(identification, 'Municipality')}",
        about=to_lines(headline),
        jobs=tuple(_experience(one) for one in _all(root, "WorkExperience")),
        studies=tuple(_education(one) for one in _all(root, "Education")),
        languages=_named(tongues),
        skills=tuple(line for text in told for line in to_lines(text).splitlines()),
        licences=_licences(licences),
    )


def _experience(one: Element) -> Job:
    position, employer = _first(one, "Position"), _first(one, "Employer")
    start, end = _period(one)
    return Job(
        title=_said(position, "Label") if position is not None else "",
        employer=_said(employer, "Name") if employer is not None else "",
        place=_said(employer, "Municipality") if employer is not None else "",
        starts_on=first_day(start),
        ends_on=last_day(end),
        description=to_lines(_said(one, "Activities")),
    )


def _education(one: Element) -> Study:
    organisation = _first(one, "Organisation")
    day = last_day(_period(one)[1])
    title = _said(one, "Title")
    school = _said(organisation, "Name") if organisation is not None else ""
    return Study(title, school, str(level_of(title)), day.year if day else None)


def _period(one: Element) -> tuple[str, str]:
    """Its days are written «month="--03" day="---07"»."""
    return _moment(_first(one, "From")), _moment(_first(one, "To"))


def _moment(one: Element | None) -> str:
    if one is None:
        return ""
    parts = (one.get("year", ""), one.get("month", "").strip("-"), one.get("day", "").strip("-"))
    return "-".join(part for part in parts if part)


# --- both ---------------------------------------------------------------------------------------------


def _number(dialing: str, number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if dialing and digits:
        code = re.sub(r"\D", "", dialing)
        return f"+{code}{digits.removeprefix('0')}"
    return phone_in([number]) or number


def _licences(codes: list[str]) -> tuple[str, ...]:
    return licences_in([], [code.upper() for code in codes])


def _least(scores: list[str]) -> str:
    """Who reads at C1 and speaks at B1 is at B1: five scores, one level."""
    known = [score for score in scores if _CEFR.match(score) or score.lower() == "native"]
    return min(known, key=LANGUAGE_LEVELS.index) if known else ""


def _named(levels: dict[str, str]) -> tuple[Language, ...]:
    return tuple(Language(code, level) for code, level in levels.items() if code)


def _local(one: Element) -> str:
    return str(one.tag).rpartition("}")[2]


def _all(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if one is not root and _local(one) == name]


def _first(root: Element, name: str) -> Element | None:
    return next((one for one in root.iter() if one is not root and _local(one) == name), None)


def _text(one: Element) -> str:
    return (one.text or "").strip()


def _said(root: Element, name: str) -> str:
    one = _first(root, name)
    return _text(one) if one is not None else ""


def _said_all(root: Element, name: str) -> list[str]:
    return [_text(one) for one in _all(root, name)]
