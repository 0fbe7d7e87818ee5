"""What a CV or another site's export proposes for a profile, and a profile as such an export. Nothing is kept here."""

from typing import Any

from boards.candidates.languages import LANGUAGES
from boards.candidates.models import Profile
from boards.curriculum import reading
from boards.curriculum.values import Curriculum, Job, Language, Reason, Study, Unreadable
from boards.offers.enums import LicenceCategory
from tenants.reference import communes, occupations

MOST_GUESSED = 3


def propose(profile: Profile) -> Curriculum | Unreadable:
    """What the profile's own CV seems to say, for its person to correct."""
    return reading.propose(profile.cv) if profile.cv is not None else Unreadable(Reason.GONE)


def completed(said: dict[str, Any], by: Curriculum) -> dict[str, Any]:
    """A form's initial values with what a curriculum adds: whatever the person said already stays as it is."""
    known = dict(said)
    known["name"] = known.get("name") or by.name
    known["words"] = known.get("words") or by.about[:1000]
    known["skills"] = ", ".join(_skills(known.get("skills", ""), by))
    known["licences"] = [one for one in LicenceCategory.values if one in {*known.get("licences", ()), *by.licences}]
    known["commune"] = known.get("commune") or _place(by.place)
    known["occupations"] = known.get("occupations") or _occupations(by)
    known["jobs"] = _with(known.get("jobs", []), [_job(one) for one in by.jobs if one.title])
    known["studies"] = _with(known.get("studies", []), [_study(one) for one in by.studies if one.title])
    spoken = [{"code": one.code, "level": one.level} for one in by.languages if one.code in LANGUAGES]
    known["languages"] = _with(known.get("languages", []), spoken, name="code")
    return known


def curriculum_of(profile: Profile) -> Curriculum:
    """A profile as a CV: all that its person said, for them to take along."""
    return Curriculum(
        name=profile.name,
        email=profile.email,
        phone=profile.phone,
        place=f"{profile.postcode} {profile.commune_name}".strip(),
        about=profile.words,
        jobs=tuple(
            Job(job.title, job.employer, job.place, job.starts_on, job.ends_on, job.description)
            for job in profile.experiences.all()
        ),
        studies=tuple(Study(study.title, study.school, study.level, study.year) for study in profile.trainings.all()),
        languages=tuple(Language(one.code, one.level) for one in profile.languages.all()),
        skills=tuple(profile.skills),
        licences=tuple(profile.licences),
    )


def _skills(said: str, by: Curriculum) -> list[str]:
    mine = [one.strip() for one in said.split(",") if one.strip()]
    new = [" ".join(one.replace(",", " ").split())[:80] for one in by.skills]
    return list({one.casefold(): one for one in [*mine, *new] if one}.values())[:30]


def _place(text: str) -> str:
    """The commune as the form shows it, when there is one by that name."""
    try:
        found = communes.resolve(text) if text else None
    except communes.AmbiguousCommune:
        return ""
    return found.label if found else ""


def _occupations(by: Curriculum) -> list[dict[str, Any]]:
    """What the last jobs were called, where that calls one occupation."""
    found = [next(iter(codes)) for job in by.jobs if len(codes := occupations.codes_for(job.title)) == 1]
    return [{"word": occupations.label_of(code), "code": code} for code in dict.fromkeys(found)][:MOST_GUESSED]


def _with(mine: list[dict[str, Any]], new: list[dict[str, Any]], *, name: str = "title") -> list[dict[str, Any]]:
    said = {str(one.get(name, "")).casefold() for one in mine}
    return [*mine, *(one for one in new if str(one[name]).casefold() not in said)]


def _job(job: Job) -> dict[str, Any]:
    return {
        "title": job.title[:140],
        "employer": job.employer[:120],
        "place": job.place[:80],
        "starts_on": job.starts_on.replace(day=1) if job.starts_on else None,
        "ends_on": job.ends_on.replace(day=1) if job.ends_on else None,
        "description": job.description[:1000],
    }


def _study(study: Study) -> dict[str, Any]:
    return {"title": study.title[:140], "school": study.school[:120], "year": study.year}
