"""A thread as one side reads it: days, names, what is new, what the others have seen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.threads.enums import Hold, Side, Via
from boards.threads.models import Attachment, Message, Party, Thread
from boards.threads.veiling import Veil, is_veiled, text_for, veil_of, words_for
from boards.threads.wording import clock_in_words, day_in_words, day_of

#: Beyond this the rest of a message is behind «Lire la suite».
FOLD_SIGNS, FOLD_LINES = 1_200, 16


@dataclass(frozen=True)
class Part:
    """A piece of a text. quoted: what somebody's mail reader copied, behind a line that opens it."""

    text: str
    quoted: bool = False


@dataclass(frozen=True)
class Entry:
    """One message on a page. seen: «Vu par …», '' when nobody has; linked: addresses in it may be followed."""

    message: Message
    is_own: bool
    is_new: bool
    clock: str
    parts: list[Part]
    rest: str = ""
    linked: bool = False
    seen: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    # How many files are kept back from this reader until the person agrees to be known.
    kept_back: int = 0

    @property
    def waits(self) -> bool:
        return self.message.hold == Hold.WAITING

    @property
    def is_discarded(self) -> bool:
        return self.message.hold == Hold.DISCARDED

    @property
    def is_notice(self) -> bool:
        return self.message.side == Side.PLATFORM

    @property
    def by_mail(self) -> bool:
        return self.message.via == Via.EMAIL


@dataclass(frozen=True)
class Day:
    label: str
    entries: list[Entry]


@dataclass(frozen=True)
class Reading:
    """What threads/thread.html shows. people: names with their side; new: how many are unread; veil_words: what stays
    hidden from the employer as yet, '' for nothing.
    """

    thread: Thread
    side: Side
    days: list[Day]
    people: list[str]
    new: int
    veil_words: str = ""


def read_thread(*, thread: Thread, side: Side, by: User | None) -> Reading:
    """The thread as this side, and this person of it, reads it. Six queries, however long it is."""
    veil = veil_of(thread)
    parties = list(thread.parties.select_related("user"))
    seen_at = _seen_at(parties, side, by)
    messages = list(Message.objects.shown_to(side).filter(thread=thread).prefetch_related("attachments__file"))
    seen = _seen(messages, parties, side, thread)
    entries = [_entry(message, side, by, seen_at, seen.get(message.pk, ""), veil) for message in messages]
    days = [
        Day(day_in_words(group[0].message.at), group)
        for group in (list(some) for _day, some in groupby(entries, key=lambda one: day_of(one.message.at)))
    ]
    people, new = list(_people(thread, parties)), sum(one.is_new for one in entries)
    return Reading(thread, side, days, people, new, veil_words=words_for(side) if veil is not None else "")


def _seen_at(parties: list[Party], side: Side, by: User | None) -> datetime | None:
    mine = (one for one in parties if (one.side == side if side == Side.CANDIDATE else by and one.user_id == by.pk))
    found = next(mine, None)
    return found.seen_at if found else None


def _entry(
    message: Message, side: Side, by: User | None, seen_at: datetime | None, seen: str, veil: Veil | None
) -> Entry:
    is_own = message.side == side and (side == Side.CANDIDATE or message.author_id == (by.pk if by else None))
    parts, rest = _folded(_parts(text_for(message, reader=side, veil=veil)))
    files: list[Attachment] = list(message.attachments.all())  # type: ignore[attr-defined]  # the plugin loses it
    keeps_back = veil is not None and is_veiled(message.side, reader=side)
    return Entry(
        message=message,
        is_own=is_own,
        is_new=not is_own and message.side != Side.PLATFORM and (seen_at is None or message.at > seen_at),
        clock=clock_in_words(message.at),
        parts=parts,
        rest=rest,
        # Anybody may write an address to lure somebody away; only what the tenant's own people write can be followed.
        linked=message.side == Side.ADVISER,
        seen=seen if is_own else "",
        attachments=[] if keeps_back else files,
        kept_back=len(files) if keeps_back else 0,
    )


def _parts(text: str) -> list[Part]:
    lines = text.split("\n")
    return [
        Part("\n".join(some).strip("\n"), quoted=quoted)
        for quoted, some in groupby(lines, key=lambda line: line.lstrip().startswith(">"))
    ]


def own_words(text: str) -> str:
    """A text without what it quotes, for a line of a list."""
    return " ".join(part.text for part in _parts(text) if not part.quoted)


def _folded(parts: list[Part]) -> tuple[list[Part], str]:
    """The beginning, and the rest of a text that would fill a telephone's screen several times."""
    if len(parts) != 1 or parts[0].quoted:
        return parts, ""
    text = parts[0].text
    head = "\n".join(text.split("\n")[:FOLD_LINES])
    if len(head) > FOLD_SIGNS:
        cut = head.rfind(" ", 0, FOLD_SIGNS)
        head = head[: cut if cut > FOLD_SIGNS // 2 else FOLD_SIGNS]
    # Three more words are no reason to fold.
    if len(text) - len(head) < 80:
        return parts, ""
    return [Part(head)], text[len(head) :].lstrip("\n")


def _seen(messages: list[Message], parties: list[Party], side: Side, thread: Thread) -> dict[Any, str]:
    """Under the last of one's own messages that somebody of another side has had before their eyes: who."""
    found: dict[Any, list[str]] = {}
    for party in parties:
        if party.side == side or party.seen_at is None:
            continue
        own = [one for one in messages if one.side == side and one.hold in Hold.shown_to_all()]
        last = next((one for one in reversed(own) if one.at <= party.seen_at), None)
        if last is not None:
            name = _called(thread, party)
            if name not in found.setdefault(last.pk, []):
                found[last.pk].append(name)
    return {key: _("Vu par %(names)s") % {"names": ", ".join(names)} for key, names in found.items()}


def _called(thread: Thread, party: Party) -> str:
    if party.side == Side.CANDIDATE:
        return thread.candidate_name
    name = party.user.name if party.user else ""
    if party.side == Side.EMPLOYER:
        return name or (thread.employer.name if thread.employer else _("l’employeur"))
    return name or _("un conseiller")


def _people(thread: Thread, parties: list[Party]) -> Iterator[str]:
    yield _("%(name)s (candidat)") % {"name": thread.candidate_name}
    if thread.employer:
        yield thread.employer.name
    staff = [party.user for party in parties if party.side == Side.ADVISER and party.user]
    if thread.adviser and thread.adviser not in staff:
        staff.insert(0, thread.adviser)
    for user in staff:
        yield _("%(name)s (conseil)") % {"name": user.name or _("Un conseiller")}
