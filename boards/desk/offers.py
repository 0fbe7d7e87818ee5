"""Offers that need a hand: those that starve, and those that drown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from boards.followup.hours import here
from boards.offers.models import Offer

#: Online for so long, with fewer applications and fewer people who fit than this, an offer starves.
STARVES_AFTER = timedelta(days=7)
FEW_APPLICATIONS, FEW_PEOPLE = 2, 3
#: More unanswered applications than this, and an employer drowns.
DROWNS_ABOVE = 20


@dataclass(frozen=True)
class Received:
    """An offer's applications: all of them, and those that nobody has answered."""

    total: int = 0
    unanswered: int = 0


@dataclass(frozen=True)
class InNeed:
    """An offer with its figures. fitting: people whom one could propose without a question."""

    offer: Offer
    days: int
    received: Received
    fitting: int


def starving(
    offers: Sequence[Offer], received: Mapping[UUID, Received], fitting: Mapping[UUID, int], *, today: date
) -> list[InNeed]:
    """Too few apply and too few fit, longest online first."""
    found = [
        one
        for one in _figures(offers, received, fitting, today=today)
        if one.days >= STARVES_AFTER.days and one.received.total < FEW_APPLICATIONS and one.fitting < FEW_PEOPLE
    ]
    return sorted(found, key=lambda one: (-one.days, one.offer.title))


def drowning(
    offers: Sequence[Offer], received: Mapping[UUID, Received], fitting: Mapping[UUID, int], *, today: date
) -> list[InNeed]:
    """More than one employer can read, fullest first."""
    found = [one for one in _figures(offers, received, fitting, today=today) if one.received.unanswered > DROWNS_ABOVE]
    return sorted(found, key=lambda one: -one.received.unanswered)


def _figures(
    offers: Sequence[Offer], received: Mapping[UUID, Received], fitting: Mapping[UUID, int], *, today: date
) -> list[InNeed]:
    return [
        InNeed(
            offer,
            days=(today - here(offer.published_at).date()).days,
            received=received.get(offer.pk, Received()),
            fitting=fitting.get(offer.pk, 0),
        )
        for offer in offers
        if offer.published_at is not None
    ]
