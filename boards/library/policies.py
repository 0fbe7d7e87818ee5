"""Who may look for people here, for whom, and how much."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.utils import timezone

from boards.accounts.models import User
from boards.candidates.enums import LookAt
from boards.candidates.models import Look
from boards.employers.models import Employer
from boards.library.models import ContactRequest
from boards.offers.models import Offer
from tenants.context import current_tenant
from tenants.enums import LibraryAccess
from tenants.messaging.caps import today_of

#: An employer that published within so long hires here.
HIRES_SINCE = timedelta(days=365)
#: People a firm sees in a day, and asks in a day, and so does a person for however many firms: far above anybody who
#: hires, far below whoever copies.
MOST_CARDS_A_DAY, MOST_REQUESTS_A_DAY, MOST_REQUESTS_WAITING = 200, 10, 30


@dataclass(frozen=True)
class Seat:
    """For whom somebody looks. employer: None for the tenant's staff."""

    user: User
    employer: Employer | None


def seats_of(user: User) -> list[Employer]:
    """The employers for which a person may search the library."""
    mine = Employer.objects.of(user).distinct()
    match current_tenant().library_access:
        case LibraryAccess.CLOSED:
            return []
        case LibraryAccess.HIRING:
            hires = Offer.objects.filter(published_at__gte=timezone.now() - HIRES_SINCE).values("employer")
            return list(mine.filter(pk__in=hires))
        case _:
            return list(mine)


def require_seat(user: User, *, wanted: str = "") -> Seat:
    """Where somebody sits; of several firms the one they named, else the first.

    Raises:
        PermissionDenied: a person who looks for nobody here, or whose firm may not.
    """
    if user.is_tenant_staff:
        return Seat(user=user, employer=None)
    seats = seats_of(user)
    if not seats:
        raise PermissionDenied
    return Seat(user=user, employer=next((one for one in seats if str(one.pk) == wanted), seats[0]))


def is_member(user: User) -> bool:
    """Whether the door is theirs at all, open or not."""
    return user.is_tenant_staff or Employer.objects.of(user).exists()


def cards_left(seat: Seat) -> int | None:
    """How many more people this firm, and this person for whatever firms, may see today; None for staff."""
    if seat.employer is None:
        return None
    looks = Look.objects.filter(day=today_of(current_tenant()), what=LookAt.CARD)
    seen = looks.aggregate(
        by_firm=Count("profile", filter=Q(employer=seat.employer), distinct=True),
        by_person=Count("profile", filter=Q(by=seat.user, employer__isnull=False), distinct=True),
    )
    return max(0, MOST_CARDS_A_DAY - max(int(count) for count in seen.values()))


def may_ask(employer: Employer, *, by: User) -> str:
    """Which limit stands before this firm, and this person, asks one more: "day", "waiting", or "" for none."""
    for rows in (ContactRequest.objects.filter(employer=employer), ContactRequest.objects.filter(asked_by=by)):
        if rows.filter(created_at__gte=timezone.now() - timedelta(days=1)).count() >= MOST_REQUESTS_A_DAY:
            return "day"
        if rows.waiting().count() >= MOST_REQUESTS_WAITING:
            return "waiting"
    return ""
