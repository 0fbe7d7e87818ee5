"""What the workspace shows of offers, each list in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.models import EmployerMember
from boards.offers.enums import OfferState
from boards.offers.models import FigureKind, Offer, OfferFigure
from boards.offers.models.offer import OfferQuerySet
from boards.offers.salary import check_floor
from tenants.context import current_tenant
from tenants.models import TerritoryCommune


def has_workspace(user: User) -> bool:
    """Staff, employers, and whoever acts for an employer whatever their role: the membership gives the right."""
    if user.is_tenant_staff or user.role == Role.EMPLOYER:
        return True
    return EmployerMember.objects.filter(user=user).exists()


def with_figures(offers: OfferQuerySet) -> OfferQuerySet:
    """Offers with `views` and `clicks` since they exist."""
    return offers.annotate(
        views=Coalesce(Sum("figures__count", filter=Q(figures__kind=FigureKind.VIEW)), 0),
        clicks=Coalesce(Sum("figures__count", filter=Q(figures__kind=FigureKind.CLICK)), 0),
    )


def own_offers(user: User) -> OfferQuerySet:
    """What somebody’s employers publish, newest first, with figures."""
    mine = Offer.objects.filter(employer__members__user=user).select_related("employer")
    return with_figures(mine).order_by("-created_at")


def queue() -> OfferQuerySet:
    """What waits for an adviser, oldest first, with what a reader wants to know before opening it.

    is_first: nobody of this employer was ever published; is_double: the same title stands online in the same commune.
    """
    of_employer = Offer.objects.filter(employer=OuterRef("employer"), published_at__isnull=False)
    alike = Offer.objects.filter(
        state__in=OfferState.open_states(), title__iexact=OuterRef("title"), commune_insee=OuterRef("commune_insee")
    )
    return (
        Offer.objects.filter(state=OfferState.MODERATION)
        .select_related("employer")
        .annotate(is_first=~Exists(of_employer), is_double=Exists(alike.exclude(pk=OuterRef("pk"))))
        .order_by("updated_at", "pk")
    )


def next_in_queue(*, after: Offer) -> Offer | None:
    """The oldest waiting offer other than the one just decided."""
    return Offer.objects.filter(state=OfferState.MODERATION).exclude(pk=after.pk).order_by("updated_at", "pk").first()


def doubles_of(offer: Offer) -> QuerySet[Offer]:
    """Offers online in the same commune with the same title, or of the same employer for the same occupation."""
    alike = Q(title__iexact=offer.title)
    if offer.occupation_code:
        alike |= Q(occupation_code=offer.occupation_code, employer__name__iexact=offer.employer.name)
    return (
        Offer.objects.filter(alike, state__in=OfferState.open_states(), commune_insee=offer.commune_insee)
        .exclude(pk=offer.pk)
        .select_related("employer")[:3]
    )


def is_outside(offer: Offer) -> bool:
    """Whether the place of work lies outside the tenant's territory."""
    return not TerritoryCommune.objects.filter(tenant=current_tenant(), insee=offer.commune_insee).exists()


def below_floor(offer: Offer) -> str | None:
    """What is wrong with a salary below the SMIC of today, or None. No query."""
    if offer.salary is None:
        return None
    return check_floor(
        offer.salary,
        on=timezone.localdate(),
        contract=offer.contract_type,
        nature=offer.contract_nature,
        full_time=offer.full_time,
        department=offer.department,
    )


def found_by_staff(*, text: str = "", state: str = "") -> OfferQuerySet:
    """All offers of the tenant that a search in the staff list means, newest first, with figures."""
    offers = Offer.objects.select_related("employer")
    if state:
        offers = offers.filter(state=state)
    for word in text.split()[:6]:
        offers = offers.filter(
            Q(title__icontains=word) | Q(employer__name__icontains=word) | Q(commune_name__icontains=word)
        )
    return with_figures(offers).order_by("-created_at")


@dataclass(frozen=True)
class Day:
    """One day's figures, and the bar that draws its views: `left`, `top`, `bar` in a box of 280 × 64."""

    day: date
    views: int
    clicks: int
    left: int
    bar: int

    @property
    def top(self) -> int:
        return 64 - self.bar


def figures_by_day(offer: Offer, *, days: int = 14) -> list[Day]:
    """Views and clicks of the last days, oldest first, days without any included. One query."""
    today = timezone.localdate()
    first = today - timedelta(days=days - 1)
    counted: dict[tuple[date, str], int] = {
        (day, kind): count
        for day, kind, count in OfferFigure.objects.filter(offer=offer, day__gte=first).values_list(
            "day", "kind", "count"
        )
    }
    numbers = [
        (day, counted.get((day, FigureKind.VIEW), 0), counted.get((day, FigureKind.CLICK), 0))
        for day in (first + timedelta(days=offset) for offset in range(days))
    ]
    most = max((views for _day, views, _clicks in numbers), default=0) or 1
    width = 280 // days
    return [
        # A day without a view keeps a line to stand on.
        Day(day, views, clicks, left=place * width, bar=max(2, round(64 * views / most)))
        for place, (day, views, clicks) in enumerate(numbers)
    ]
