"""Erasing a person: at once, in one transaction, in every room, by what each model declares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Model
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications.models import Application
from boards.candidates.models import Profile
from boards.library.models import ContactRequest
from boards.rights import tombstones
from boards.rights.whose import Found, rows_of
from boards.threads.models import Thread
from tenants.audit import services as audit
from tenants.messaging import outbox
from tenants.personal_data import Along, Delete, Empty, Erasing, Keep, Person, Through, Words

Seeds = Mapping[type[Model], set[Any]]
_HELD: tuple[type[Model], ...] = (ContactRequest, Thread, Application)


@dataclass(frozen=True)
class Line:
    """What becomes of one list."""

    title: Words
    count: int
    words: Words


@dataclass(frozen=True)
class Preview:
    """What will go, and what stays and why."""

    goes: list[Line]
    stays: list[Line]
    refused: bool

    @property
    def is_empty(self) -> bool:
        return not self.goes and not self.stays


def preview(person: Person, *, user: User | None, rows: Seeds | None = None) -> Preview:
    """For the page that asks. Counted now: what comes until the button is pressed goes with the rest."""
    goes: list[Line] = []
    stays: list[Line] = []
    for one in rows_of(person, seeds=rows):
        policy = one.declared.policy
        for erasing, count in ((policy.erasing, len(one.own)), (policy.erasing_about, len(one.about))):
            if not count or erasing is None:
                continue
            title = (
                policy.title if erasing is policy.erasing else _("%(title)s, à votre sujet") % {"title": policy.title}
            )
            (goes if _leaves_nothing(erasing) else stays).append(Line(title, count, _words(erasing)))
    return Preview(goes, stays, refused=user is not None and not may_erase_themselves(user))


def may_erase_themselves(user: User) -> bool:
    """Not the tenant's staff: their account is their employer's, what they wrote is other people's file.

    Somebody who manages the team closes it (boards.accounts), and the last manager hands over first.
    """
    return not user.is_tenant_staff and not user.is_superuser


@transaction.atomic
def erase(*, person: Person, by: User | None, rows: Seeds | None = None) -> None:
    """Erase everything of a person in the current tenant. Once more is harmless.

    by: None when the person does it. rows: where somebody without account or address is found, by an adviser who has
    them in front of them, e.g. {Profile: {pk}}.

    Raises:
        PermissionDenied: the tenant's staff, whose account is their employer's.
    """
    # Its key stays free: whoever writes as this account holds a conversation, and refers to the account at the end.
    user = User.objects.select_for_update(no_key=True).filter(pk=person.user).first() if person.user else None
    if user is not None and not may_erase_themselves(user):
        raise PermissionDenied
    seeds = rows or {}
    _hold(person, seeds)
    laid = tombstones.lay(person=person, rows=seeds)
    apply(rows_of(person, seeds=seeds), person=person)
    # Afterwards, or its line would be one of theirs. Who it was is in no field of it.
    for tombstone in laid[:1]:
        audit.record("person.erased", target=tombstone, by=by)


def erase_profile(*, profile: Profile, by: User | None) -> None:
    """A profile and all that hangs on it; the person's account, if they have one, stays (settings.PROFILE_ERASER)."""
    erase(person=Person(), by=by, rows={Profile: {profile.pk}})


def erase_application(*, application: Application) -> None:
    """One application and all that hangs on it (settings.APPLICATION_ERASER)."""
    erase(person=Person(), by=None, rows={Application: {application.pk}})


def _hold(person: Person, seeds: Seeds) -> None:
    """Wait for whoever is just hiring them, asking for them or writing to them, and keep the next one waiting.

    Looked for afterwards, what they leave is found too. In the order in which everybody takes these locks.
    """
    found = {one.declared.model: one for one in rows_of(person, seeds=seeds, only=_HELD)}
    for model in _HELD:
        list(found[model].rows().select_for_update(of=("self",), no_key=True).order_by("pk"))


def apply(found: list[Found], *, person: Person) -> None:
    """Do what the declarations say, in the order in which it can be done."""
    for one in found:
        if one.own and one.declared.policy.erasing:
            act(one.declared.policy.erasing, one.rows(), person=person)
        if one.about and one.declared.policy.erasing_about:
            act(one.declared.policy.erasing_about, one.rows_about(), person=person)
    for one in found:
        # What should have gone with another row, and didn't: that row was kept.
        if one.own and isinstance(one.declared.policy.erasing, Along):
            one.rows().delete()
    outbox.forget_files(person.emails | person.phones)


def act(erasing: Erasing, rows: "models.QuerySet[Any]", *, person: Person) -> None:
    """One model's rows."""
    match erasing:
        case Delete():
            rows.delete()
        case Empty(fields=fields):
            rows.update(**fields)
        case Through(path=path):
            import_string(path)(rows=rows, person=person)
        case Along() | Keep():
            pass


def forget_before(moment: datetime, *, person: Person, rows: Seeds) -> int:
    """Erase what a person had at a moment and a backup brought back. Returns how many rows."""
    found = rows_of(person, seeds=rows, made_before=moment)
    apply(found, person=person)
    return sum(len(one.own) for one in found)


def _leaves_nothing(erasing: Erasing) -> bool:
    return isinstance(erasing, Delete | Along) or (isinstance(erasing, Through) and not erasing.leaves_trace)


def _words(erasing: Erasing) -> Words:
    return erasing.because if isinstance(erasing, Keep) else erasing.words
