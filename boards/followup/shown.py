"""What an employer sees of a shortlist: this file is the only place that turns picks into what they read.

By name: who said yes to this employer. As a card without a name: who lets the territory's employers see their card.
Everybody else isn't there, and a name, a number, an address never leaves for who hasn't said yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from boards.candidates.card import Card, cards_of, known_of
from boards.candidates.models import Profile
from boards.candidates.scrubbing import scrub
from boards.followup.enums import Verdict
from boards.followup.models import Pick, Shortlist
from search.geo import Point
from tenants.messaging.numbers import shown


@dataclass(frozen=True)
class Contact:
    """How to reach somebody who agreed."""

    name: str
    phone: str
    email: str

    @property
    def spoken_phone(self) -> str:
        """As people say it."""
        return shown(self.phone) if self.phone else ""


@dataclass(frozen=True)
class Shown:
    """One person as the employer reads them. contact: None until they say yes."""

    key: UUID
    card: Card
    sentence: str
    verdict: Verdict
    contact: Contact | None


def shown_to_employer(shortlist: Shortlist) -> list[Pick]:
    """The picks an employer may see, in the adviser's order. Two queries."""
    picks = list(shortlist.picks.select_related("profile").order_by("position", "created_at"))
    profiles = [one.profile_id for one in picks]
    known = set(Profile.objects.seen_by_advisers().filter(pk__in=profiles).values_list("pk", flat=True))
    carded = set(Profile.objects.seen_by_employers().filter(pk__in=profiles).values_list("pk", flat=True))
    return [one for one in picks if (one.profile_id in known if one.is_named else one.profile_id in carded)]


def presented(picks: Sequence[Pick], *, near: Point | None) -> list[Shown]:
    """What is put on the page, and nothing else of the person."""
    cards = cards_of([one.profile for one in picks], near=near)
    return [
        Shown(
            key=one.pk,
            card=card,
            sentence=sentence_of(one),
            verdict=Verdict(one.verdict),
            contact=Contact(one.profile.name, one.profile.phone, one.profile.email) if one.is_named else None,
        )
        for one, card in zip(picks, cards, strict=True)
    ]


def sentence_of(pick: Pick) -> str:
    """The adviser's sentence; without the name and whatever gives somebody away, as long as they haven't said yes."""
    return pick.sentence if pick.is_named else scrub(pick.sentence, known_of(pick.profile)).text


def words_of(shortlist: Shortlist, picks: Sequence[Pick]) -> str:
    """What accompanies the list, without the names of those who are shown as cards, nor of those who aren't shown."""
    words = shortlist.words
    for one in picks:
        if not one.is_named:
            words = scrub(words, known_of(one.profile)).text
    return words
