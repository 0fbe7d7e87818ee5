"""The four territories of the demo, from their stories to tenants, people and offers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.enums import EmployerKind
from boards.employers.models import Employer, EmployerMember
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.offers.services.writing import create_offer, show
from boards.offers.values import OfferValues
from cms.permissions import grant_editor
from deploy.demo.alerts import leave_alerts
from deploy.demo.applications import send_applications
from deploy.demo.desk import leave_desk
from deploy.demo.figures import leave_figures
from deploy.demo.hires import leave_hires
from deploy.demo.profiles import leave_profiles
from deploy.demo.stories import STORIES, Story, StoryEmployer, StoryOffer, load_story
from search import vocabulary
from tenants.context import entering
from tenants.enums import PublishingPolicy, SecondFactorPolicy
from tenants.models import Tenant
from tenants.provisioning.services import TenantRequest, create_tenant, resume
from tenants.reference.models import Commune

PASSWORD = "bassin-demo-2026"

Step = Callable[[str], AbstractContextManager[None]]
Say = Callable[[str], None]


@dataclass(frozen=True)
class SignIn:
    """One territory's address and who can sign in there: (role, e-mail)."""

    host: str
    name: str
    people: tuple[tuple[str, str], ...]


def sign_ins() -> list[SignIn]:
    """What the demo prints when it is up."""
    found = []
    for name in STORIES:
        story = load_story(name)
        people = tuple((person.role, person.email) for person in story.people)
        found.append(SignIn(host=f"{name}.localhost", name=story.tenant["name"], people=people))
    return found


def load_missing(*, step: Step, say: Say) -> None:
    """Make the territories that aren't there, and finish those that were interrupted."""
    for name in STORIES:
        tenant = Tenant.objects.filter(schema_name=name).first()
        if tenant is not None and tenant.is_reachable and _has_offers(tenant):
            # A demo that is older than what people left in it gets that now.
            with entering(tenant), transaction.atomic():
                leave_alerts()
                leave_profiles()
                send_applications()
                leave_desk()
                leave_hires()
                leave_figures()
            continue
        story = load_story(name)
        with step(f"Opening {story.tenant['name']}"):
            tenant = (
                resume(tenant=tenant, say=say) if tenant else create_tenant(request=request_for(name, story), say=say)
            )
            with entering(tenant), transaction.atomic():
                say(f"{_fill(story)} offers")
                say(f"{leave_alerts()} alerts")
                say(f"{leave_profiles()} profiles")
                say(f"{send_applications()} applications")
                say(f"{leave_desk()} people followed")
                say(f"{leave_hires()} hires")
                say(f"{leave_figures()} searches")
    # So that a mistyped word is mended from the first search on; the worker keeps the count from then.
    vocabulary.count_if_due()


def request_for(name: str, story: Story) -> TenantRequest:
    """A story's tenant as provisioning takes it."""
    about = dict(story.tenant)
    insees = set(about.pop("communes", []))
    insees |= set(Commune.objects.filter(epci_id__in=about.pop("epcis", [])).values_list("insee", flat=True))
    return TenantRequest(
        schema_name=name,
        name=about.pop("name"),
        kind=about.pop("kind"),
        siren=about.pop("siren", ""),
        domain=about.pop("domain", f"{name}.localhost"),
        insees=insees,
        funders=[(funder["name"], funder.get("url", "")) for funder in about.pop("funders", [])],
        # Whoever tries the demo has a password and no telephone at hand; /espace/acces asks for the second step.
        settings={"staff_second_factor": SecondFactorPolicy.OPTIONAL, **about},
    )


def _has_offers(tenant: Tenant) -> bool:
    with entering(tenant):
        return Offer.objects.exists()


def _fill(story: Story) -> int:
    """People, employers and offers of the current tenant, all or nothing."""
    people = [
        User.objects.create_user(person.email, PASSWORD, name=person.name, role=person.role) for person in story.people
    ]
    manager = next(person for person in people if person.role == Role.MANAGER)
    for person in people:
        if person.role == Role.MANAGER:
            grant_editor(person)
    employers = {row.key: _employer(row) for row in story.employers}
    for person, told in zip(people, story.people, strict=True):
        if told.employer:
            EmployerMember.objects.create(employer=employers[told.employer], user=person)
    communes = Commune.objects.in_bulk({offer.commune_insee for offer in story.offers if offer.commune_insee})
    for row in story.offers:
        values = offer_values(row, communes.get(row.commune_insee))
        offer = create_offer(employer=employers[row.employer], values=values, by=None)
        _publish_then(offer, by=manager, days_ago=row.days_ago)
    _hand_in(story, people)
    return len(story.offers)


def _employer(row: StoryEmployer) -> Employer:
    employer = Employer(
        name=row.name,
        kind=EmployerKind(row.kind),
        siret=row.siret or "",
        commune_insee=row.commune_insee or "",
        about=row.about,
    )
    employer.full_clean()
    employer.save()
    return employer


def _publish_then(offer: Offer, *, by: User, days_ago: int) -> None:
    """Publish as if `days_ago` days before now: a board on which everything is new is no board."""
    then = timezone.now() - timedelta(days=days_ago, minutes=offer.pk.int % 600)
    offer.state, offer.published_by = OfferState.LIVE, by
    offer.published_at = offer.confirmed_at = then
    offer.save()
    show(offer=offer)


def _hand_in(story: Story, people: list[User]) -> None:
    """Where advisers read first, leave them the newest offer of each of the demo's employers to read."""
    if story.tenant["publishing_policy"] == PublishingPolicy.OPEN:
        return
    for person in people:
        for offer in Offer.objects.filter(employer__members__user=person).order_by("-published_at")[:1]:
            offer.state, offer.published_at, offer.published_by, offer.confirmed_at = (
                OfferState.MODERATION,
                None,
                None,
                None,
            )
            offer.save()
            show(offer=offer)


def offer_values(row: StoryOffer, commune: Commune | None) -> OfferValues:
    """A story's offer as the services take it; its place is its commune's."""
    salary = row.salary
    return OfferValues(
        title=row.title,
        description=row.description,
        occupation_code=row.occupation_code,
        contract_type=row.contract_type,
        contract_nature=row.contract_nature,
        experience=row.experience,
        posts=row.posts,
        season=row.season,
        full_time=row.full_time,
        weekly_hours=None if row.weekly_hours is None else Decimal(str(row.weekly_hours)),
        salary_min=_euros(salary.min) if salary else None,
        salary_max=_euros(salary.max) if salary else None,
        salary_period=salary.period if salary else "",
        salary_months_13=salary.thirteenth_month if salary else False,
        licence=row.licence,
        licence_categories=tuple(row.licence_categories),
        housing=row.housing,
        commune_insee=row.commune_insee or "",
        commune_name=commune.name if commune else "",
        postcode=commune.postcodes[0] if commune and commune.postcodes else "",
        department=commune.department if commune else row.department,
        latitude=commune.latitude if commune else None,
        longitude=commune.longitude if commune else None,
        apply_by=row.apply_by,
        apply_value=row.apply_value,
    )


def _euros(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount)).quantize(Decimal("0.01"))
