"""What boards and lists show, each in a fixed number of queries however many applications there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, Value, When

from boards.accounts.models import User
from boards.applications.enums import ApplicationState
from boards.applications.models import Application
from boards.applications.models.application import ApplicationQuerySet
from boards.offers.models import Offer

#: Cards of a column on one page: what a hand drags through, and a phone loads.
A_COLUMN = 20
#: The same when one column is read alone.
A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which of an offer's applications one looks at. ticks: keys that must all be ticked."""

    ticks: tuple[str, ...] = ()
    unanswered: bool = False

    def filter(self, rows: ApplicationQuerySet) -> ApplicationQuerySet:
        if self.ticks:
            rows = rows.filter(ticks__contains=list(self.ticks))
        return rows.unanswered() if self.unanswered else rows


@dataclass(frozen=True)
class Column:
    """One state of the board, one page of it."""

    state: ApplicationState
    total: int
    rows: tuple[Application, ...]
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def board(offer: Offer, *, wanted: Wanted, pages: Mapping[str, int], size: int = A_COLUMN) -> list[Column]:
    """The columns of an offer: one count and one page for each. pages: by state, the first where none is named."""
    rows = wanted.filter(Application.objects.filter(offer=offer))
    counted = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    columns = []
    for state in ApplicationState.columns():
        total = counted.get(state.value, 0)
        page = min(max(1, pages.get(state.value, 1)), max(1, -(-total // size)))
        shown = rows.filter(state=state).select_related("profile", "offer").order_by("-created_at", "pk")
        found = shown[(page - 1) * size : page * size]
        columns.append(Column(state, total, tuple(found), page, size))
    return columns


def keys_of(offer: Offer, *, keys: Iterable[UUID], columns: Iterable[str], wanted: Wanted) -> list[UUID]:
    """Those that were ticked, and all of the columns that were ticked as a whole."""
    # Whoever was erased is nobody to move or to answer.
    rows = Application.objects.of_people().filter(offer=offer)
    picked = Q(pk__in=list(keys))
    whole = [state for state in columns if state in ApplicationState.columns()]
    if whole:
        picked |= Q(pk__in=wanted.filter(rows).filter(state__in=whole).values("pk"))
    return list(rows.filter(picked).order_by("-created_at", "pk").values_list("pk", flat=True))


def of_tenant(
    *, words: str = "", only: str = "", by: User | None = None, offer: UUID | None = None
) -> ApplicationQuerySet:
    """All the tenant's, those without an answer first and the longest waiting at the top, then the newest.

    only: "waiting", "mine" (put forward by `by`), or a state; words: in its name, the offer's or the employer's.
    """
    rows = Application.objects.select_related("offer__employer", "profile", "added_by")
    if words:
        rows = rows.filter(
            Q(name__icontains=words) | Q(offer__title__icontains=words) | Q(offer__employer__name__icontains=words)
        )
    if only == "waiting":
        rows = rows.unanswered()
    elif only == "mine":
        rows = rows.filter(Q(added_by=by) | Q(profile__adviser=by))
    elif only in ApplicationState.values:
        rows = rows.filter(state=only)
    if offer is not None:
        rows = rows.filter(offer=offer)
    open_states = list(ApplicationState.open_states())
    waits = Case(
        When(answered_at__isnull=True, state__in=open_states, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    waiting_since = Case(When(answered_at__isnull=True, state__in=open_states, then="created_at"), default=None)
    return rows.annotate(waits=waits).order_by("waits", waiting_since, "-created_at", "pk")


def waiting_by_offer(user: User) -> dict[UUID, int]:
    """How many wait for an answer, by offer of somebody's employers. One query."""
    rows = Application.objects.unanswered().of_people().filter(offer__employer__members__user=user)
    return dict(rows.order_by().values_list("offer").annotate(n=Count("pk", distinct=True)))
