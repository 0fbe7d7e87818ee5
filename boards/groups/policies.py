"""Who leads a group, and who is in it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.groups.models import Group


def require_staff(*, by: User) -> None:
    if not by.is_tenant_staff:
        raise PermissionDenied


def require_open(*, group: Group) -> None:
    if group.closed_at is not None:
        raise ValidationError(_("Ce groupe est fermé : plus rien de nouveau n’y vient."), code="closed")
