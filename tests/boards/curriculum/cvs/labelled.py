"""A CV as lines of text, and what a reader of it would fill into a form."""

from dataclasses import dataclass
from datetime import date

from boards.curriculum.values import Curriculum, Job, Language, Study


@dataclass(frozen=True)
class Labelled:
    """key: short name; text: as it stands on the page, a line each; says: what it means."""

    key: str
    text: str
    says: Curriculum

    @property
    def lines(self) -> list[str]:
        return self.text.strip("\n").splitlines()


def job(title: str, employer: str, start: str, end: str = "", place: str = "") -> Job:
    """start, end: ISO days, '' for none."""
    return Job(title, employer, place, _day(start), _day(end))


def study(title: str, school: str, level: str, year: int | None) -> Study:
    return Study(title, school, level, year)


def languages(**levels: str) -> tuple[Language, ...]:
    return tuple(Language(code, level) for code, level in levels.items())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
