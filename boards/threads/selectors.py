"""Threads in a list, and how many messages somebody hasn't seen."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from boards.accounts.models import User
from boards.threads.enums import Hold, Side
from boards.threads.models import Message, Party, Thread
from boards.threads.models.thread import ThreadQuerySet


def threads_of(user: User) -> "QuerySet[Any]":
    """Those a person may read, the last spoken in first, each with `unread`, `last_text` and the like. One query.

    Of staff: unread counts where they are a party or the adviser; what they only may read is no burden on them.
    """
    counted = _unseen_by(user).order_by().values("thread").annotate(n=Count("pk")).values("n")
    last = Message.objects.filter(thread=OuterRef("pk"), hold__in=Hold.shown_to_all()).order_by("-at")
    return (
        Thread.objects.open_to(user)
        .select_related("employer", "adviser", "candidate_user")
        .annotate(
            unread=Coalesce(Subquery(counted), Value(0)),
            last_text=Subquery(last.values("text")[:1]),
            last_side=Subquery(last.values("side")[:1]),
            last_author=Subquery(last.values("author_name")[:1]),
            waits=Exists(Message.objects.filter(thread=OuterRef("pk"), hold=Hold.WAITING)),
        )
    )


def unread_count(user: User) -> int:
    """In how many threads somebody has something to read: for a menu."""
    mine = Thread.objects.open_to(user).filter(closed_at=None)
    if user.is_tenant_staff:
        mine = mine.filter(Q(adviser=user) | Q(pk__in=Party.objects.filter(user=user).values("thread")))
    return mine.filter(Exists(_unseen_by(user))).count()


def _unseen_by(user: User) -> "QuerySet[Message]":
    """What others have said in a thread (OuterRef) since somebody last looked."""
    seen = Party.objects.filter(thread=OuterRef("thread"), user=user).order_by().values("seen_at")[:1]
    return (
        Message.objects.filter(thread=OuterRef("pk"), hold__in=Hold.shown_to_all())
        .exclude(side=Side.PLATFORM)
        .exclude(author=user)
        # Without an account, by the link, they wrote it as well.
        .exclude(side=Side.CANDIDATE, thread__candidate_user=user)
        .annotate(seen=Subquery(seen))
        .filter(Q(seen=None) | Q(at__gt=F("seen")))
    )


def without_adviser() -> ThreadQuerySet:
    """Open ones that no adviser has joined: for the desk."""
    return Thread.objects.filter(adviser=None, closed_at=None)


def unanswered_since(moment: object = None) -> ThreadQuerySet:
    """Open ones whose last word is the candidate's, and older than a moment (now)."""
    last = Message.objects.filter(thread=OuterRef("pk")).exclude(side=Side.PLATFORM).order_by("-at").values("side")[:1]
    return Thread.objects.annotate(last_side=Subquery(last)).filter(
        last_side=Side.CANDIDATE, closed_at=None, last_message_at__lte=moment or timezone.now()
    )
