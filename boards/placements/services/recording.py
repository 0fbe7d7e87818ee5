"""A hire comes to be known: by the employer's board, by its closing page, by the person, or by an adviser."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications.enums import Source
from boards.applications.models import Application
from boards.applications.notices import address_of, number_of
from boards.candidates.enums import FoundHow
from boards.candidates.models import FoundWork
from boards.offers.models import Offer
from boards.placements.enums import DAYS, Party, Said, SaidHow, Way
from boards.placements.models import Confirmation, Placement
from boards.placements.values import Hire
from tenants.audit import services as audit

#: Nobody declares a hire of long ago, or one that is a year away.
OLDEST, FURTHEST = timedelta(days=400), timedelta(days=200)
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
    known = _known(hire)
    if known is None:
        known = _made(hire, by=by)
        audit.record("placement.recorded", target=known, by=by, detail={"way": hire.way, "party": said_by or ""})
    if said_by is not None:
        _say_first(known, said_by)
    return known


@transaction.atomic
def record_from_board(*, offer: Offer, hires: list[Hire], by: User) -> list[Placement]:
    """What an employer, or an adviser for them, says when an offer closes: these people begin that day."""
    acts_for_employer = offer.employer.members.filter(user=by).exists()
    if not (acts_for_employer or by.is_tenant_staff):
        raise PermissionDenied
    if not hires:
        raise ValidationError(_("Cochez la personne embauchée, ou écrivez son nom."))
    said_by = Party.EMPLOYER if acts_for_employer else None
    return [record(hire=hire, by=by, said_by=said_by) for hire in hires]


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
    rows = Placement.objects.select_for_update(of=("self",))
    found = None
    if hire.application is not None:
        # Locked first: two presses of the same button are one hire.
        Application.objects.select_for_update(of=("self",)).get(pk=hire.application.pk)
        found = rows.filter(application=hire.application).first()
    elif hire.found_work is not None:
        FoundWork.objects.select_for_update(of=("self",)).get(pk=hire.found_work.pk)
        found = rows.filter(found_work=hire.found_work).first()
    if found is not None:
        changed = ["updated_at"]
        if found.cancelled_at is not None:
            found.cancelled_at, found.cancelled_by, found.cancelled_why = None, None, ""
            changed += ["cancelled_at", "cancelled_by", "cancelled_why"]
        if found.starts_on != hire.starts_on and not found.confirmations.exclude(said="").filter(day=0).exists():
            found.starts_on = hire.starts_on
            changed.append("starts_on")
            _plan_again(found)
        found.save(update_fields=changed)
    return found


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
        placement.occupation_code, placement.commune_insee = offer.occupation_code, offer.commune_insee
        placement.contract_type, placement.contract_nature = offer.contract_type, offer.contract_nature
        placement.department = offer.department
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


def _require_sensible(starts_on: date) -> None:
    today = timezone.localdate()
    if not today - OLDEST <= starts_on <= today + FURTHEST:
        raise ValidationError({"starts_on": _("Vérifiez le premier jour : il est trop loin d’aujourd’hui.")})
