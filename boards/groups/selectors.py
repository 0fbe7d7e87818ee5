"""What stands on the pages of a group, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.groups.models import Group, Membership, Post, SharedOffer, Signup, Workshop
from boards.groups.times import when_of
from boards.offers.enums import OfferState


@dataclass(frozen=True)
class Seats:
    """A workshop as somebody sees it. mine: they have a seat."""

    workshop: Workshop
    when: str
    taken: int
    mine: bool

    @property
    def left(self) -> int:
        return max(0, self.workshop.seats - self.taken)

    @property
    def is_open(self) -> bool:
        return self.workshop.cancelled_at is None and self.workshop.starts_at > timezone.now()


@dataclass(frozen=True)
class GroupPage:
    """What members share: advice, offers, workshops."""

    group: Group
    posts: list[Post]
    offers: list[SharedOffer]
    workshops: list[Seats]


def group_page(group: Group, *, profile: Profile | None = None) -> GroupPage:
    """Three queries."""
    return GroupPage(
        group=group,
        posts=list(group.posts.select_related("by")[:30]),
        offers=list(
            group.shared_offers.filter(offer__state__in=OfferState.open_states()).select_related("offer__employer")[:30]
        ),
        workshops=workshops_of(group, profile=profile),
    )


def workshops_of(group: Group, *, profile: Profile | None = None) -> list[Seats]:
    """Those to come, nearest first. One query."""
    own = Signup.objects.standing().filter(workshop=OuterRef("pk"), profile=profile)
    rows = (
        group.workshops.filter(starts_at__gt=timezone.now())
        .annotate(taken=Count("signups", filter=Q(signups__given_up_at__isnull=True)))
        .annotate(mine=Exists(own))
    )
    return [Seats(one, when_of(one.starts_at), one.taken, one.mine and profile is not None) for one in rows]


def groups_of_staff() -> list[Group]:
    """All of them, one's colleagues' too, with how many are in each. One query."""
    current = Q(memberships__left_at__isnull=True)
    return list(
        Group.objects.select_related("adviser")
        .annotate(members=Count("memberships", filter=current))
        .order_by("closed_at", "name")
    )


def members_of(group: Group, *, reader: User) -> list[Membership]:
    """Those in it whom the reader sees, with their names. One query."""
    return list(
        group.memberships.current()
        .filter(profile__in=Profile.objects.seen_by(reader))
        .select_related("profile")
        .order_by("profile__search_name")
    )


def seated(group: Group, *, reader: User) -> dict[object, list[Signup]]:
    """Who has a seat, by workshop: those whom the reader sees; others only count. One query."""
    found: dict[object, list[Signup]] = {}
    rows = Signup.objects.standing().filter(
        workshop__group=group,
        workshop__starts_at__gt=timezone.now(),
        profile__in=Profile.objects.seen_by(reader),
    )
    for one in rows.select_related("profile"):
        found.setdefault(one.workshop_id, []).append(one)
    return found


def membership_of(group: Group, user: User) -> Membership | None:
    """As which member somebody with an account stands in a group."""
    return (
        Membership.objects.current()
        .filter(group=group, profile__user=user, profile__anonymised_at__isnull=True)
        .select_related("profile", "group__adviser")
        .first()
    )
