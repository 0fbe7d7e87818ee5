"""JSON Resume (schema 1.0.0): what its editors export, and what ours can be taken along in."""

import json
from typing import Any

from boards.curriculum.partial_dates import first_day, last_day
from boards.curriculum.proposal.languages import code_of, name_of
from boards.curriculum.proposal.languages import languages_in as languages_said
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

MOST_BYTES = 5_000_000
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_NATIVE = "Langue maternelle"


def read(content: bytes) -> Curriculum:
    """Raises NotRead for what is no resume; an entry of another type than the schema's is passed over."""
    if len(content) > MOST_BYTES:
        raise NotRead(Reason.TOO_LARGE)
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotRead(Reason.NOT_JSON) from None
    if not isinstance(found, dict) or not ({"basics", "work", "education", "skills"} & found.keys()):
        raise NotRead(Reason.NOT_JSON)
    basics = _dict(found.get("basics"))
    location = _dict(basics.get("location"))
    certificates = [_text(one, "name") for one in _dicts(found.get("certificates"))]
    curriculum = tidy(
        Curriculum(
            name=_text(basics, "name"),
            email=_text(basics, "email"),
            phone=_text(basics, "phone"),
            place=f"{_text(location, 'postalCode')} {_text(location, 'city')}",
            about=_text(basics, "summary"),
            jobs=tuple(_job(one) for one in _dicts(found.get("work"))),
            studies=tuple(_study(one) for one in _dicts(found.get("education"))),
            languages=tuple(language for one in _dicts(found.get("languages")) for language in _language(one)),
            skills=tuple(skill for one in _dicts(found.get("skills")) for skill in _skills(one)),
            licences=licences_in(certificates, []),
        )
    )
    if curriculum.is_empty:
        raise NotRead(Reason.NOT_A_CV)
    return curriculum


def write(curriculum: Curriculum) -> bytes:
    """A file that its editors open; read back it says the same (of the tidied curriculum)."""
    given = tidy(curriculum)
    code, _blank, town = given.place.partition(" ")
    has_code = len(code) == 5 and code.isascii() and code.isdigit() and bool(town)
    location = {"postalCode": code, "city": town} if has_code else {"city": given.place}
    resume = {
        "$schema": SCHEMA,
        "basics": {
            "name": given.name,
            "email": given.email,
            "phone": given.phone,
            "summary": given.about,
            "location": {**location, "countryCode": "FR"},
        },
        "work": [_written_job(job) for job in given.jobs],
        "education": [
            {
                "institution": study.school,
                "area": study.title,
                "studyType": study.level,
                "endDate": str(study.year) if study.year else "",
            }
            for study in given.studies
        ],
        "languages": [
            {"language": name_of(lang.code), "fluency": _NATIVE if lang.level == "native" else lang.level}
            for lang in given.languages
        ],
        "skills": [{"name": skill} for skill in given.skills],
        "certificates": [{"name": f"Permis {licence}"} for licence in given.licences],
    }
    return json.dumps(_without_empty(resume), ensure_ascii=False, indent=2).encode()


def _job(one: dict[str, Any]) -> Job:
    highlights = one.get("highlights")
    lines = [_text(one, "summary"), *(line for line in _list(highlights) if isinstance(line, str))]
    return Job(
        title=_text(one, "position"),
        # Before 1.0.0 it was called company.
        employer=_text(one, "name") or _text(one, "company"),
        place=_text(one, "location"),
        starts_on=first_day(_text(one, "startDate")),
        ends_on=last_day(_text(one, "endDate")),
        description="\n".join(lines),
    )


def _written_job(job: Job) -> dict[str, Any]:
    return {
        "name": job.employer,
        "position": job.title,
        "location": job.place,
        "startDate": job.starts_on.isoformat() if job.starts_on else "",
        "endDate": job.ends_on.isoformat() if job.ends_on else "",
        "summary": job.description,
    }


def _study(one: dict[str, Any]) -> Study:
    kind, area = _text(one, "studyType"), _text(one, "area")
    end = last_day(_text(one, "endDate"))
    if kind in set(StudyLevel):
        return Study(area, _text(one, "institution"), kind, end.year if end else None)
    title = " ".join(filter(None, (kind, area)))
    return Study(title, _text(one, "institution"), str(level_of(title)), end.year if end else None)


def _language(one: dict[str, Any]) -> list[Language]:
    name, fluency = _text(one, "language"), _text(one, "fluency")
    code = code_of(name)
    if not code:
        return []
    said = languages_said([f"{name_of(code)} {fluency}"])
    level = next((lang.level for lang in said if lang.code == code), "")
    return [Language(code, "native" if fluency == _NATIVE else fluency if fluency in LANGUAGE_LEVELS else level)]


def _skills(one: dict[str, Any]) -> list[str]:
    """Its keywords, or its name when it has none: «Bureautique: Word, Excel» is two skills."""
    keywords = [word for word in _list(one.get("keywords")) if isinstance(word, str) and word.strip()]
    return keywords or [_text(one, "name")]


def _text(one: dict[str, Any], name: str) -> str:
    value = one.get(name)
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value[:200] if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in ("", [], {}, None)}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value
