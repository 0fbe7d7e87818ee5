"""What became of a line of «à appeler»."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.accounts.twice import written_already
from boards.candidates.models import Profile
from boards.followup import policies
from boards.followup.enums import CallOutcome, NoteKind
from boards.followup.models import Call
from boards.followup.notes_law.reading import read
from boards.followup.services.notes import write_note

#: A call that nobody took is made again on the next working day; nobody is put off for longer than this.
LONGEST_PUT_OFF = timedelta(days=180)


@transaction.atomic
def note_call(
    *,
    profile: Profile,
    outcome: CallOutcome,
    by: User,
    again_on: date | None = None,
    because: str = "",
    note: str = "",
    kept_because: str = "",
) -> Call:
    """Answered, not reached (again on the next working day unless said otherwise), or put off, with a reason.

    note: kept as a note about the person, under the same law as any other. An answer winds the clock of retention up.

    Raises:
        PermissionDenied, ValidationError: a day in the past or too far away; no reason; a note that is flagged.
    """
    policies.require_follows(profile=profile, by=by)
    today = timezone.localdate()
    if outcome == CallOutcome.MISSED and again_on is None:
        again_on = next_working_day(today)
    if again_on is not None and not today < again_on <= today + LONGEST_PUT_OFF:
        raise ValidationError({"again_on": _("Choisissez un jour à venir, dans les six mois.")})
    if read(because):
        raise ValidationError({"note": _("Dites-le sans ce qui ne doit pas être noté : la personne peut lire ceci.")})
    said = {"profile": profile, "outcome": outcome, "again_on": again_on, "because": because.strip()[:160]}
    if (written := written_already(Call.objects.filter(by=by), by=by, **said)) is not None:
        return written
    call = Call(by=by, **said)
    call.full_clean()
    call.save()
    if outcome == CallOutcome.ANSWERED:
        Profile.objects.filter(pk=profile.pk).update(last_contact_at=call.at, warned_at=None)
    if note.strip():
        write_note(text=note, by=by, profile=profile, kind=NoteKind.CALL, kept_because=kept_because)
    return call


def next_working_day(day: date) -> date:
    """The day after, over the week-end; a public holiday shows itself."""
    after = day + timedelta(days=1)
    while after.weekday() >= 5:
        after += timedelta(days=1)
    return after
