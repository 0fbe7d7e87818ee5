"""Who acts for whom."""

from dataclasses import dataclass

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.models import Employer, EmployerInvitation, EmployerMember, EmployerQuerySet


@dataclass(frozen=True)
class Team:
    """The people of one employer, and those who are asked to join."""

    employer: Employer
    members: list[EmployerMember]
    invitations: list[EmployerInvitation]
    may_decide: bool


def employers_of(user: User) -> list[Employer]:
    """Those that a person acts for, by name."""
    return list(Employer.objects.of(user))


def may_have_a_team(user: User) -> bool:
    """Employers, staff, and whoever acts for an employer whatever their role."""
    return user.is_tenant_staff or user.role == Role.EMPLOYER or EmployerMember.objects.filter(user=user).exists()


def visible_to(user: User) -> EmployerQuerySet:
    """Employers whose people this person may see: staff all, others their own."""
    found: EmployerQuerySet = Employer.objects.all() if user.is_tenant_staff else Employer.objects.of(user)
    return found


def team_of(*, employer: Employer, by: User) -> Team:
    """Two queries."""
    members = list(EmployerMember.objects.filter(employer=employer).select_related("user").order_by("created_at"))
    mine = any(member.user_id == by.pk and member.is_owner for member in members)
    decides = by.is_tenant_staff or mine
    open_ones = EmployerInvitation.objects.open().filter(employer=employer).order_by("email")
    return Team(employer, members, list(open_ones) if decides else [], decides)
