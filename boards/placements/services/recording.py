"""A hire comes to be known: by the employer's board, by its closing page, by the person, or by an adviser."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications.enums import ApplicationState, Hand, Source
from boards.applications.models import Application
from boards.applications.notices import address_of, number_of
from boards.applications.policies import hand_of
from boards.applications.services.moving import locked, move_many
from boards.candidates.enums import FoundHow
from boards.candidates.models import FoundWork
from boards.employers.enums import Headcount
from boards.employers.services.describing import say_headcount
from boards.library.models import ContactRequest
from boards.offers.models import Offer
from boards.placements.enums import DAYS, Party, Said, SaidHow, Way
from boards.placements.models import Confirmation, Placement
from boards.placements.values import Hire
from tenants.audit import services as audit
from tenants.turns import take_turns

#: Nobody declares a hire of long ago, or one that is a year away.
OLDEST, FURTHEST = timedelta(days=400), timedelta(days=400)
#: Told by two, or twice: the same person begins once in so long.
SAME_HIRE_WITHIN = timedelta(days=45)
_WAYS = {Source.SELF: Way.APPLICATION, Source.ADVISER: Way.ADVISER, Source.SHORTLIST: Way.SHORTLIST}


@transaction.atomic
def record(*, hire: Hire, by: User | None, said_by: Party | None) -> Placement:
    """Note a hire and everything that will be asked about it.

    said_by: whose word it is, which is that side's answer for the first day; None for an adviser, who proves nothing.
    The same application, or the same «I found work», is the same hire: said again, it adds the other side's word.

    Raises:
        ValidationError: a day that can't be, or nobody named as employer.
    """
    _require_sensible(hire.starts_on)
    _require_somebody_else(hire)
    known = _known(hire)
    if known is None:
        known = _made(hire, by=by)
        audit.record("placement.recorded", target=known, by=by, detail={"way": hire.way, "party": said_by or ""})
    if said_by is not None:
        _say_first(known, said_by)
    return known


@transaction.atomic
def record_from_board(
    *, offer: Offer, hires: list[Hire], by: User, headcount: Headcount | None = None
) -> list[Placement]:
    """What an employer, or an adviser for them, says when an offer closes: these people begin that day.

    headcount: how many work there, where that was asked and answered.
    """
    hand = hand_of(employer=offer.employer, by=by)
    if not hires:
        raise ValidationError(_("Cochez la personne embauchée, ou écrivez son nom."))
    said_by = Party.EMPLOYER if hand == Hand.EMPLOYER else None
    keys = [hire.application.pk for hire in hires if hire.application is not None]
    # The applications before the hires, as when a card is moved on the board.
    locked(offer=offer, keys=keys)
    recorded = [record(hire=hire, by=by, said_by=said_by) for hire in hires]
    # On the board they are hired, too: nobody reminds the employer of them, or says no in their place.
    move_many(offer=offer, keys=keys, to=ApplicationState.HIRED, by=by)
    if headcount is not None:
        say_headcount(employer=offer.employer, headcount=headcount, by=by)
    return recorded


@transaction.atomic
def record_from_contact(
    *, contact: ContactRequest, starts_on: date, by: User, headcount: Headcount | None = None
) -> Placement:
    """What an employer, or an adviser for them, says of somebody whom the library brought.

    Raises:
        PermissionDenied: `by` neither acts for the employer nor is staff. ValidationError: nobody who said yes, or a
            day that can't be.
    """
    hand = hand_of(employer=contact.employer, by=by)
    # Whoever closes the contact meanwhile is named by nobody any more: what stands now counts, not the page's.
    rows = ContactRequest.objects.select_for_update(of=("self",)).select_related("profile", "employer", "offer")
    now = rows.filter(pk=contact.pk).first()
    if now is None or not now.may_be_known:
        raise ValidationError(_("Cette personne n’a pas accepté de se faire connaître."))
    contact, person = now, now.profile
    hire = Hire(
        way=Way.LIBRARY,
        starts_on=starts_on,
        offer=contact.offer,
        employer=contact.employer,
        profile=person,
        name=person.name,
        email=person.email,
        phone=person.phone,
    )
    placement = record(hire=hire, by=by, said_by=Party.EMPLOYER if hand == Hand.EMPLOYER else None)
    if headcount is not None:
        say_headcount(employer=contact.employer, headcount=headcount, by=by)
    return placement


@transaction.atomic
def cancel(*, placement: Placement, why: str, by: User) -> Placement:
    """Take back a hire that never was: it is counted no more, nobody is asked again, and the line stays."""
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    if not (by.is_tenant_staff or (placement.employer and placement.employer.members.filter(user=by).exists())):
        raise PermissionDenied
    if placement.cancelled_at is not None:
        return placement
    if not why.strip():
        raise ValidationError({"why": _("Dites en quelques mots pourquoi cette embauche n’en est pas une.")})
    placement.cancelled_at, placement.cancelled_by, placement.cancelled_why = timezone.now(), by, why.strip()[:200]
    placement.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_why", "updated_at"])
    audit.record("placement.cancelled", target=placement, by=by)
    return placement


def of_application(application: Application, *, starts_on: date) -> Hire:
    """The hire that an application became."""
    return Hire(
        way=_WAYS[Source(application.source)],
        starts_on=starts_on,
        offer=application.offer,
        employer=application.offer.employer,
        application=application,
        profile=application.profile,
        name=application.name or (application.profile.name if application.profile else ""),
        email=address_of(application),
        phone=number_of(application),
    )


def of_found_work(found: FoundWork, *, starts_on: date) -> Hire:
    """The hire that somebody spoke of when they stopped looking."""
    way = Way.ADVISER if found.how == FoundHow.ADVISER else Way.OFFER
    return Hire(
        way=way,
        starts_on=starts_on,
        employer_name=found.where or _("un employeur que la personne n’a pas nommé"),
        found_work=found,
        profile=found.profile,
        name=found.profile.name,
        email=found.profile.email,
        phone=found.profile.phone,
    )


def _known(hire: Hire) -> Placement | None:
    """The row of the same hire, locked; a cancelled one stands again: the last word counts."""
    found = _same(hire)
    if found is None:
        return None
    changed = ["updated_at"]
    if found.cancelled_at is not None:
        found.cancelled_at, found.cancelled_by, found.cancelled_why = None, None, ""
        changed += ["cancelled_at", "cancelled_by", "cancelled_why"]
    is_news = found.application is None and hire.application is not None
    if is_news or (found.employer is None and hire.employer is not None):
        # The person spoke first; now one knows where, and for which offer.
        if is_news:
            found.application = hire.application
        found.offer, found.employer = hire.offer or found.offer, hire.employer
        found.employer_name, found.way = "", hire.way
        changed += ["application", "offer", "employer", "employer_name", "way", *_facts_of(found, hire.offer)]
    if found.found_work is None and hire.found_work is not None:
        found.found_work = hire.found_work
        changed.append("found_work")
    said = found.confirmations.filter(day=0).exclude(said="").exists()
    if found.starts_on != hire.starts_on and not said:
        found.starts_on = hire.starts_on
        changed.append("starts_on")
        _plan_again(found)
    found.save(update_fields=changed)
    return found


def _same(hire: Hire) -> Placement | None:
    """By what it hangs on; else by the person and the time, told by two; else by the very words, typed twice."""
    # One after another: two presses of the same button, or two who tell of one hire, are one hire.
    _one_at_a_time()
    rows = Placement.objects.select_for_update(of=("self",))
    for name in ("application", "found_work"):
        about = getattr(hire, name)
        if about is not None and (found := rows.filter(**{name: about}).first()):
            return found
    near = rows.standing().filter(
        starts_on__range=(hire.starts_on - SAME_HIRE_WITHIN, hire.starts_on + SAME_HIRE_WITHIN)
    )
    if hire.employer is not None:
        # Two employers of one person in one season are two hires.
        near = near.filter(Q(employer=None) | Q(employer=hire.employer))
    if hire.profile is not None and (hire.application is None or hire.found_work is None):
        other = "found_work" if hire.found_work is not None else "application"
        if found := near.filter(profile=hire.profile, **{f"{other}__isnull": True}).first():
            return found
    if hire.email and (hire.application is not None or hire.found_work is not None):
        # Applied without signing in, and told of from their profile: an address is one person's.
        told, other = ("application", "found_work") if hire.application is not None else ("found_work", "application")
        told_by_two = {f"{told}__isnull": True, f"{other}__isnull": False, "email": hire.email.lower()}
        if found := near.filter(**told_by_two).first():
            return found
    if hire.name and hire.found_work is None:
        # Typed by name what was ticked before, or the other way round.
        typed = {"employer": hire.employer} if hire.employer else {"employer_name__iexact": hire.employer_name}
        alike = near.filter(name__iexact=hire.name, **typed)
        return (alike.filter(application__isnull=True) if hire.application is not None else alike).first()
    return None


def _one_at_a_time() -> None:
    """Hires of a tenant are noted one after another, each until its transaction ends."""
    take_turns("placements")


def _facts_of(placement: Placement, offer: Offer | None) -> list[str]:
    """What figures count, from the offer. Returns the names of the fields."""
    names = ["occupation_code", "commune_insee", "contract_type", "contract_nature", "department"]
    if offer is None:
        return []
    for name in names:
        setattr(placement, name, getattr(offer, name))
    return names


def _made(hire: Hire, *, by: User | None) -> Placement:
    offer = hire.offer
    placement = Placement(
        offer=offer,
        employer=hire.employer,
        employer_name="" if hire.employer else hire.employer_name,
        application=hire.application,
        profile=hire.profile,
        found_work=hire.found_work,
        way=hire.way,
        starts_on=hire.starts_on,
        name=hire.name,
        email=hire.email.lower(),
        phone=hire.phone,
        recorded_by=by,
    )
    if offer is not None:
        _facts_of(placement, offer)
    elif hire.profile is not None and len(hire.profile.occupations) == 1:
        placement.occupation_code = hire.profile.occupations[0]
    placement.full_clean(validate_unique=False)
    placement.save()
    Confirmation.objects.bulk_create(
        Confirmation(placement=placement, party=party, day=day, due_on=placement.starts_on + timedelta(days=day))
        for party in Party
        for day in DAYS
    )
    return placement


def _say_first(placement: Placement, party: Party) -> None:
    """Whoever speaks first has answered for the first day."""
    placement.confirmations.filter(party=party, day=0, said="").update(
        said=Said.YES, said_at=timezone.now(), said_how=SaidHow.BOARD if party == Party.EMPLOYER else SaidHow.LINK
    )


def _plan_again(placement: Placement) -> None:
    for day in DAYS:
        placement.confirmations.filter(day=day, said="", asked_at__isnull=True).update(
            due_on=placement.starts_on + timedelta(days=day)
        )


def _require_somebody_else(hire: Hire) -> None:
    """Nobody is both sides of a hire. Whoever applied, or said yes in the library, may have joined the team since."""
    if hire.employer is None or not hire.email or hire.application is not None or hire.profile is not None:
        return
    if hire.employer.members.filter(user__email=hire.email.lower()).exists():
        raise ValidationError(
            {"email": _("C’est une adresse de l’employeur : écrivez celle de la personne embauchée, ou aucune.")}
        )


def _require_sensible(starts_on: date) -> None:
    today = timezone.localdate()
    if not today - OLDEST <= starts_on <= today + FURTHEST:
        raise ValidationError({"starts_on": _("Vérifiez le premier jour : il est trop loin d’aujourd’hui.")})
