"""One offer of France Travail in our own words, and what could not be said in them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from boards.offers.enums import (
    ApplyBy,
    ContractNature,
    ContractType,
    Experience,
    LicenceCategory,
    LicenceNeed,
)
from boards.offers.salary import Salary


class BadAnswer(Exception):
    """A file that is no answer of the API; the message is French and says what was expected."""


class BadItem(Exception):
    """One item that can't become an offer. position: 1 for the first of the answer; reason: French."""

    def __init__(self, *, position: int, reason: str, external_id: str = "") -> None:
        super().__init__(reason)
        self.position, self.reason, self.external_id = position, reason, external_id

    def __str__(self) -> str:
        return _("Offre n° %(position)d : %(reason)s") % {"position": self.position, "reason": self.reason}


@dataclass(frozen=True)
class Unmapped:
    """A value of the item that no field says. path: «permis[1].libelle»; value: its beginning."""

    path: str
    value: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A skill, a training, a language or a quality that is asked for."""

    label: str
    required: bool = False
    code: str = ""
    level: str = ""
    comment: str = ""

    def __str__(self) -> str:
        """Ready to read: «CAP, BEP et équivalents, maçonnerie (exigé)»."""
        text = ", ".join(part for part in (self.level, self.label, self.comment) if part)
        return _("%(requirement)s (exigé)") % {"requirement": text} if self.required else text


@dataclass(frozen=True, kw_only=True)
class MappedEmployer:
    """name is "" when the employer stays hidden. headcount: a Headcount, or ""."""

    name: str = ""
    description: str = ""
    url: str = ""
    logo_url: str = ""
    siret: str = ""
    headcount: str = ""
    adapted: bool = False
    handicap_committed: bool = False


@dataclass(frozen=True, kw_only=True)
class MappedPlace:
    """label is as given («17 - LA ROCHELLE»); department "" when only a region is known. WGS 84 or no position."""

    label: str = ""
    name: str = ""
    commune_insee: str = ""
    postcode: str = ""
    department: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class MappedContact:
    """How to reach the recruiter, apart from the one way kept in `apply_by`. Personal data: shown nowhere by itself."""

    name: str = ""
    lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    comment: str = ""
    recruiter_url: str = ""
    agency_phone: str = ""
    agency_email: str = ""


@dataclass(frozen=True, kw_only=True)
class Partner:
    name: str
    url: str = ""
    logo_url: str = ""


@dataclass(frozen=True, kw_only=True)
class MappedOffer:
    """contract_type is None when its code and label are unknown: such an offer waits for somebody's choice.

    contract_nature is one that goes with the type. contract_months: whole months, None under one month or without
    end. salary_text: what was written, for the reader; salary: what could be understood of it. licence_categories:
    the required ones, licence_wished: those that are a plus. title is clean, raw_title as given.
    """

    position: int
    external_id: str
    title: str
    raw_title: str
    description: str
    occupation_code: str
    occupation_label: str
    occupation_title: str
    contract_type: ContractType | None
    contract_nature: ContractNature
    contract_label: str
    contract_duration: str
    contract_months: int | None
    work_study: bool
    salary: Salary | None
    salary_text: str
    salary_extras: tuple[str, ...]
    full_time: bool | None
    weekly_hours: Decimal | None
    schedule: str
    conditions: tuple[str, ...]
    licence: LicenceNeed
    licence_categories: tuple[LicenceCategory, ...]
    licence_wished: tuple[LicenceCategory, ...]
    posts: int
    experience: Experience
    experience_months: int | None
    experience_text: str
    trainings: tuple[Requirement, ...]
    languages: tuple[Requirement, ...]
    skills: tuple[Requirement, ...]
    qualities: tuple[Requirement, ...]
    office_tools: tuple[str, ...]
    qualification_code: str
    qualification_label: str
    travel_code: str
    travel_label: str
    naf_code: str
    sector_code: str
    sector_label: str
    employer: MappedEmployer
    place: MappedPlace
    apply_by: ApplyBy
    apply_value: str
    contact: MappedContact
    origin_code: str
    origin_url: str
    partners: tuple[Partner, ...]
    accessible_to_disabled: bool
    lacks_candidates: bool
    created_at: datetime | None
    updated_at: datetime | None
    unmapped: tuple[Unmapped, ...]
    mapped_paths: frozenset[str]

    @property
    def benefits(self) -> tuple[str, ...]:
        """What comes on top of the salary, ready to show: «Autre» only says that there is a comment."""
        return tuple(extra for extra in self.salary_extras if extra != "Autre")

    @property
    def partner_names(self) -> tuple[str, ...]:
        return tuple(partner.name for partner in self.partners)
