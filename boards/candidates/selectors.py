"""What the desk shows of profiles, each list in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.enums import Availability, Transport
from boards.candidates.models import Profile
from boards.candidates.models.profile import FRESH_FOR, ProfileQuerySet
from tenants.reference import occupations
from tenants.reference.models import Commune
from tenants.reference.text import normalise

FEWEST_DIGITS = 4
LONGEST = 100
#: The filters of the list, as its address writes them.
MINE, ALONE, STALE, PAUSED, DRIVES, CALLS_ONLY = "suivis", "sans", "perimes", "pause", "voiture", "telephone"


@dataclass(frozen=True)
class Asked:
    """What a member of staff looks for: words, and filters that all hold."""

    text: str = ""
    filters: frozenset[str] = frozenset()


def search(profiles: ProfileQuerySet, asked: Asked, *, by: User) -> QuerySet[Profile]:
    """Those of the profiles that fit, most lately confirmed first."""
    if asked.text:
        profiles = profiles.filter(_called(asked.text))
    for name in asked.filters:
        profiles = profiles.filter(_filter(name, by))
    return profiles.select_related("adviser").order_by("-confirmed_at", "pk")


def doubles_of(*, name: str, email: str, phone: str, insee: str) -> list[Profile]:
    """Who may be this person already: the same address, the same number, or the same name in the same commune.

    Of those that advisers see: a person who shows themselves to nobody is told to nobody.
    """
    same = Q(pk=None)
    if email:
        same |= Q(email=email)
    if phone:
        same |= Q(phone=phone)
    if plain := normalise(name):
        # Written the other way round, too.
        turned = " ".join(reversed(plain.split()))
        same |= Q(search_name__in={plain, turned}, commune_insee=insee)
    return list(Profile.objects.seen_by_advisers().filter(same).order_by("-confirmed_at")[:5])


def advisers() -> QuerySet[User]:
    """Who may have a portfolio."""
    found: QuerySet[User] = User.objects.filter(role__in=Role.staff(), is_active=True)
    return found.order_by("name", "email")


def _called(text: str) -> Q:
    plain = normalise(text[:LONGEST])
    digits = "".join(sign for sign in text if sign.isdecimal())
    if "@" in text:
        return Q(email__startswith=text.strip().lower())
    if len(digits) >= FEWEST_DIGITS and not plain.replace(" ", "").strip("0123456789"):
        # A postcode and a number begin alike; +33 stands for the first 0.
        return Q(phone__contains=digits.removeprefix("33").lstrip("0")) | Q(postcode=digits)
    names = Q(search_name__contains=plain)
    turned = Q(search_name__contains=" ".join(reversed(plain.split())))
    places = Commune.objects.filter(search_name__startswith=plain).values("pk")
    called = names | turned | Q(commune_insee__in=places)
    if codes := occupations.codes_for(text):
        called |= Q(occupations__overlap=sorted(codes))
    return called


def _filter(name: str, by: User) -> Q:
    return {
        MINE: Q(adviser=by),
        ALONE: Q(adviser=None),
        STALE: Q(confirmed_at__lte=timezone.now() - FRESH_FOR),
        PAUSED: Q(availability=Availability.PAUSED),
        DRIVES: Q(transport__contains=[Transport.CAR]),
        CALLS_ONLY: Q(email=""),
    }.get(name, Q())
