"""People of the demo who look for work, made by the services that real people's profiles go through.

Mailboxes end in `.example` (RFC 2606); numbers are those that ARCEP keeps for fiction. Each step follows from a count,
so that the demo is the same wherever it is made.
"""

import json
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.enums import Availability, ConsentHow, LookAt, Visibility
from boards.candidates.models import Profile
from boards.candidates.services import looks
from boards.candidates.services.writing import Shown, make_with, save_own
from boards.candidates.values import JobValues, LanguageValues, ProfileValues, StudyValues
from boards.employers.models import EmployerMember
from boards.offers.forms.place import place_values
from tenants.context import current_tenant
from tenants.enums import TenantKind
from tenants.reference import occupations
from tenants.reference.models import Commune

DATA = Path(__file__).parent / "data" / "people.json"
#: How many, by the kind of the tenant, and which lives.
CROWDS = {TenantKind.INTERCOMMUNAL: 25, TenantKind.YOUTH_MISSION: 40, TenantKind.CLUSTER: 10}
LIVES = {TenantKind.INTERCOMMUNAL: "lives", TenantKind.YOUTH_MISSION: "young", TenantKind.CLUSTER: "seasonal"}
SHOWN = (Visibility.EMPLOYERS, Visibility.EMPLOYERS, Visibility.ADVISERS, Visibility.EMPLOYERS, Visibility.NOBODY)
#: Days since somebody said that their profile is right.
AGES = (0, 2, 5, 9, 14, 21, 33, 47, 58, 66, 92, 131)
RADII = (20, 10, 30, 20, 5, 50)


def leave_profiles() -> int:
    """The current tenant's people, unless it has some. Returns how many."""
    if Profile.objects.exists():
        return 0
    told = json.loads(DATA.read_text(encoding="utf-8"))
    kind = TenantKind(current_tenant().kind)
    lives, places = cycle(told[LIVES[kind]]), cycle(_places())
    advisers = list(User.objects.filter(role__in=Role.staff()).order_by("role", "email"))
    made = [_person(n, told["names"][n], next(lives), next(places), advisers) for n in range(CROWDS[kind])]
    _some_looked(made)
    return len(made)


def _places() -> list[Commune]:
    """The territory's communes, the larger ones first and more often."""
    insees = current_tenant().territory.values_list("insee", flat=True)
    largest = list(Commune.objects.filter(Q(pk__in=list(insees)), latitude__isnull=False).order_by("-population")[:14])
    return [*largest[:4], *largest[:8], *largest]


def _person(n: int, name: str, life: dict[str, Any], place: Commune, advisers: list[User]) -> Profile:
    shown = SHOWN[n % len(SHOWN)]
    values = _values(n, name, life, place)
    if advisers and (n % 2 == 0 or not values.email) and shown != Visibility.NOBODY:
        how = ConsentHow.PHONE if n % 6 == 0 else ConsentHow.PRESENT
        profile = make_with(values=values, shown=Shown(shown, how), by=advisers[n % len(advisers)])
    else:
        email = values.email or f"{slugify(name)}@courriel.example"
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, name=name, role=Role.CANDIDATE
        )
        profile = save_own(values=values, shown=Shown(shown), by=user)
    then = timezone.now() - timedelta(days=AGES[n % len(AGES)], minutes=37 * n)
    # As if it had been written then: a library in which everybody came today is no library.
    Profile.objects.filter(pk=profile.pk).update(confirmed_at=then, last_contact_at=then, created_at=then)
    return profile


def _values(n: int, name: str, life: dict[str, Any], place: Commune) -> ProfileValues:
    today = timezone.localdate()
    later = n % 5 == 3
    return ProfileValues(
        name=name,
        # Every fourth has no e-mail address, every fifth no telephone.
        email="" if n % 4 == 2 else f"{slugify(name)}@courriel.example",
        phone="" if n % 5 == 1 else f"+3363998{1000 + 7 * n:04d}",
        occupations=tuple(code for word in [life["word"], *life.get("also", ())] if (code := _code(word))),
        skills=tuple(life["skills"]),
        place=place_values(place),
        radius_km=RADII[n % len(RADII)],
        transport=tuple(life["transport"]),
        licences=tuple(life.get("licences", ())),
        needs_housing=life.get("housing", False),
        contracts=tuple(life["contracts"]),
        hours=life["hours"],
        schedules=tuple(life["schedules"]),
        availability=_availability(n, later),
        available_from=today + timedelta(days=14 + 3 * (n % 9)) if later else None,
        available_until=today + timedelta(days=150) if life.get("season") else None,
        words=life["words"],
        jobs=_jobs(life, today),
        studies=tuple(StudyValues(title) for title in life.get("studies", ())),
        languages=tuple(LanguageValues(code, level) for code, level in life.get("languages", ())),
    )


def _availability(n: int, later: bool) -> str:
    if later:
        return Availability.FROM_DATE
    if n % 11 == 7:
        return Availability.PAUSED
    return Availability.EMPLOYED if n % 7 == 4 else Availability.NOW


def _jobs(life: dict[str, Any], today: date) -> tuple[JobValues, ...]:
    """The last job first, each before the other, ended some weeks ago. [title, months]"""
    told, end = [], (today - timedelta(days=50)).replace(day=1)
    for title, months in life.get("jobs", ()):
        start = (end - timedelta(days=30 * months)).replace(day=1)
        told.append(JobValues(title, starts_on=start, ends_on=end))
        end = start
    return tuple(told)


def _code(word: str) -> str:
    found = occupations.suggest(word, limit=1)
    return found[0].code if found else ""


def _some_looked(made: list[Profile]) -> None:
    """The demo's employers have looked at some cards, an adviser has opened one."""
    shown = list(Profile.objects.seen_by_employers().filter(pk__in=[profile.pk for profile in made])[:6])
    for member in EmployerMember.objects.select_related("user", "employer")[:2]:
        looks.record(profiles=shown, by=member.user, employer=member.employer, what=LookAt.CARD)
