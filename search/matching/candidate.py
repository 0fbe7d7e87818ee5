"""A document as the matcher reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from search.fingerprint import fingerprint_of
from search.geo import Point

# What a claim reads of a row; `of` makes a candidate of these.
COLUMNS = (
    "id", "version", "withdrawn", "schema", "offer_id", "live_since", "fingerprint", "audience", "occupation_code",
    "contract_type", "contract_nature", "full_time", "licence", "housing", "commune_insee", "postcode", "department",
    "latitude", "longitude", "stems_title", "stems_occupation", "stems_about", "stems_body",
    # For the fingerprint of a row that is older than fingerprints.
    "title", "employer_name", "description",
)  # fmt: skip
_STEMS = ("stems_title", "stems_occupation", "stems_about", "stems_body")


@dataclass(frozen=True)
class Spot:
    """Where an offer is, as far as it says: the same for all that are in one place."""

    insee: str
    postcode: str
    department: str
    point: Point | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A live document, ready to be compared. `stems` are those of all its fields."""

    pk: int
    version: int
    schema: str
    offer_id: UUID
    live_since: datetime | None
    fingerprint: str
    audience: frozenset[str]
    stems: frozenset[str]
    occupation_code: str
    contract_type: str
    contract_nature: str
    full_time: bool | None
    licence: str
    housing: bool
    spot: Spot


def of(content: Mapping[str, Any]) -> Candidate:
    """A candidate from the columns of a row, or of one that isn't put yet."""
    latitude, longitude = content["latitude"], content["longitude"]
    return Candidate(
        pk=content.get("id", 0),
        version=content.get("version", 0),
        schema=content["schema"],
        offer_id=content["offer_id"],
        live_since=content.get("live_since"),
        fingerprint=content["fingerprint"] or fingerprint_of(content),
        audience=frozenset(content.get("audience", ())),
        stems=frozenset(" ".join(content[name] for name in _STEMS).split()),
        occupation_code=content["occupation_code"],
        contract_type=content["contract_type"],
        contract_nature=content["contract_nature"],
        full_time=content["full_time"],
        licence=content["licence"],
        housing=content["housing"],
        spot=Spot(
            insee=content["commune_insee"],
            postcode=content["postcode"],
            department=content["department"],
            point=None if latitude is None or longitude is None else (latitude, longitude),
        ),
    )
