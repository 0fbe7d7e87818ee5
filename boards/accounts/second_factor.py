"""When somebody of the staff must confirm their sign-in on a second device, and what they are until they do: nobody."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts import letters, sessions
from boards.accounts.enums import Role
from boards.accounts.models import User
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.enums import SecondFactorPolicy
from tenants.guard import current_schema

GRACE = timedelta(days=7)
#: What the session remembers, so that pages ask nobody.
DONE = "accounts_second_factor"


def has_one(person: User) -> bool:
    """Whether an application on a telephone, or the like, knows this account."""
    return Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def is_due(request: HttpRequest, person: User) -> bool:
    """Whether this person may do nothing before they have a second factor.

    Within the week of grace this reads nothing from the database but, the first time, writes when it ends.
    """
    policy = _policy_for(person)
    if policy == SecondFactorPolicy.OPTIONAL or request.session.get(DONE) == str(person.pk):
        return False
    if person.second_factor_due_at is None:
        set_due(person, timezone.now() + (GRACE if policy == SecondFactorPolicy.GRACE else timedelta()))
    within = person.second_factor_due_at is not None and timezone.now() < person.second_factor_due_at
    if within and policy == SecondFactorPolicy.GRACE:
        return False
    if has_one(person):
        request.session[DONE] = str(person.pk)
        return False
    return True


def asked_by(person: User) -> bool:
    """Whether the tenant asks this person for one, now or soon."""
    return _policy_for(person) != SecondFactorPolicy.OPTIONAL


def set_due(person: User, when: datetime) -> None:
    """Write by when it must be there."""
    person.second_factor_due_at = when
    User.objects.filter(pk=person.pk).update(second_factor_due_at=when)


def activated(request: HttpRequest, person: User) -> None:
    """A second factor was added in this browser."""
    request.session[DONE] = str(person.pk)
    audit.record("person.second_factor_added", target=person, by=person)
    letters.tell_change(person=person, what=_("Une deuxième étape protège maintenant votre connexion."))


def deactivated(request: HttpRequest, person: User) -> None:
    """It was taken away, say to change telephones: where one is asked for, the next is due at once, everywhere."""
    request.session.pop(DONE, None)
    if asked_by(person):
        set_due(person, timezone.now())
    sessions.end_others(person=person, keep=request.session.session_key, by=person)
    audit.record("person.second_factor_removed", target=person, by=person)
    letters.tell_change(person=person, what=_("La deuxième étape de votre connexion vient d’être retirée."))


@transaction.atomic
def remove_for(*, person: User, by: User | None) -> None:
    """Take away the second factor of somebody who lost their telephone and their emergency codes, and tell them.

    They are signed out everywhere and, where one is asked for, set up the next before anything else. by: a manager of
    the tenant, for somebody else; None: the operator, at the command line.

    Raises:
        PermissionDenied: `by` is no manager, or it is their own.
    """
    if by is not None and (by.role != Role.MANAGER or by.pk == person.pk):
        raise PermissionDenied
    Authenticator.objects.filter(user=person).delete()
    sessions.end_all(person=person)
    if asked_by(person):
        set_due(person, timezone.now())
    audit.record("person.second_factor_removed", target=person, by=by)
    letters.tell_change(person=person, what=_("La deuxième étape de votre connexion vient d’être retirée."))


def _policy_for(person: User) -> str:
    """Others than staff may have one, and nobody asks them for it."""
    if not person.is_tenant_staff or current_schema() == "public":
        return SecondFactorPolicy.OPTIONAL
    return current_tenant().staff_second_factor
