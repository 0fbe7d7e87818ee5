"""Who has seen what."""

from django.utils import timezone

from boards.accounts.models import User
from boards.threads.enums import Side
from boards.threads.models import Party, Thread
from boards.threads.services import party_of


def mark_seen(*, thread: Thread, side: Side, by: User | None) -> None:
    """Somebody has the thread before their eyes. Staff who only read are no party: they haven't joined."""
    now = timezone.now()
    if side == Side.ADVISER and (by is None or thread.adviser_id != by.pk):
        Party.objects.filter(thread=thread, user=by).update(seen_at=now)
        return
    Party.objects.filter(pk=party_of(thread=thread, side=side, user=by).pk).update(seen_at=now)
