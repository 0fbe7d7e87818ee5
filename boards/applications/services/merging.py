"""What a person sends again goes to the application that stands, once it is sure that it is they."""

from django.utils import timezone

from boards.accounts.models import User
from boards.applications import listeners
from boards.applications.enums import ApplicationState, Hand
from boards.applications.models import Answer, Application, ScreeningQuestion
from boards.applications.models.application import MOST_WORDS
from boards.applications.values import ApplicationValues
from tenants.files import services as files
from tenants.files.models import StoredFile


def merge(*, known: Application, typed: ApplicationValues, cv: StoredFile | None, by: User | None = None) -> list[str]:
    """Add what is new, and take a withdrawal back. cv: kept already, in the place of the one before. by: an adviser
    who does it for the person. Returns what changed.
    """
    changed: list[str] = []
    if ticks := new_ticks(known, typed.ticks):
        known.ticks = [*known.ticks, *ticks]
        changed.append("ticks")
    if is_new_message(known, typed.message):
        known.message = "\n\n".join(part for part in (known.message, typed.message) if part)[:MOST_WORDS]
        changed.append("message")
    if typed.phone and not known.phone:
        known.phone = typed.phone
        changed.append("phone")
    old = None
    if cv is not None:
        old, known.cv = known.cv, cv
        changed.append("cv")
    if known.state == ApplicationState.WITHDRAWN:
        known.state_before, known.state = ApplicationState.WITHDRAWN, ApplicationState.NEW
        known.state_at, known.state_by = timezone.now(), by
        known.state_hand = Hand.ADVISER if by is not None else Hand.CANDIDATE
        changed += ["state", "state_before", "state_at", "state_by", "state_hand"]
    known.last_contact_at = timezone.now()
    known.save(update_fields=[*changed, "last_contact_at", "updated_at"])
    if old is not None:
        files.remove(file=old, by=by or known.user)
    if "state" in changed:
        listeners.tell_moved([known], by=by)
    if write_answers(known, typed):
        changed.append("answers")
    return changed


def new_ticks(known: Application, ticks: tuple[str, ...]) -> list[str]:
    return [tick for tick in ticks if tick not in known.ticks]


def is_new_message(known: Application, message: str) -> bool:
    return bool(message) and message not in known.message


def new_answers(known: Application, typed: ApplicationValues) -> list[ScreeningQuestion]:
    """The questions that were answered now and weren't before; one that has an answer keeps it."""
    before = set(known.answers.values_list("question_id", flat=True))
    asked = ScreeningQuestion.objects.filter(offer=known.offer_id, pk__in=list(typed.answers))
    return [question for question in asked if question.pk not in before and typed.answers[question.pk]]


def write_answers(application: Application, typed: ApplicationValues) -> int:
    """Keep what was answered, each with its question as it read."""
    made = Answer.objects.bulk_create(
        Answer(
            application=application,
            question=question,
            asked=question.text,
            text=typed.answers[question.pk],
            position=question.position,
        )
        for question in new_answers(application, typed)
    )
    return len(made)
