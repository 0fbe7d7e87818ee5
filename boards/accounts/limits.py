"""How often somebody may try, counted in the tenant's own tables: no cache of one process, nothing from a neighbour.

What is counted is the address as people read it (`addresses.counted_as`), the visitor's network, and the tenant. Two
things keep a limit from being turned against whoever it protects. A browser that has once signed in as somebody is
counted by itself (`devices`): strangers who use up an address's tries don't lock out its owner. And one visitor can
use up half of an address's letters at most. A limit ends by itself; nothing here locks for good.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from boards.accounts import devices
from boards.accounts.addresses import counted_as
from boards.accounts.enums import AttemptKind
from boards.accounts.models import Attempt
from boards.accounts.models.attempt import ATTEMPT_KEPT_FOR
from boards.accounts.visitors import visitor_of
from tenants.guard import current_schema
from tenants.turns import take_turns

FIVE, HOUR, MINUTE = timedelta(minutes=5), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Limit:
    """At most so many within a time."""

    most: int
    within: timedelta


@dataclass(frozen=True)
class Rule:
    """What holds at one door: for whom it is about, for that from one visitor, for a visitor, for the tenant."""

    about: tuple[Limit, ...]
    about_and_visitor: tuple[Limit, ...] = ()
    visitor: tuple[Limit, ...] = ()
    tenant: tuple[Limit, ...] = ()


RULES = {
    # Failures only: a right password gives its try back. A town hall signs in from one network.
    AttemptKind.PASSWORD: Rule(about=(Limit(5, FIVE),), visitor=(Limit(50, FIVE),)),
    # Mails that a stranger can make us send: codes to sign in or up, links for a new password.
    AttemptKind.LETTER: Rule(
        about=(Limit(3, MINUTE), Limit(10, HOUR)),
        about_and_visitor=(Limit(5, HOUR),),
        visitor=(Limit(40, HOUR),),
        tenant=(Limit(600, HOUR),),
    ),
    AttemptKind.SECOND: Rule(about=(Limit(5, FIVE),), visitor=(Limit(50, FIVE),)),
    # A day's fair of one employer; the tenant's name is on these mails too.
    AttemptKind.INVITATION: Rule(about=(Limit(20, ATTEMPT_KEPT_FOR),), tenant=(Limit(200, HOUR),)),
}


class TooMany(Exception):
    """The limit is reached. minutes: after so many there is room again."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"Too many tries: come back in {minutes} minutes.")
        self.minutes = minutes

    @property
    def message(self) -> str:
        """For the page; the same for every address."""
        return ngettext(
            "Trop de tentatives. Réessayez dans une minute.",
            "Trop de tentatives. Réessayez dans %(minutes)d minutes.",
            self.minutes,
        ) % {"minutes": self.minutes}


@transaction.atomic
def take(kind: AttemptKind, *, about: str, request: HttpRequest) -> Attempt:
    """Note one try, if there is room for it. about: an address, or what else the door is about.

    Raises:
        TooMany: nothing was noted; whoever keeps trying doesn't prolong it.
    """
    known = devices.key_for(request, about)
    return _take(kind, known or counted_as(about), visitor_of(request))


@transaction.atomic
def take_for(kind: AttemptKind, *, about: str) -> Attempt:
    """The same where no visitor and no device count, such as what somebody does who is signed in."""
    return _take(kind, about, "")


@transaction.atomic
def give_back(attempt: Attempt) -> None:
    """It was no failure after all."""
    attempt.delete()


@transaction.atomic
def first_use(*, about: str, within: timedelta) -> bool:
    """Whether a thing that is good once is used for the first time, in whichever process."""
    digest = _digest(AttemptKind.USED, about)
    _one_at_a_time(AttemptKind.USED, digest)
    used = Attempt.objects.filter(kind=AttemptKind.USED, about=digest, created_at__gt=timezone.now() - within)
    if used.exists():
        return False
    Attempt.objects.create(kind=AttemptKind.USED, about=digest)
    return True


@transaction.atomic
def purge() -> int:
    """Delete what can limit nothing any more. Returns how many."""
    return Attempt.objects.filter(created_at__lt=timezone.now() - ATTEMPT_KEPT_FOR).delete()[0]


def _take(kind: AttemptKind, about: str, visitor: str) -> Attempt:
    digest, now = _digest(kind, about), timezone.now()
    # Otherwise all who try at the same moment find the last place free.
    _one_at_a_time(kind, "")
    full = max((wait for wait in _waits(kind, digest, visitor, now) if wait is not None), default=None)
    if full is not None:
        raise TooMany(max(1, -(-int(full.total_seconds()) // 60)))
    return Attempt.objects.create(kind=kind, about=digest, visitor=visitor)


def _waits(kind: AttemptKind, about: str, visitor: str, now: datetime) -> Iterator[timedelta | None]:
    """For each limit how long until there is room; None where there is."""
    rule, all_of_it = RULES[kind], Attempt.objects.filter(kind=kind)
    counted = [(limit, all_of_it.filter(about=about)) for limit in rule.about]
    if visitor:
        counted += [(limit, all_of_it.filter(about=about, visitor=visitor)) for limit in rule.about_and_visitor]
        counted += [(limit, all_of_it.filter(visitor=visitor)) for limit in rule.visitor]
    counted += [(limit, all_of_it) for limit in rule.tenant]
    for limit, attempts in counted:
        recent = attempts.filter(created_at__gt=now - limit.within).order_by("-created_at")
        # The one whose end makes room: of five that are allowed, the fifth latest.
        last = recent.values_list("created_at", flat=True)[limit.most - 1 : limit.most]
        yield next((at + limit.within - now for at in last), None)


def _one_at_a_time(kind: AttemptKind, name: str) -> None:
    """Wait for everybody else at this door of this tenant until the transaction ends."""
    take_turns(f"attempts:{kind.value}:{name}")


def _digest(kind: AttemptKind, about: str) -> str:
    return salted_hmac(f"{current_schema()}:attempt:{kind.value}", about, algorithm="sha256").hexdigest()
