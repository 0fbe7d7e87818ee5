"""What an offer says of itself to the index: neutral, without personal data, without a tenant's foreign keys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Sharing = Literal["never", "reach", "everywhere"]
LicenceNeed = Literal["required", "none", "unsaid"]


@dataclass(frozen=True, kw_only=True)
class JobDocumentData:
    """One live offer, ready to be shown by whoever finds it.

    `description` is plain text; `salary_label` and `licence_label` are ready to show; `salary_monthly_*` are gross
    euros; `path` is the page at its origin ("/offres/<uuid>"); latitude and longitude come together or not at all.
    """

    schema: str
    offer_id: UUID
    path: str
    title: str
    published_at: datetime
    employer_name: str = ""
    description: str = ""
    occupation_code: str = ""
    occupation_label: str = ""
    contract_type: str = ""
    contract_nature: str = ""
    full_time: bool | None = None
    weekly_hours: float | None = None
    salary_label: str = ""
    salary_monthly_min: int | None = None
    salary_monthly_max: int | None = None
    licence: LicenceNeed = "unsaid"
    licence_label: str = ""
    housing: bool = False
    season: Literal["", "winter", "summer"] = ""
    commune_insee: str = ""
    commune_name: str = ""
    postcode: str = ""
    department: str = ""
    epci_siren: str = ""
    latitude: float | None = None
    longitude: float | None = None
    posts: int = 1
    sharing: Sharing = "reach"
    sources: tuple[str, ...] = ()
