"""Applying: once, however often and from wherever somebody presses; what is new is added to the first."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.applications import notices, policies
from boards.applications.contact import name_key
from boards.applications.enums import AgreedHow, ApplicationState, Hand, Source
from boards.applications.models import Answer, Application, ScreeningQuestion
from boards.applications.models.application import MOST_WORDS, new_link_key
from boards.applications.services import notifying
from boards.applications.values import ApplicationValues
from boards.candidates.models import Profile
from boards.offers.models import Offer
from tenants.audit import services as audit
from tenants.files import services as files
from tenants.turns import take_turns


@dataclass(frozen=True)
class Applied:
    """is_new: the first time. is_theirs: whoever pressed may open it now; else the link goes to the address alone."""

    application: Application
    is_new: bool
    is_theirs: bool


@transaction.atomic
def apply(
    *,
    offer: Offer,
    typed: ApplicationValues,
    by: User | None = None,
    profile: Profile | None = None,
    held: str = "",
) -> Applied:
    """Somebody applies themselves, with or without an account, and is told at once that it has arrived.

    by: who is signed in, None for a visitor; profile: theirs, when they have one. held: the link's key that this
    browser was given for the offer before: with it, with the account or with the profile the first application is
    theirs to change. Anybody else who types the same address only adds to it, and is shown nothing of it.

    Raises:
        ValidationError: the offer is over, isn't answered here or is one's own, or the file can't be kept.
    """
    one_at_a_time(offer)
    offer = Offer.objects.select_related("employer").get(pk=offer.pk)
    policies.require_applicable(offer=offer)
    policies.require_somebody_else(offer=offer, by=by, email=typed.email)
    known = find_known(offer=offer, typed=typed, profile=profile, by=by)
    if known is None:
        application = _create(offer, typed, by=by, profile=profile)
        audit.record("application.sent", target=application, by=by, detail={"source": Source.SELF})
        notices.acknowledge(application, again=False)
        notifying.tell_employer(application)
        return Applied(application, is_new=True, is_theirs=True)
    is_theirs = _is_theirs(known, by=by, profile=profile, held=held)
    changed = _add(known, typed, is_theirs=is_theirs)
    if changed:
        audit.record("application.added_to", target=known, by=by, detail={"fields": changed})
    former = known.link_key
    if not is_theirs and known.proved_at is None:
        # Whoever came first may have typed somebody else's address: their link ends, the owner gets a new one.
        known.link_key = new_link_key()
    if not notices.acknowledge(known, again=True):
        # No message leaves today: nobody is shut out for that.
        known.link_key = former
    known.save(update_fields=["link_key", "updated_at"])
    return Applied(known, is_new=False, is_theirs=is_theirs)


def one_at_a_time(offer: Offer) -> None:
    """Wait for everybody else who applies to this offer, until the caller's transaction ends.

    The constraints would refuse a second row; this lets the second press find the first one and add to it.
    """
    take_turns(f"applications.offer:{offer.pk}")


def find_known(
    *, offer: Offer, typed: ApplicationValues, profile: Profile | None = None, by: User | None = None
) -> Application | None:
    """The same person's application to the same offer: by profile, account or address; by number when the names
    agree too (a family shares a number, and each of them counts).
    """
    sent = Application.objects.select_related("profile", "offer__employer").filter(offer=offer).order_by("created_at")
    sent = sent.select_for_update(of=("self",))
    if profile is not None and (found := sent.filter(profile=profile).first()):
        return found
    if by is not None and not by.is_tenant_staff and (found := sent.filter(user=by).first()):
        return found
    if typed.email and (found := sent.filter(email=typed.email).first()):
        return found
    if not typed.phone:
        return None
    return sent.filter(phone=typed.phone, name_key=name_key(typed.name)).first()


def _create(offer: Offer, typed: ApplicationValues, *, by: User | None, profile: Profile | None) -> Application:
    now = timezone.now()
    application = Application(
        offer=offer,
        profile=profile,
        user=by,
        name=typed.name,
        email=typed.email,
        phone=typed.phone,
        message=typed.message[:MOST_WORDS],
        ticks=list(typed.ticks),
        with_profile_cv=typed.with_profile_cv and profile is not None,
        state_at=now,
        last_contact_at=now,
        agreed_at=now,
        agreed_how=AgreedHow.APPLIED,
    )
    if typed.cv is not None:
        application.cv = files.keep(upload=typed.cv, by=by, purpose="cv")
    application.full_clean(validate_unique=False)
    application.save(force_insert=True)
    write_answers(application, typed)
    return application


def write_answers(application: Application, typed: ApplicationValues) -> int:
    """Keep what was answered, each with its question as it read; a question that has an answer keeps it."""
    questions = ScreeningQuestion.objects.filter(offer=application.offer_id, pk__in=list(typed.answers))
    known = set(application.answers.values_list("question_id", flat=True))
    made = Answer.objects.bulk_create(
        Answer(
            application=application,
            question=question,
            asked=question.text,
            text=typed.answers[question.pk],
            position=question.position,
        )
        for question in questions
        if question.pk not in known and typed.answers[question.pk]
    )
    return len(made)


def _is_theirs(known: Application, *, by: User | None, profile: Profile | None, held: str) -> bool:
    if profile is not None and known.profile_id == profile.pk:
        return True
    if by is not None and (known.user_id == by.pk or (known.email and known.email == by.email)):
        return True
    return bool(held) and held == known.link_key


def _add(known: Application, typed: ApplicationValues, *, is_theirs: bool) -> list[str]:
    """What is new goes to the first application; nothing that stands in it is taken away by somebody unknown."""
    changed: list[str] = []
    ticks = [*known.ticks, *(tick for tick in typed.ticks if tick not in known.ticks)]
    if ticks != known.ticks:
        known.ticks = ticks
        changed.append("ticks")
    if typed.message and typed.message not in known.message:
        known.message = "\n\n".join(part for part in (known.message, typed.message) if part)[:MOST_WORDS]
        changed.append("message")
    if is_theirs and typed.phone and not known.phone:
        known.phone = typed.phone
        changed.append("phone")
    if typed.cv is not None and (known.cv is None or is_theirs):
        old, known.cv = known.cv, files.keep(upload=typed.cv, by=known.user, purpose="cv")
        changed.append("cv")
    else:
        old = None
    if known.state == ApplicationState.WITHDRAWN and is_theirs:
        known.state_before, known.state = ApplicationState.WITHDRAWN, ApplicationState.NEW
        known.state_at, known.state_by, known.state_hand = timezone.now(), None, Hand.CANDIDATE
        changed += ["state", "state_before", "state_at", "state_by", "state_hand"]
    known.last_contact_at = timezone.now()
    known.save(update_fields=[*changed, "last_contact_at", "updated_at"])
    if old is not None:
        files.remove(file=old, by=known.user)
    if write_answers(known, typed):
        changed.append("answers")
    return changed
