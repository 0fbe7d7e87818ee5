"""Who accompanies whom."""

from collections.abc import Sequence

from django.db import transaction

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup import policies
from tenants.audit import services as audit


@transaction.atomic
def assign(*, profiles: Sequence[Profile], adviser: User | None, by: User) -> int:
    """Put people into an adviser's portfolio, or into nobody's. Returns how many moved."""
    policies.require_staff(by=by)
    if adviser is not None:
        policies.require_staff(by=adviser)
    keys = [profile.pk for profile in profiles]
    moved = list(Profile.objects.seen_by(by).filter(pk__in=keys).exclude(adviser=adviser))
    Profile.objects.filter(pk__in=[profile.pk for profile in moved]).update(adviser=adviser)
    to = str(adviser.pk) if adviser else ""
    audit.record_all("profile.assigned", targets={profile: {"to": to} for profile in moved}, by=by)
    return len(moved)
