"""An adviser's calendar by a secret address."""

import secrets
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.followup import policies
from boards.followup.models import CalendarFeed
from tenants.guard import current_schema
from tenants.turns import take_turns


@transaction.atomic
def new_feed(*, by: User) -> str:
    """A new address; the one before ends. Returns its token, which nobody can read again."""
    policies.require_staff(by=by)
    # The address of another press ends as well, the moment it is there.
    take_turns(f"followup.feed:{by.pk}")
    revoke_feed(by=by)
    token = secrets.token_urlsafe(24)
    CalendarFeed.objects.create(adviser=by, digest=digest_of(token))
    return token


@transaction.atomic
def revoke_feed(*, by: User) -> int:
    """The telephone finds nothing any more. Returns how many addresses ended."""
    return CalendarFeed.objects.filter(adviser=by, revoked_at__isnull=True).update(revoked_at=timezone.now())


def adviser_of(token: str) -> User | None:
    """Whose calendar an address opens: somebody who still works here. The day it was read is noted."""
    feed = (
        CalendarFeed.objects.filter(digest=digest_of(token), revoked_at__isnull=True, adviser__is_active=True)
        .select_related("adviser")
        .first()
    )
    if feed is None or not feed.adviser.is_tenant_staff:
        return None
    if feed.read_on != timezone.localdate():
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=timezone.localdate())
    return feed.adviser


def digest_of(token: str) -> str:
    """With the schema: an address of one tenant opens nothing in another, even if a row were copied."""
    return sha256(f"{current_schema()}:{token}".encode()).hexdigest()
