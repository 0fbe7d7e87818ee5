"""Who may do what with a profile."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.enums import Visibility
from boards.candidates.models import Profile


def may_have_profile(user: User) -> bool:
    """Candidates, and those who hire: a baker's employee looks for work as well. Who works for the tenant may not."""
    return user.role in {Role.CANDIDATE, Role.EMPLOYER}


def is_own(profile: Profile, by: User | None) -> bool:
    """Whether `by` is the person themselves; None is somebody who has just shown that its number is theirs."""
    return by is None or (profile.user_id is not None and profile.user_id == by.pk)


def require_may_write(*, profile: Profile, by: User | None) -> None:
    """Raise PermissionDenied unless `by` is the person, or staff whom the person lets see the profile."""
    if is_own(profile, by):
        return
    if by is None or not by.is_tenant_staff or profile.visibility not in Visibility.for_advisers():
        raise PermissionDenied


def require_may_decide(*, profile: Profile, by: User | None) -> None:
    """Who sees a profile is decided by its person; before they took it over, by the adviser in their name."""
    require_may_write(profile=profile, by=by)
    if not is_own(profile, by) and profile.handed_over_at is not None:
        raise ValidationError(
            _("Depuis que la personne a repris son profil, elle seule décide qui le voit."), code="handed_over"
        )


def require_staff(*, by: User) -> None:
    """Raise PermissionDenied for anybody but this tenant's advisers and managers."""
    if not by.is_tenant_staff:
        raise PermissionDenied
