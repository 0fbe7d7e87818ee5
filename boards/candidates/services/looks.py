"""Who looked: one row a day, a person and a firm, shown to whom it is about."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from boards.accounts.models import User
from boards.candidates.enums import LookAt
from boards.candidates.models import Look, Profile
from boards.employers.models import Employer
from tenants.context import current_tenant
from tenants.messaging.caps import today_of

KEPT_FOR = timedelta(days=365)


@transaction.atomic
def record(*, profiles: Iterable[Profile], by: User, employer: Employer | None, what: LookAt) -> None:
    """Note that somebody saw these profiles today; once more is nothing more. One statement however many they are.

    employer: for whom they looked; None for somebody of the tenant.
    """
    day = today_of(current_tenant())
    looks = [
        Look(profile=profile, by=by, employer=employer, day=day, what=what)
        for profile in profiles
        if profile.user_id != by.pk
    ]
    Look.objects.bulk_create(looks, ignore_conflicts=True)


@transaction.atomic
def forget() -> int:
    """Delete what is older than a year. Returns how many."""
    return Look.objects.filter(day__lt=today_of(current_tenant()) - KEPT_FOR).delete()[0]
