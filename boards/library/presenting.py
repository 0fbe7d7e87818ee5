"""What somebody sees of a person in the library: the one place that decides.

Before a yes: the card. After it, and as long as the contact stands: name, number, address, CV once it is clean.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates.card import Card, card_of, cards_of
from boards.candidates.enums import Visibility
from boards.candidates.reach import reach_of
from boards.library.enums import RequestState
from boards.library.models import ContactRequest
from boards.library.places import origin_of
from tenants.files.models import StoredFile
from tenants.messaging.numbers import shown


@dataclass(frozen=True)
class Person:
    """What this reader may know. Empty strings where they may not."""

    card: Card | None
    is_known: bool
    # Whether our messages get to them; else an adviser telephones.
    is_reached: bool = True
    name: str = ""
    email: str = ""
    phone: str = ""
    phone_shown: str = ""
    cv: StoredFile | None = None


def person_of(request: ContactRequest, *, viewer: User) -> Person:
    """For the page of one request.

    What the person decides since counts at once: who shows themselves to nobody is nobody here either, whatever they
    said before, and a card is today's card only for as long as they show one.
    """
    profile = request.profile
    if not _is_shown(request):
        return Person(card=None, is_known=False)
    card = card_of(profile, near=origin_of(request.employer).position)
    if not request.may_be_known:
        return Person(card=card, is_known=False, is_reached=reach_of(profile) is not None)
    return Person(
        card=card,
        is_known=True,
        name=profile.name,
        email=profile.email,
        phone=profile.phone,
        phone_shown=shown(profile.phone) if profile.phone else "",
        cv=profile.cv if profile.cv is not None and profile.cv.is_clean else None,
    )


def titles_of(requests: Iterable[ContactRequest]) -> dict[UUID, str]:
    """What each is called in a list, by the request's key: the name after a yes, the card's title, or nobody."""
    asked = list(requests)
    cards = {card.profile_id: card for card in cards_of([one.profile for one in asked])}
    return {one.pk: _title(one, cards[one.profile_id]) for one in asked}


def _title(request: ContactRequest, card: Card) -> str:
    """Who said no, or nothing, still shows everybody the card by which they were found."""
    if _is_shown(request):
        return request.profile.name if request.may_be_known else card.title
    if _shows_a_card(request) and request.state != RequestState.ENDED:
        return card.title
    return _("Une personne qui ne se montre plus")


def _is_shown(request: ContactRequest) -> bool:
    """A yes to one employer holds when the card is shown to no other; «nobody» is nobody."""
    profile = request.profile
    if profile.anonymised_at is not None or profile.visibility == Visibility.NOBODY:
        return False
    return request.may_be_known or (request.state == RequestState.ASKED and _shows_a_card(request))


def _shows_a_card(request: ContactRequest) -> bool:
    return request.profile.anonymised_at is None and request.profile.visibility == Visibility.EMPLOYERS
