"""Where somebody is signed in, in words a person understands; nothing third-party is asked."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from tenants.audit import services as audit

#: How exactly «last seen» is known; more often would write at every page.
SEEN_EVERY = timedelta(minutes=10)
_SEEN = "accounts_seen"

# In this order: Edge says that it is Chrome, Chrome that it is Safari, everybody that they are Mozilla.
_BROWSERS = (
    (r"Edg(?:e|A|iOS)?/", "Edge"), (r"OPR/|Opera", "Opera"), (r"SamsungBrowser/", "Samsung Internet"),
    (r"FxiOS/|Firefox/", "Firefox"), (r"CriOS/|Chrom(?:e|ium)/", "Chrome"), (r"Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    (r"iPhone", "iPhone"), (r"iPad", "iPad"), (r"Android", "Android"), (r"Windows", "Windows"),
    (r"CrOS", "Chromebook"), (r"Mac OS X|Macintosh", "Mac"), (r"Linux|X11", "Linux"),
)  # fmt: skip


@dataclass(frozen=True)
class Device:
    """One browser in which somebody is signed in."""

    pk: int
    name: str
    since: datetime
    seen: datetime
    is_here: bool


def devices_of(request: HttpRequest, person: User) -> list[Device]:
    """Those that are still signed in, this one first, then the latest seen. Two queries."""
    if not UserSession.objects.filter(session_key=request.session.session_key or "").exists():
        UserSession.objects.create_from_request(request)
    rows = list(UserSession.objects.filter(user=person))
    keys = [row.session_key for row in rows]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    standing = set(alive.values_list("session_key", flat=True))
    here = request.session.session_key
    found = [
        Device(row.pk, name_of(row.user_agent), row.created_at, row.last_seen_at, row.session_key == here)
        for row in rows
        if row.session_key in standing
    ]
    return sorted(found, key=lambda device: (not device.is_here, -device.seen.timestamp()))


def name_of(user_agent: str) -> str:
    """«Firefox sur Windows», as far as the browser says so itself."""
    browser = next((name for pattern, name in _BROWSERS if re.search(pattern, user_agent)), "")
    system = next((name for pattern, name in _SYSTEMS if re.search(pattern, user_agent)), "")
    if browser and system:
        return _("%(browser)s sur %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Navigateur inconnu")


@transaction.atomic
def end(*, session: UserSession, by: User) -> None:
    """Sign out one browser, at once."""
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    audit.record("person.signed_out", target=by, by=by, detail={"devices": 1})


@transaction.atomic
def end_others(*, person: User, keep: str | None, by: User) -> int:
    """Sign out every browser of a person but the one with this session key. Returns how many there were."""
    others = UserSession.objects.filter(user=person).exclude(session_key=keep or "")
    Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
    count: int = others.delete()[0]
    audit.record("person.signed_out", target=person, by=by, detail={"devices": count})
    return count


def end_all(*, person: User) -> None:
    """Sign out every browser of a person; the caller's audit line says why."""
    rows = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()


def mark_seen(session: SessionBase) -> None:
    """Remember in the session when its browser was last here."""
    session[_SEEN] = timezone.now().timestamp()


def note_seen(request: HttpRequest) -> None:
    """Remember that this browser was here, every ten minutes at most. Reads only what the page has read already."""
    session = request.session
    if not session.accessed or SESSION_KEY not in session:
        return
    now = timezone.now()
    if now.timestamp() - session.get(_SEEN, 0) < SEEN_EVERY.total_seconds():
        return
    mark_seen(session)
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)
