"""Somebody whom an employer found, and somebody who was hired: for the matrix, and for the journeys' pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.library.links import STOP_SALT
from boards.library.models import ContactRequest, SavedSearch
from boards.offers.models import Offer
from boards.placements.enums import Party, Way
from boards.placements.links import EMPLOYER_SALT
from boards.placements.services.recording import record
from boards.placements.values import Hire
from tenants import signing


@dataclass(frozen=True)
class Met:
    """Keys and tokens, as pages are called with them."""

    profile: UUID
    request: UUID
    request_key: str
    search: UUID
    stop_token: str
    offer: UUID
    placement: UUID
    placement_key: str
    employer_token: str


def met_by(words: Iterator[str], offer: Offer, seeker: Profile, *, by: User) -> Met:
    """In the current tenant; `words` gives names and messages."""
    now = timezone.now()
    asked = ContactRequest.objects.create(
        profile=seeker, employer=offer.employer, asked_by=by, words=next(words), state_at=now,
        expires_at=now + timedelta(days=21),
    )  # fmt: skip
    search = SavedSearch.objects.create(
        user=by, employer=offer.employer, query=f"metier=D1102&q={seeker.pk}", label=next(words)
    )
    placement = record(
        hire=Hire(way=Way.OFFER, starts_on=now.date(), offer=offer, employer=offer.employer, name=next(words)),
        by=by,
        said_by=Party.EMPLOYER,
    )
    return Met(
        profile=seeker.pk,
        request=asked.pk,
        request_key=asked.link_key,
        search=search.pk,
        stop_token=signing.dumps(str(search.pk), salt=STOP_SALT),
        offer=offer.pk,
        placement=placement.pk,
        placement_key=placement.link_key,
        employer_token=signing.dumps(str(offer.employer_id), salt=EMPLOYER_SALT),
    )
