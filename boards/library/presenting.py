"""What somebody sees of a person in the library: the one place that decides.

Before a yes: the card. After it, and as long as the contact stands: name, number, address, CV once it is clean.
"""

from dataclasses import dataclass

from boards.accounts.models import User
from boards.candidates.card import Card, card_of
from boards.library.models import ContactRequest
from boards.library.places import origin_of
from tenants.files.models import StoredFile
from tenants.messaging.numbers import shown


@dataclass(frozen=True)
class Person:
    """What this reader may know. Empty strings where they may not."""

    card: Card | None
    is_known: bool
    name: str = ""
    email: str = ""
    phone: str = ""
    phone_shown: str = ""
    cv: StoredFile | None = None


def person_of(request: ContactRequest, *, viewer: User) -> Person:
    """For the page of one request. Staff know whom the person shows themselves to; their right is their own."""
    profile = request.profile
    card = None if profile.anonymised_at else card_of(profile, near=origin_of(request.employer).position)
    if not request.may_be_known or profile.anonymised_at:
        return Person(card=card, is_known=False)
    return Person(
        card=card,
        is_known=True,
        name=profile.name,
        email=profile.email,
        phone=profile.phone,
        phone_shown=shown(profile.phone) if profile.phone else "",
        cv=profile.cv if profile.cv is not None and profile.cv.is_clean else None,
    )
