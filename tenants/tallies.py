"""Limits that hold over all tenants at once: whoever asks in two territories is counted once (tenants.models.Tally)."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tenants.models import Tally

_TAKE = """
INSERT INTO public.tenants_tally (digest, day, count) SELECT %(digest)s, %(day)s, 1 WHERE %(most)s > 0
ON CONFLICT (digest) DO UPDATE SET count = tenants_tally.count + 1 WHERE tenants_tally.count < %(most)s
RETURNING count
"""


def take(name: str, about: str, *, most: int) -> bool:
    """Whether there was room for one more of `name` about this today (UTC), and then it is taken.

    One statement, in the caller's transaction: undone together, and two who ask at once are one after the other.
    """
    day = timezone.now().date()
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"digest": _digest(name, about, day), "day": day, "most": most})
        return cursor.fetchone() is not None


def purge() -> int:
    """Forget the days before yesterday. Returns how many counts there were."""
    return Tally.objects.filter(day__lt=timezone.now().date() - timedelta(days=1)).delete()[0]


def _digest(name: str, about: str, day: date) -> str:
    return salted_hmac(f"tenants.tally:{name}", f"{day}|{about}", algorithm="sha256").hexdigest()[:40]
