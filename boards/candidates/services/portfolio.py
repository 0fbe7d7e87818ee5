"""Whose portfolio a profile is in."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates import policies
from boards.candidates.models import Profile
from boards.candidates.services.writing import locked
from tenants.audit import services as audit


@transaction.atomic
def assign(*, profile: Profile, adviser: User | None, by: User) -> Profile:
    """Give a profile to an adviser, or to none.

    Raises:
        PermissionDenied: `by` is no staff, or the person doesn't let staff see it.
        ValidationError: the adviser doesn't work here.
    """
    policies.require_staff(by=by)
    profile = locked(profile)
    policies.require_may_write(profile=profile, by=by)
    if adviser is not None and not (adviser.is_tenant_staff and adviser.is_active):
        raise ValidationError(_("Cette personne ne travaille pas ici."), code="adviser")
    before = profile.adviser_id
    if before != (adviser.pk if adviser else None):
        profile.adviser = adviser
        profile.save(update_fields=["adviser", "updated_at"])
        detail = {"from": str(before or ""), "to": str(adviser.pk) if adviser else ""}
        audit.record("profile.adviser_changed", target=profile, by=by, detail=detail)
    return profile
