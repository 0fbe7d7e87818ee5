"""From lines to a proposal. It is read by a person before anything is kept: better a gap than an invention."""

from boards.curriculum.proposal.contact import email_in, name_in, phone_in, place_in
from boards.curriculum.proposal.jobs import jobs_in
from boards.curriculum.proposal.languages import languages_in
from boards.curriculum.proposal.rest import licences_in, skills_in
from boards.curriculum.proposal.sections import Part, parted
from boards.curriculum.proposal.studies import studies_in
from boards.curriculum.values import Curriculum, tidy


def propose(lines: list[str]) -> Curriculum:
    """What these lines seem to say. Linear in their length."""
    parts = parted(lines)
    head = parts.of(Part.HEAD)
    email = email_in(head) or email_in(lines)
    return tidy(
        Curriculum(
            name=name_in([line for line in head if line], email),
            email=email,
            phone=phone_in(head) or phone_in(lines),
            place=place_in(head),
            about="\n".join(line for line in parts.of(Part.ABOUT) if line),
            jobs=jobs_in(parts.of(Part.JOBS)),
            studies=studies_in(parts.of(Part.STUDIES)),
            languages=languages_in(parts.of(Part.LANGUAGES)),
            skills=skills_in(parts.of(Part.SKILLS)),
            licences=licences_in(lines, parts.of(Part.LICENCES)),
        )
    )
