"""A curriculum as the «Candidate» document that europass.europa.eu takes."""

from datetime import date
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from boards.curriculum.europass_iso import to_three
from boards.curriculum.html_text import to_html
from boards.curriculum.values import Curriculum, Job, Language, Study, StudyLevel, tidy

_EUROPASS = "http://www.europass.eu/1.0"
_HR = "http://www.hr-xml.org/3"
_OA = "http://www.openapplications.org/oagis/9"
_EURES = "http://www.europass_eures.eu/1.0"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ID = {"schemeName": "DocumentIdentifier", "schemeAgencyName": "EUROPASS", "schemeVersionID": "4.0"}
_DIMENSIONS = (
    "CEF-Understanding-Listening", "CEF-Understanding-Reading", "CEF-Speaking-Interaction", "CEF-Speaking-Production",
    "CEF-Writing-Production",
)  # fmt: skip
#: How many digits a country's code has, for the numbers that people here have.
_DIALING = ("262", "590", "594", "596", "33", "32", "49", "41", "352")


def write(curriculum: Curriculum) -> bytes:
    """A file that Europass' editor imports; read back it says the same (of the tidied curriculum)."""
    given = tidy(curriculum)
    for prefix, space in (("", _EUROPASS), ("hr", _HR), ("oa", _OA), ("eures", _EURES), ("xsi", _XSI)):
        register_namespace(prefix, space)
    root = Element(f"{{{_EUROPASS}}}Candidate", {f"{{{_XSI}}}schemaLocation": f"{_EUROPASS} Candidate.xsd"})
    SubElement(root, f"{{{_HR}}}DocumentID", {"schemeID": "Bassin-0001", **_ID})
    _person(SubElement(root, _own("CandidatePerson")), given)
    profile = SubElement(root, _own("CandidateProfile"), {"languageCode": "fr"})
    if given.about:
        _add(profile, _HR, "ExecutiveSummary", to_html(given.about))
    history = SubElement(profile, _own("EmploymentHistory"))
    for job in given.jobs:
        _job(SubElement(history, _own("EmployerHistory")), job)
    education = SubElement(profile, _own("EducationHistory"))
    for study in given.studies:
        _study(SubElement(education, _own("EducationOrganizationAttendance")), study)
    licences = SubElement(profile, f"{{{_EURES}}}Licenses")
    for licence in given.licences:
        _add(SubElement(licences, f"{{{_EURES}}}License"), _HR, "LicenseTypeCode", licence)
    qualifications = SubElement(profile, _own("PersonQualifications"))
    for language in given.languages:
        if language.level != "native":
            _language(SubElement(qualifications, _own("PersonCompetency")), language)
    skills = SubElement(profile, _own("Skills"))
    for skill in given.skills:
        one = SubElement(skills, _own("PersonCompetency"))
        _add(one, _HR, "TaxonomyID", "Digital_Skill")
        _add(one, _HR, "CompetencyName", skill)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _person(person: Element, given: Curriculum) -> None:
    first, _blank, last = given.name.rpartition(" ")
    name = SubElement(person, _own("PersonName"))
    _add(name, _OA, "GivenName", first)
    _add(name, _HR, "FamilyName", last)
    if given.email:
        mail = SubElement(person, _own("Communication"))
        _add(mail, _EUROPASS, "ChannelCode", "Email")
        _add(mail, _OA, "URI", given.email)
    if given.phone:
        phone = SubElement(person, _own("Communication"))
        _add(phone, _EUROPASS, "ChannelCode", "Telephone")
        _add(phone, _EUROPASS, "UseCode", "mobile")
        code = _dialing(given.phone)
        if code:
            _add(phone, _EUROPASS, "CountryDialing", code)
        _add(phone, _OA, "DialNumber", given.phone.removeprefix(f"+{code}") if code else given.phone)
    if given.place:
        home = SubElement(person, _own("Communication"))
        _add(home, _EUROPASS, "UseCode", "home")
        address = SubElement(home, _own("Address"), {"type": "home"})
        code, _blank, town = given.place.partition(" ")
        has_code = len(code) == 5 and code.isascii() and code.isdigit() and bool(town)
        _add(address, _OA, "CityName", town if has_code else given.place)
        _add(address, _EUROPASS, "CountryCode", "fr")
        if has_code:
            _add(address, _OA, "PostalCode", code)
    for language in given.languages:
        if language.level == "native":
            SubElement(person, _own("PrimaryLanguageCode"), {"name": "NORMAL"}).text = to_three(language.code)


def _job(one: Element, job: Job) -> None:
    _add(one, _HR, "OrganizationName", job.employer)
    position = SubElement(one, _own("PositionHistory"))
    SubElement(position, _own("PositionTitle"), {"typeCode": "FREETEXT"}).text = job.title
    period = SubElement(position, f"{{{_EURES}}}EmploymentPeriod")
    _day(period, _EURES, "StartDate", job.starts_on)
    _day(period, _EURES, "EndDate", job.ends_on)
    _add(period, _HR, "CurrentIndicator", "false" if job.ends_on else "true")
    if job.description:
        _add(position, _OA, "Description", to_html(job.description))
    if job.place:
        _add(position, _EUROPASS, "City", job.place)
        _add(position, _EUROPASS, "Country", "fr")


def _study(one: Element, study: Study) -> None:
    _add(one, _HR, "OrganizationName", study.school)
    level = StudyLevel(study.level)
    if level.number:
        _add(one, _EUROPASS, "EducationLevelCode", str(level.number))
    period = SubElement(one, _own("AttendancePeriod"))
    _day(period, _EUROPASS, "EndDate", date(study.year, 12, 31) if study.year else None)
    _add(period, _EUROPASS, "Ongoing", "false")
    degree = SubElement(one, _own("EducationDegree"))
    # Ours, for what the eight levels can't tell apart: CAP and BEP, BTS and DUT.
    _add(degree, _HR, "DegreeTypeCode", str(level))
    _add(degree, _HR, "DegreeName", study.title)


def _language(one: Element, language: Language) -> None:
    _add(one, _EUROPASS, "CompetencyID", to_three(language.code))
    _add(one, _HR, "TaxonomyID", "language")
    for name in _DIMENSIONS if language.level else ():
        dimension = SubElement(one, f"{{{_EURES}}}CompetencyDimension")
        _add(dimension, _HR, "CompetencyDimensionTypeCode", name)
        _add(SubElement(dimension, f"{{{_EURES}}}Score"), _HR, "ScoreText", language.level)


def _day(parent: Element, space: str, name: str, day: date | None) -> None:
    if day:
        _add(SubElement(parent, f"{{{space}}}{name}"), _HR, "FormattedDateTime", day.isoformat())


def _dialing(phone: str) -> str:
    return next((code for code in _DIALING if phone.startswith(f"+{code}") and phone[1:].isdigit()), "")


def _add(parent: Element, space: str, name: str, text: str) -> None:
    SubElement(parent, f"{{{space}}}{name}").text = text


def _own(name: str) -> str:
    return f"{{{_EUROPASS}}}{name}"
