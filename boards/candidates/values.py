"""What a form hands to the service: a profile's facts as one value."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from boards.candidates.enums import Availability, HoursWish


@dataclass(frozen=True)
class JobValues:
    title: str
    employer: str = ""
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    description: str = ""


@dataclass(frozen=True)
class StudyValues:
    title: str
    school: str = ""
    level: str = ""
    year: int | None = None


@dataclass(frozen=True)
class LanguageValues:
    code: str
    level: str = ""


@dataclass(frozen=True)
class ProfileValues:
    """Everything that is typed. email: lower case or ''; phone: E.164 or ''; place: the commune's fields."""

    name: str
    email: str = ""
    phone: str = ""
    occupations: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    place: dict[str, Any] = field(default_factory=dict)
    radius_km: int = 20
    communes: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    needs_housing: bool = False
    contracts: tuple[str, ...] = ()
    hours: str = HoursWish.EITHER
    schedules: tuple[str, ...] = ()
    availability: str = Availability.NOW
    available_from: date | None = None
    available_until: date | None = None
    words: str = ""
    jobs: tuple[JobValues, ...] = ()
    studies: tuple[StudyValues, ...] = ()
    languages: tuple[LanguageValues, ...] = ()


#: The fields of the profile's own row; the rest are rows of their own.
OWN_FIELDS = (
    "name",
    "email",
    "phone",
    "occupations",
    "skills",
    "radius_km",
    "communes",
    "transport",
    "licences",
    "needs_housing",
    "contracts",
    "hours",
    "schedules",
    "availability",
    "available_from",
    "available_until",
    "words",
)
PLACE_FIELDS = ("commune_insee", "commune_name", "postcode", "department", "latitude", "longitude")
NOWHERE: dict[str, Any] = {
    "commune_insee": "",
    "commune_name": "",
    "postcode": "",
    "department": "",
    "latitude": None,
    "longitude": None,
}
