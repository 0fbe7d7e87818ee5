"""Who may follow whom."""

from django.core.exceptions import PermissionDenied

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup.models import Note
from boards.offers.models import Offer


def require_staff(*, by: User) -> None:
    if not by.is_tenant_staff:
        raise PermissionDenied


def require_follows(*, profile: Profile, by: User) -> None:
    """Staff, and only somebody who shows their profile to advisers. One query."""
    require_staff(by=by)
    if not Profile.objects.seen_by(by).filter(pk=profile.pk).exists():
        raise PermissionDenied


def require_about(*, profile: Profile | None, offer: Offer | None, by: User) -> None:
    """A person whom staff see, an offer of the tenant, or nothing in particular."""
    require_staff(by=by)
    if profile is not None:
        require_follows(profile=profile, by=by)


def may_remove(*, note: Note, by: User) -> bool:
    """Its author, and the manager who answers for what is kept here."""
    return by.is_tenant_staff and (note.by_id == by.pk or by.role == Role.MANAGER)
