"""Who may publish in this tenant."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from boards.accounts.models import User
from boards.employers.models import Employer
from tenants.context import current_tenant
from tenants.enums import PublishingPolicy


def may_publish(*, by: User | AnonymousUser | None) -> bool:
    """Everybody, but where the tenant keeps publishing to its members: staff and people of a known employer."""
    if current_tenant().publishing_policy != PublishingPolicy.MEMBERS_ONLY:
        return True
    return isinstance(by, User) and (by.is_tenant_staff or Employer.objects.of(by).exists())


def require_may_publish(*, by: User) -> None:
    """Raise PermissionDenied for who may not publish here."""
    if not may_publish(by=by):
        raise PermissionDenied
