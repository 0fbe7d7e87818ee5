"""Who decides who may act for an employer: those who answer for it, and the tenant's staff."""

from django.core.exceptions import PermissionDenied

from boards.accounts.models import User
from boards.employers.enums import EmployerRole
from boards.employers.models import Employer, EmployerMember


def may_decide(*, employer: Employer, by: User) -> bool:
    """Whether `by` may invite, remove and change roles."""
    if by.is_tenant_staff:
        return True
    return EmployerMember.objects.filter(employer=employer, user=by, role=EmployerRole.OWNER).exists()


def require_may_decide(*, employer: Employer, by: User) -> None:
    if not may_decide(employer=employer, by=by):
        raise PermissionDenied
