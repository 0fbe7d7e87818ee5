"""Applying: once, however often and from wherever somebody presses; what is new is added to the first one."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.applications import notices, policies
from boards.applications.contact import name_key
from boards.applications.enums import AgreedHow, Source
from boards.applications.models import Application
from boards.applications.models.application import MOST_WORDS, new_link_key
from boards.applications.services import adding, notifying
from boards.applications.services.merging import merge, write_answers
from boards.applications.values import ApplicationValues
from boards.candidates.models import Profile
from boards.offers.models import Offer
from tenants.audit import services as audit
from tenants.files import services as files


@dataclass(frozen=True)
class Applied:
    """is_new: the first time. is_theirs: whoever pressed may go on from here, and what they typed is in it.

    may_open: they are given the link on the page. Only who is signed in with the address that they typed, or whom no
    message reaches: for others the page is the same whether the address had applied before or not. What remains: by a
    number that no message reaches the page tells, for without the link the first press would lead nowhere; and whoever
    knows somebody's name and number, and types them with an address of their own, gets no mail if these have applied.
    """

    application: Application
    is_new: bool
    is_theirs: bool
    may_open: bool


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
    theirs to change. What anybody else types under the same address waits until its owner says that it was they
    (services.adding), and nothing of the first is shown.

    Raises:
        ValidationError: the offer is over, isn't answered here or is one's own, or the file can't be kept.
    """
    offer = hold(offer)
    policies.require_applicable(offer=offer)
    policies.require_somebody_else(offer=offer, by=by, email=typed.email)
    known = find_known(offer=offer, typed=typed, profile=profile, by=by)
    if known is None:
        application = _create(offer, typed, by=by, profile=profile)
        audit.record("application.sent", target=application, by=by, detail={"source": Source.SELF})
        notices.acknowledge(application, again=False)
        notifying.tell_employer(application)
        return Applied(application, is_new=True, is_theirs=True, may_open=_may_open(typed, by=by, profile=profile))
    if not _is_theirs(known, by=by, profile=profile, held=held):
        _again_from_elsewhere(known, typed)
        return Applied(known, is_new=False, is_theirs=False, may_open=False)
    cv = files.keep(upload=typed.cv, by=known.user, purpose="cv") if typed.cv is not None else None
    changed = merge(known=known, typed=typed, cv=cv)
    if changed:
        audit.record("application.added_to", target=known, by=by, detail={"fields": changed})
    notices.acknowledge(known, again=True)
    is_own = _is_theirs(known, by=by, profile=profile, held="")
    return Applied(known, is_new=False, is_theirs=True, may_open=is_own or _may_open(typed, by=by, profile=profile))


def _again_from_elsewhere(known: Application, typed: ApplicationValues) -> None:
    """Somebody has typed an address that applied before, and may be its owner: the owner is asked."""
    addition = adding.hold_back(known=known, typed=typed)
    former = known.link_key
    if known.proved_at is None:
        # Whoever came first may have typed somebody else's address: their link ends, the owner gets a new one.
        known.link_key = new_link_key()
    told = notices.ask_to_add(addition) if addition is not None else notices.acknowledge(known, again=True)
    if not told:
        # No message leaves today: nobody is shut out for that.
        known.link_key = former
    known.save(update_fields=["link_key", "updated_at"])


def _may_open(typed: ApplicationValues, *, by: User | None, profile: Profile | None) -> bool:
    """What is typed decides, and nothing that is kept: else the page would tell who has applied. Asked of whoever goes
    on from here only: under a known number that no message reaches a stranger gets no link, and reads from that what
    Applied says remains.
    """
    if not notices.is_reached(email=typed.email, phone=typed.phone):
        return True
    own = {by.email if by is not None else "", profile.email if profile is not None else ""} - {""}
    return typed.email in own


def hold(offer: Offer) -> Offer:
    """The offer as it stands, held until the caller's transaction ends: who applies to it does so one after another.

    The constraints would refuse a second row; this lets the second press find the first one and add to it. Meanwhile
    nobody closes the offer, or asks other questions than those that are being answered.
    """
    offers = Offer.objects.select_for_update(of=("self",), no_key=True).select_related("employer", "published_by")
    return offers.get(pk=offer.pk)


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


def _is_theirs(known: Application, *, by: User | None, profile: Profile | None, held: str) -> bool:
    if profile is not None and known.profile_id == profile.pk:
        return True
    if by is not None and (known.user_id == by.pk or (known.email and known.email == by.email)):
        return True
    return bool(held) and held == known.link_key
