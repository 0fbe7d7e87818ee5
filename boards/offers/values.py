"""What somebody says of an offer, before it is one: the same shape from a form, a feed or a demo."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from boards.offers.enums import ApplyBy, ContractNature, ContractType, Experience, LicenceNeed, Season


@dataclass(frozen=True, kw_only=True)
class OfferValues:
    """All that an employer or a feed decides about an offer. Names and units are those of `Offer`."""

    title: str
    description: str
    contract_type: str = ContractType.CDI
    contract_nature: str = ContractNature.ORDINARY
    contract_months: int | None = None
    occupation_code: str = ""
    posts: int = 1
    experience: str = Experience.UNSAID
    starts_on: date | None = None
    season: str = Season.ALL_YEAR
    full_time: bool | None = None
    weekly_hours: Decimal | None = None
    schedule: str = ""
    salary_min: Decimal | None = None
    salary_max: Decimal | None = None
    salary_period: str = ""
    salary_months_13: bool = False
    salary_text: str = ""
    licence: str = LicenceNeed.UNSAID
    licence_categories: tuple[str, ...] = ()
    housing: bool = False
    commune_insee: str = ""
    commune_name: str = ""
    postcode: str = ""
    department: str = ""
    latitude: float | None = None
    longitude: float | None = None
    skills: tuple[str, ...] = ()
    trainings: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    apply_by: str = ApplyBy.EMAIL
    apply_value: str = ""
    origin_url: str = ""

    def fields(self) -> dict[str, Any]:
        """Field name → value, as the model stores it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
