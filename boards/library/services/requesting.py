"""Asking to know somebody, and their answer."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.candidates.services import retention
from boards.employers.models import Employer
from boards.library import notices, policies
from boards.library.enums import AnsweredBy, RequestState
from boards.library.models import ContactRequest
from boards.library.models.contact_request import ANSWER_WITHIN, LONGEST_WORDS
from boards.offers.advert_law.lint import blocking, lint
from boards.offers.models import Offer
from boards.threads.erasing import unname_candidate
from boards.threads.services import Contact, close, open_thread
from tenants.audit import services as audit
from tenants.turns import take_turns


@transaction.atomic
def ask(*, profile: UUID, employer: Employer, words: str, by: User, offer: Offer | None = None) -> ContactRequest:
    """Ask somebody whom an employer knows by their card alone.

    Raises:
        Profile.DoesNotExist: nobody whom an employer may see (any more).
        ValidationError: no words, words that the law forbids, asked before, or a limit of the day.
    """
    # The firm's row is the lock: its limits are counted one request after another.
    employer = Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=employer.pk)
    # And so are those of a person who asks for several firms at the same moment.
    take_turns(f"library.asking:{by.pk}")
    person = Profile.objects.seen_by_employers().select_for_update(of=("self",)).get(pk=profile)
    words = _sayable(words)
    if person.user is not None and employer.members.filter(user=person.user).exists():
        raise ValidationError(_("Cette personne agit déjà pour votre entreprise."), code="own")
    _require_new(person, employer)
    _require_within_limits(employer, by=by)
    now = timezone.now()
    request = ContactRequest(
        profile=person, employer=employer, offer=offer, asked_by=by, words=words, state_at=now,
        expires_at=now + ANSWER_WITHIN,
    )  # fmt: skip
    request.full_clean()
    request.save()
    audit.record("contact.asked", target=request, by=by, detail={"employer": str(employer.pk)})
    if not notices.ask_person(request):
        notices.ask_adviser(request)
    return request


@transaction.atomic
def accept(*, request: ContactRequest, how: AnsweredBy, by: User | None) -> ContactRequest:
    """The person says yes: from now on this employer reads their name and how to reach them, and may write.

    by: the person with an account, the adviser who heard it, None for the link. Twice is once.

    Raises:
        ValidationError: taken back, or closed meanwhile.
    """
    request = _locked(request)
    if request.state == RequestState.ACCEPTED:
        return request
    _move(request, RequestState.ACCEPTED, how=how, by=by)
    profile = request.profile
    request.thread = open_thread(
        subject_ref=notices.subject_ref(request),
        employer=request.employer,
        candidate=Contact(name=profile.name, email=profile.email, phone=profile.phone, user=profile.user),
        adviser=profile.adviser,
        by=by,
        title=request.offer.title if request.offer else _("Votre prise de contact"),
    )
    request.save(update_fields=[*_MOVED, "thread"])
    retention.sign_of_life(profile=profile)
    notices.tell_employer(request)
    return request


@transaction.atomic
def refuse(*, request: ContactRequest, how: AnsweredBy, by: User | None) -> ContactRequest:
    """The person says no, and needn't say why."""
    request = _locked(request)
    if request.state == RequestState.REFUSED:
        return request
    _move(request, RequestState.REFUSED, how=how, by=by)
    request.save(update_fields=_MOVED)
    retention.sign_of_life(profile=request.profile)
    notices.tell_employer(request)
    return request


@transaction.atomic
def end(*, request: ContactRequest, by: User | None) -> ContactRequest:
    """The person closes the contact: the employer's page names nobody again, and the conversation ends."""
    request = _locked(request)
    if request.state != RequestState.ACCEPTED:
        return request
    _move(request, RequestState.ENDED, how=AnsweredBy(request.answered_by), by=by)
    request.save(update_fields=_MOVED)
    if request.thread is not None:
        if not request.thread.is_closed:
            close(thread=request.thread, by=by, why=_("La personne a refermé le contact."))
        unname_candidate(thread=request.thread)
    return request


@transaction.atomic
def take_back(*, request: ContactRequest, by: User) -> ContactRequest:
    """The employer asks no longer."""
    request = _locked(request)
    if not request.employer.members.filter(user=by).exists() and not by.is_tenant_staff:
        raise PermissionDenied
    if request.state == RequestState.ASKED:
        _move(request, RequestState.TAKEN_BACK, how=None, by=by)
        request.save(update_fields=_MOVED)
    return request


@transaction.atomic
def lapse() -> int:
    """Close what nobody answered in three weeks, and say so kindly. Returns how many."""
    due = ContactRequest.objects.waiting().filter(expires_at__lte=timezone.now())
    rows = due.select_for_update(of=("self",), skip_locked=True).select_related("employer", "offer", "asked_by")[:200]
    for request in rows:
        _move(request, RequestState.LAPSED, how=None, by=None)
        request.save(update_fields=_MOVED)
        notices.tell_employer(request)
    return len(rows)


_MOVED = ["state", "state_at", "answered_by", "noted_by", "updated_at"]


def _locked(request: ContactRequest) -> ContactRequest:
    rows = ContactRequest.objects.select_for_update(of=("self",))
    return rows.select_related("profile__user", "profile__adviser", "employer", "offer", "asked_by", "thread").get(
        pk=request.pk
    )


def _move(request: ContactRequest, to: RequestState, *, how: AnsweredBy | None, by: User | None) -> None:
    if (RequestState(request.state), to) not in RequestState.pairs():
        raise ValidationError(_("Cette demande a changé entre-temps : rechargez la page."), code="state")
    request.state, request.state_at = to, timezone.now()
    request.answered_by = how or ""
    request.noted_by = by if how == AnsweredBy.ADVISER else None
    audit.record(f"contact.{to.value}", target=request, by=by, detail={"how": how.value if how else ""})


def _sayable(words: str) -> str:
    text = words.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError({"words": _("Dites à la personne pourquoi vous la contactez, en une phrase.")})
    if len(text) > LONGEST_WORDS:
        raise ValidationError({"words": _("C’est un peu long : gardez l’essentiel, mille signes au plus.")})
    reasons = [found.reason for found in blocking(lint("", text))]
    if reasons:
        raise ValidationError({"words": list(dict.fromkeys(reasons))}, code="law")
    return text


def _require_new(person: Profile, employer: Employer) -> None:
    before = ContactRequest.objects.filter(profile=person, employer=employer)
    if before.filter(state__in=[RequestState.ASKED, RequestState.ACCEPTED]).exists():
        raise ValidationError(_("Vous avez déjà demandé à connaître cette personne."), code="twice")
    if any(one.is_a_recent_no for one in before):
        raise ValidationError(
            _("Cette personne a décliné il y a peu. Vous pourrez lui redemander dans quelques mois."), code="declined"
        )


def _require_within_limits(employer: Employer, *, by: User) -> None:
    match policies.may_ask(employer, by=by):
        case "day":
            raise ValidationError(
                _("Vous avez contacté %(n)d personnes aujourd’hui : continuez demain, ou demandez une présélection.")
                % {"n": policies.MOST_REQUESTS_A_DAY},
                code="limit",
            )
        case "waiting":
            raise ValidationError(
                _("%(n)d personnes doivent encore vous répondre : attendez quelques réponses.")
                % {"n": policies.MOST_REQUESTS_WAITING},
                code="limit",
            )
