"""Accounts that nobody uses: warned a month before, erased after two years with everything that is theirs."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.rights.models import AccountWarning
from boards.rights.services.erasing import erase
from boards.rights.whose import rows_of
from tenants.messaging.services import queue_email
from tenants.personal_data import Person

KEPT_FOR = timedelta(days=730)
WARN_BEFORE = timedelta(days=30)
#: Nobody is erased without this much time to read the warning, however late it left.
AT_LEAST = timedelta(days=28)
BATCH = 200


def person_of(user: User) -> Person:
    """Somebody with an account: its address is proved by signing in."""
    return Person(user=user.pk, emails=frozenset({user.email.lower()}))


def keep_clock(*, now: datetime | None = None) -> tuple[int, int]:
    """Warn and erase, in the current tenant. Returns how many of each."""
    now = now or timezone.now()
    AccountWarning.objects.filter(user__last_login__gt=now - KEPT_FOR + WARN_BEFORE).delete()
    return _warn(now), _erase(now)


def _warn(now: datetime) -> int:
    warned = 0
    for user in _silent_since(now - KEPT_FOR + WARN_BEFORE).filter(~Exists(_warnings()))[:BATCH]:
        if _is_active(user, since=now - KEPT_FOR + WARN_BEFORE):
            continue
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            AccountWarning.objects.create(user=user, warned_at=now)
            queue_email(
                to=user.email,
                template="rights/email/account_ends",
                context={"day": timezone.localdate(now + WARN_BEFORE)},
                subject_ref=f"account:{user.pk}",
            )
        warned += 1
    return warned


def _erase(now: datetime) -> int:
    erased = 0
    due = _silent_since(now - KEPT_FOR).filter(Exists(_warnings().filter(warned_at__lte=now - AT_LEAST)))
    for key in list(due.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # Asked again: the others took minutes, and somebody may have signed in.
            user = due.select_for_update(of=("self",)).filter(pk=key).first()
            if user is None:
                continue
            if _is_active(user, since=now - KEPT_FOR):
                AccountWarning.objects.filter(user=user).delete()
                continue
            erase(person=person_of(user), by=None)
            erased += 1
    return erased


def _silent_since(moment: datetime) -> QuerySet[User]:
    """Candidates and employers who haven't signed in since. Staff's accounts are their employer's."""
    silent = Q(last_login__lt=moment) | Q(last_login=None, created_at__lt=moment)
    people: QuerySet[User] = User.objects.filter(silent, is_active=True)
    return people.filter(role__in=[Role.CANDIDATE, Role.EMPLOYER]).order_by("created_at")


def _warnings() -> QuerySet[AccountWarning]:
    return AccountWarning.objects.filter(user=OuterRef("pk"))


def _is_active(user: User, *, since: datetime) -> bool:
    """Whether some row of theirs says that they were there: an answer by SMS, an offer confirmed, an application."""
    for found in rows_of(person_of(user)):
        for path in found.declared.policy.activity:
            if found.own and found.rows().filter(**{f"{path}__gte": since}).exists():
                return True
    return False
