"""Making people, and forgetting them."""

from typing import cast

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from boards.accounts import sessions
from boards.accounts.enums import Role
from boards.accounts.models import User
from tenants.audit import services as audit
from tenants.personal_data import Person


@transaction.atomic
def person_confirmed_as(*, email: str, role: Role) -> User:
    """The person whose address has just been confirmed by a code: known here, or made with `role`.

    A person who is known keeps the role they have, whatever it is. A code sent by a public form must neither raise
    nor lower anybody: an adviser stays one, and a candidate who hires gets their right from the membership in an
    employer, not from another role (docs/adr/0010).

    Raises:
        ValidationError: the account was closed by the tenant's staff.
    """
    email = email.strip().lower()
    person = User.objects.select_for_update().filter(email=email).first()
    if person is None:
        try:
            with transaction.atomic():
                person = User.objects.create_user(email, role=role)
        except IntegrityError:
            # The same code in two tabs, or two doors at once: one of them made the person.
            person = User.objects.select_for_update().get(email=email)
        else:
            audit.record("person.created", target=person, by=person, detail={"role": role})
    if not person.is_active:
        raise ValidationError(_("Ce compte est fermé. Écrivez-nous pour le rouvrir."), code="inactive")
    EmailAddress.objects.update_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    return cast(User, person)


@transaction.atomic
def close_account(*, person: User, by: User) -> User:
    """Close an account: whoever uses it is out at their next request, everywhere. Nothing is deleted.

    Raises:
        PermissionDenied: `by` is no manager, or it is their own.
    """
    if by.role != Role.MANAGER or by.pk == person.pk:
        raise PermissionDenied
    person = User.objects.select_for_update().get(pk=person.pk)
    person.is_active = False
    person.save(update_fields=["is_active", "updated_at"])
    sessions.end_all(person=person)
    audit.record("person.closed", target=person, by=by)
    return cast(User, person)


@transaction.atomic
def reopen_account(*, person: User, by: User) -> User:
    """Open a closed account again.

    Raises:
        PermissionDenied: `by` is no manager.
    """
    if by.role != Role.MANAGER:
        raise PermissionDenied
    person = User.objects.select_for_update().get(pk=person.pk)
    person.is_active = True
    person.save(update_fields=["is_active", "updated_at"])
    audit.record("person.reopened", target=person, by=by)
    return cast(User, person)


@transaction.atomic
def forget(*, rows: models.QuerySet[User], person: Person) -> None:
    """Delete accounts; one that an offer or a decision hangs on stays as an empty row that nobody can sign in with."""
    for user in rows.select_for_update():
        try:
            with transaction.atomic():
                user.delete()
        except (models.ProtectedError, models.RestrictedError):
            _empty(user)


def _empty(user: User) -> None:
    user.email, user.name = f"efface-{user.pk}@invalid.example", ""
    user.is_active, user.last_login = False, None
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "last_login", "password", "updated_at"])
    user.groups.clear()
