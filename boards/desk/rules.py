"""Whom to call today, and why: the whole rule, in the order of what can't wait.

Each line of `reasons_of` looks at one thing about one person. A call that was answered settles what was known on that
day; one that nobody took, or that was put off, hides the person until the day that was said. Nothing here looks at who
somebody is: only at what was promised, missed, asked or found. The list proposes; whoever works here decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.followup.enums import CallOutcome
from themes import moments

#: Nobody has answered an application for so long.
UNANSWERED_DAYS = 10
#: «Cherchez-vous toujours ?» has had no answer for so long.
SILENT_DAYS = 7
#: Somebody who came by themselves is new for so long.
NEW_DAYS = 45
#: An appointment that somebody missed is worth a call for so long.
MISSED_DAYS = 14
#: Before a fixed-term contract ends.
ENDS_WITHIN_DAYS = 30


class Why(TextChoices):
    """The reasons, most pressing first; the label is what stands on the page of rules."""

    TASK = "task", gettext_lazy("Une tâche est à faire")
    AGAIN = "again", gettext_lazy("Un rappel a été promis ou l’appel n’a pas abouti")
    WISH = "wish", gettext_lazy("La personne demande un autre rendez-vous")
    MISSED = "missed", gettext_lazy("Elle n’est pas venue à un rendez-vous")
    ENDS = "ends", gettext_lazy("Son contrat se termine bientôt")
    UNANSWERED = "unanswered", gettext_lazy("Personne n’a répondu à sa candidature")
    MATCH = "match", gettext_lazy("Une offre lui convient, sans question ni obstacle")
    NEW = "new", gettext_lazy("Nouveau profil, pas encore rencontré")
    SILENT = "silent", gettext_lazy("Pas de réponse à « cherchez-vous toujours ? »")

    @property
    def place(self) -> int:
        """0 for what can't wait."""
        return list(Why).index(self)


@dataclass(frozen=True)
class LastCall:
    """on: the day it was made; again_on: the day on which the person comes back on the list."""

    outcome: str
    on: date
    again_on: date | None = None
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one person, in days of the tenant's calendar. None or empty: nothing of the kind."""

    created_on: date
    made_here: bool = False
    met: bool = False
    tasks: tuple[tuple[date, str], ...] = ()
    last_call: LastCall | None = None
    wish: tuple[date, str] | None = None
    missed_on: date | None = None
    contract_ends_on: date | None = None
    unanswered: tuple[date, str] | None = None
    match: tuple[date, str] | None = None
    asked_on: date | None = None


@dataclass(frozen=True)
class Reason:
    """Why somebody is called. since: the day from which on it holds."""

    why: Why
    words: str
    since: date


def reasons_of(known: Known, *, today: date) -> list[Reason]:
    """All the reasons to call somebody today, most pressing first; none when they were put off."""
    call = known.last_call
    if call is not None and call.again_on is not None and call.again_on > today:
        return []
    answered_on = call.on if call is not None and call.outcome == CallOutcome.ANSWERED else None
    found = [
        reason
        for reason in _all(known, today=today)
        # A task is done when it is ticked, not when somebody picks up.
        if answered_on is None or reason.since > answered_on or reason.why == Why.TASK
    ]
    return sorted(found, key=lambda reason: (reason.why.place, reason.since))


def _all(known: Known, *, today: date) -> Iterator[Reason]:
    call = known.last_call
    for due_on, text in known.tasks:
        if due_on <= today:
            yield Reason(Why.TASK, _task(due_on, text, today=today), due_on)
    if call is not None and call.again_on is not None:
        yield Reason(Why.AGAIN, _again(call), call.again_on)
    if known.wish:
        yield Reason(Why.WISH, _("demande un autre moment : « %(wish)s »") % {"wish": known.wish[1]}, known.wish[0])
    if known.missed_on and today - known.missed_on <= timedelta(days=MISSED_DAYS):
        day = moments.day_month(known.missed_on)
        yield Reason(Why.MISSED, _("n’est pas venue au rendez-vous du %(day)s") % {"day": day}, known.missed_on)
    if known.contract_ends_on and today <= known.contract_ends_on <= today + timedelta(days=ENDS_WITHIN_DAYS):
        since = known.contract_ends_on - timedelta(days=ENDS_WITHIN_DAYS)
        day = moments.day_month(known.contract_ends_on)
        yield Reason(Why.ENDS, _("son contrat se termine le %(day)s") % {"day": day}, since)
    if known.unanswered and today - known.unanswered[0] >= timedelta(days=UNANSWERED_DAYS):
        yield Reason(
            Why.UNANSWERED,
            _("sans réponse depuis %(days)s jours : %(title)s")
            % {"days": (today - known.unanswered[0]).days, "title": known.unanswered[1]},
            known.unanswered[0] + timedelta(days=UNANSWERED_DAYS),
        )
    if known.match:
        yield Reason(Why.MATCH, known.match[1], known.match[0])
    if not known.met and not known.made_here and today - known.created_on <= timedelta(days=NEW_DAYS):
        yield Reason(Why.NEW, _new(known.created_on, today=today), known.created_on)
    if known.asked_on and today - known.asked_on >= timedelta(days=SILENT_DAYS):
        since = known.asked_on + timedelta(days=SILENT_DAYS)
        yield Reason(Why.SILENT, _("n’a pas répondu à « cherchez-vous toujours ? »"), since)


def _task(due_on: date, text: str, *, today: date) -> str:
    late = (today - due_on).days
    if not late:
        return text
    return ngettext("%(text)s (en retard d’%(n)s jour)", "%(text)s (en retard de %(n)s jours)", late) % {
        "text": text,
        "n": late,
    }


def _again(call: LastCall) -> str:
    day = moments.day_month(call.on)
    if call.outcome == CallOutcome.MISSED:
        return _("pas jointe le %(day)s") % {"day": day}
    return _("à rappeler : %(because)s") % {"because": call.because}


def _new(created_on: date, *, today: date) -> str:
    days = (today - created_on).days
    if days == 0:
        return _("nouveau profil d’aujourd’hui, pas encore rencontré")
    return ngettext(
        "nouveau profil d’hier, pas encore rencontré", "nouveau profil depuis %(n)s jours, pas encore rencontré", days
    ) % {"n": days}
