"""The stories of the demo: four territories with their employers, offers and people, read from JSON.

Every employer is invented: no SIRET, or one that begins with 000, whose check digits hold and which INSEE
never gave out. Addresses end in `.example` (RFC 2606); telephone numbers are those that ARCEP's decision
2018-0881 keeps for fiction. Public bodies have their own names, because a town has only one.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

DATA = Path(__file__).parent / "data"
STORIES = ("cchf", "flandre", "dijon", "montagne")

Row = TypeVar("Row")


class StoryError(Exception):
    """A story's file can't be read; the message says which file, which row and why."""


@dataclass(frozen=True, slots=True)
class StorySalary:
    """Gross euros for one `period` (hour, month, year); a year includes the thirteenth month."""

    min: float
    max: float
    period: str
    thirteenth_month: bool = False


@dataclass(frozen=True, slots=True)
class StoryEmployer:
    key: str  # unique in its story
    name: str
    siret: str | None
    commune_insee: str
    kind: str  # firm, public, household
    about: str


@dataclass(frozen=True, slots=True)
class StoryOffer:
    """One offer; codes are the values of boards.offers.enums, dates are days before the demo is loaded."""

    employer: str  # key of a StoryEmployer
    title: str
    occupation_code: str
    contract_type: str
    contract_nature: str
    description: str  # plain text, paragraphs parted by an empty line
    commune_insee: str | None  # None: only the department is known
    department: str  # said where the commune is not
    salary: StorySalary | None
    weekly_hours: float | None
    full_time: bool | None
    licence: str
    licence_categories: tuple[str, ...]
    housing: bool
    season: str
    posts: int
    apply_by: str
    apply_value: str
    days_ago: int
    experience: str


@dataclass(frozen=True, slots=True)
class StoryPerson:
    email: str
    role: str
    name: str
    employer: str | None  # for the role "employer": the key of the one they act for


@dataclass(frozen=True, slots=True)
class Story:
    """tenant: fields of Tenant by name, plus domain, epcis (SIREN), communes (INSEE), funders (name, url)."""

    name: str
    tenant: Mapping[str, Any]
    employers: tuple[StoryEmployer, ...]
    offers: tuple[StoryOffer, ...]
    people: tuple[StoryPerson, ...] = field(default=())


def load_story(name: str) -> Story:
    """Read one story; raise StoryError where it isn't one or points at an employer it doesn't have."""
    path = DATA / f"{name}.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        story = Story(
            name=name,
            tenant=raw["tenant"],
            employers=tuple(_row(StoryEmployer, one) for one in raw["employers"]),
            offers=tuple(_offer(one) for one in raw["offers"]),
            people=tuple(_row(StoryPerson, one) for one in raw["people"]),
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise StoryError(f"{path.name}: {error}") from error
    if strays := _strays(story):
        raise StoryError(f"{path.name}: no such employer: {', '.join(strays)}")
    return story


def _offer(raw: Mapping[str, Any]) -> StoryOffer:
    salary = raw["salary"]
    typed = {
        "salary": None if salary is None else _row(StorySalary, salary),
        "licence_categories": tuple(raw["licence_categories"]),
    }
    return _row(StoryOffer, {**raw, **typed})


def _row(kind: type[Row], raw: Mapping[str, Any]) -> Row:
    """A dataclass from a JSON object that has its fields, all of them, and no others."""
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]
    unknown = raw.keys() - known.keys()
    missing = {name for name, one in known.items() if one.default is MISSING} - raw.keys()
    if unknown or missing:
        what = raw.get("title") or raw.get("name") or raw.get("email") or "?"
        raise ValueError(f"{kind.__name__} “{what}”: unknown {sorted(unknown)}, missing {sorted(missing)}")
    return kind(**raw)


def _strays(story: Story) -> list[str]:
    keys = {employer.key for employer in story.employers}
    named = {offer.employer for offer in story.offers} | {one.employer for one in story.people if one.employer}
    return sorted(named - keys)
