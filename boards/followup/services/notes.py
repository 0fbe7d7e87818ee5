"""Writing notes that the person may read."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.accounts.twice import written_already
from boards.candidates.models import Profile
from boards.followup import policies
from boards.followup.enums import NoteKind
from boards.followup.models import Note
from boards.followup.notes_law.reading import read, rules_in
from boards.offers.models import Offer
from tenants.audit import services as audit


@transaction.atomic
def write_note(
    *,
    text: str,
    by: User,
    profile: Profile | None = None,
    offer: Offer | None = None,
    kind: NoteKind = NoteKind.OTHER,
    kept_because: str = "",
) -> Note:
    """Keep a note about a person or a recruitment.

    kept_because: why a wording that must not be noted stays none the less; kept, and shown to the manager.

    Raises:
        PermissionDenied: not staff, or a person whom staff don't see.
        ValidationError: nothing written; `flagged`: something in it must be rewritten, or its author says why it stays.
    """
    policies.require_about(profile=profile, offer=offer, by=by)
    text, kept_because = text.strip(), kept_because.strip()
    rules = rules_in(read(text))
    if rules and not kept_because:
        raise ValidationError(
            _("Réécrivez ce passage, ou dites pourquoi il doit rester : la personne peut lire cette note."),
            code="flagged",
        )
    said = {"profile": profile, "offer": offer, "kind": kind, "text": text}
    if (written := written_already(Note.objects.filter(by=by), by=by, **said)) is not None:
        return written
    note = Note(
        profile=profile,
        offer=offer,
        kind=kind,
        text=text,
        by=by,
        by_label=str(by)[:120],
        flags=rules,
        kept_because=kept_because[:300] if rules else "",
    )
    note.full_clean()
    note.save()
    if rules:
        # The wording itself stays in the note: an audit line outlives an erasure.
        audit.record("note.kept_flagged", target=note, by=by, detail={"rules": rules})
    return note


@transaction.atomic
def remove_note(*, note: Note, by: User) -> None:
    """Take a note away: its author, or the manager."""
    if not policies.may_remove(note=note, by=by):
        raise PermissionDenied
    audit.record("note.removed", target=note, by=by, detail={"rules": note.flags})
    note.delete()
