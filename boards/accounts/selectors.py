"""Who works here."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from boards.accounts.enums import Role
from boards.accounts.models import User


def team() -> list[User]:
    """The tenant's staff by name, each with `has_second_factor`. One query."""
    second = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    people = User.objects.filter(role__in=Role.staff()).annotate(has_second_factor=Exists(second))
    return list(people.order_by("-is_active", "name", "email"))
