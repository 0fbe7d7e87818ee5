"""How many applications a visitor, a person and a tenant may send, counted in the tenant's own tables.

No riddle and no third party's service: a flood is told by its number, and people at a job fair aren't one.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from boards.applications.models import Attempt
from boards.applications.models.attempt import ATTEMPT_KEPT_FOR
from tenants.digests import digests_of
from tenants.turns import take_turns

WINDOW_MINUTES = 60
#: From one visitor in an hour: a mission locale's computers share one address.
MAX_PER_VISITOR = 30
#: In one person's name within a day: a stranger can make us write to them so often, and no more.
MAX_PER_PERSON_A_DAY = 12
#: To the whole tenant in an hour: a job fair fits in.
MAX_PER_TENANT = 400


class TooMany(Exception):
    """The limit is reached; there is room again after so many minutes, at the latest."""

    def __init__(self, minutes: int = WINDOW_MINUTES) -> None:
        super().__init__(f"Too many applications: come back within {minutes} minutes.")
        self.minutes = minutes


@transaction.atomic
def take_place(*, visitor: str, contacts: Sequence[str]) -> None:
    """Count one press, or raise TooMany. visitor: as from `accounts.visitors.visitor_of`; contacts: the address and the
    number as typed, each counted, for a message may go to either; "" is none.
    """
    # Otherwise all who press at the same moment find the last place free.
    take_turns("applications")
    persons = [digests_of("applications.person", contact)[0] for contact in contacts if contact]
    today = Attempt.objects.filter(created_at__gt=timezone.now() - ATTEMPT_KEPT_FOR)
    if any(today.filter(person=person).count() >= MAX_PER_PERSON_A_DAY for person in persons):
        raise TooMany(int(ATTEMPT_KEPT_FOR.total_seconds() // 60))
    recent = today.exclude(visitor="").filter(created_at__gt=timezone.now() - timedelta(minutes=WINDOW_MINUTES))
    if recent.filter(visitor=visitor).count() >= MAX_PER_VISITOR or recent.count() >= MAX_PER_TENANT:
        raise TooMany
    # One press of one visitor, however many ways to reach them they typed.
    Attempt.objects.bulk_create(
        Attempt(visitor="" if n else visitor, person=person) for n, person in enumerate(persons)
    )


@transaction.atomic
def purge() -> int:
    """Forget what can limit nothing any more. Returns how many."""
    count, _each = Attempt.objects.filter(created_at__lt=timezone.now() - ATTEMPT_KEPT_FOR).delete()
    return count
