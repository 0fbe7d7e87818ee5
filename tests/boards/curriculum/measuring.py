"""How much of what a CV says is proposed, and how much of what is proposed is said: recall and precision by field."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from boards.curriculum.proposal.plain import plain
from boards.curriculum.values import Curriculum

Items = Callable[[Curriculum], set[Any]]


def _single(name: str) -> Items:
    return lambda curriculum: {plain(getattr(curriculum, name))} - {""}


FIELDS: dict[str, Items] = {
    "name": _single("name"),
    "email": _single("email"),
    "phone": _single("phone"),
    "place": _single("place"),
    "about": _single("about"),
    "job titles": lambda c: {plain(job.title) for job in c.jobs} - {""},
    "employers": lambda c: {plain(job.employer) for job in c.jobs} - {""},
    "job dates": lambda c: {(job.starts_on, job.ends_on) for job in c.jobs if job.starts_on},
    "diplomas": lambda c: {plain(study.title) for study in c.studies} - {""},
    "schools": lambda c: {plain(study.school) for study in c.studies} - {""},
    "levels": lambda c: {(study.level, study.year) for study in c.studies if study.level},
    "years": lambda c: {(plain(study.title), study.year) for study in c.studies if study.year},
    "languages": lambda c: {lang.code for lang in c.languages},
    "language levels": lambda c: {(lang.code, lang.level) for lang in c.languages if lang.level},
    "skills": lambda c: {plain(skill) for skill in c.skills},
    "licences": lambda c: set(c.licences),
}


@dataclass
class Score:
    right: int = 0
    proposed: int = 0
    said: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.said if self.said else 1.0


def scores(pairs: Iterable[tuple[Curriculum, Curriculum]]) -> dict[str, Score]:
    """By field, over (proposed, said)."""
    found = {name: Score() for name in FIELDS}
    for proposed, said in pairs:
        for name, items in FIELDS.items():
            one, other = items(proposed), items(said)
            found[name].right += len(one & other)
            found[name].proposed += len(one)
            found[name].said += len(other)
    return found


def overall(found: dict[str, Score]) -> Score:
    return Score(*(sum(getattr(score, name) for score in found.values()) for name in ("right", "proposed", "said")))
