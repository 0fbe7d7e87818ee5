"""Who may fit, out of the database, then in the order of the rule: a fixed number of queries, a bounded number of rows.

The database only leaves out what the rule would leave out or put last anyway: another domain of occupations, or far
outside of everybody's range. Whoever is over the bound isn't shown, and the page says how many were looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, FloatField, Q, Value
from django.db.models.functions import Abs
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from boards.candidates.enums import Availability
from boards.candidates.models import Profile
from boards.candidates.models.profile import ProfileQuerySet
from boards.fitting.facts import WITH_FACTS, job_of, job_of_hit, seeker_of
from boards.fitting.rule import A_LITTLE_MORE, fit
from boards.fitting.values import Fit, Job, Pile, Seeker
from boards.offers.models import Offer
from boards.offers.models.offer import OfferQuerySet
from search.criteria import RADIUS_STEPS_KM, Place, Scope, SearchCriteria
from search.find import Hit, find
from search.geo import box_around
from tenants.context import current_tenant
from tenants.reference.models import Occupation

#: So many rows are weighed for one question, those of the very occupation and the freshest first.
MOST_WEIGHED = 400
MOST_OF_NEIGHBOURS = 60
KM_A_DEGREE = 111.195  # of latitude


@dataclass(frozen=True)
class PersonFit:
    """Somebody for an offer, and why."""

    profile: Profile
    fit: Fit


@dataclass(frozen=True)
class JobFit:
    """An offer for somebody, and why. `offer` for one of ours, `hit` for a neighbour's."""

    fit: Fit
    offer: Offer | None = None
    hit: Hit | None = None

    @property
    def title(self) -> str:
        return self.offer.title if self.offer else self.hit.title if self.hit else ""

    @property
    def employer(self) -> str:
        return self.offer.employer.name if self.offer else self.hit.employer_name if self.hit else ""

    @property
    def place(self) -> str:
        return self.offer.commune_name if self.offer else self.hit.commune_name if self.hit else ""

    @property
    def url(self) -> str:
        """Where it is to be read, at its own site."""
        return self.offer.get_absolute_url() if self.offer else self.hit.url if self.hit else ""

    @property
    def origin(self) -> str:
        """Whose it is, '' for ours."""
        return self.hit.origin_name if self.hit else ""


def people_for(
    offer: Offer, *, limit: int | None = 30, among: ProfileQuerySet | None = None, today: date | None = None
) -> list[PersonFit]:
    """Those who fit an offer, best first, obstacles and questions included. Four queries.

    among: whom the reader may see; by default those that advisers see.
    """
    day, job = today or timezone.localdate(), job_of(offer)
    profiles = Profile.objects.seen_by_advisers() if among is None else among
    profiles = profiles.filter(availability__in=Availability.looking())
    if offer.occupation_code:
        codes = codes_of_domains([offer.occupation_code])
        profiles = profiles.filter(Q(occupations__overlap=codes) | Q(occupations=[]))
    same = ExpressionWrapper(Q(occupations__contains=[offer.occupation_code]), output_field=BooleanField())
    if job.position and not job.housing:
        profiles = profiles.filter(_may_come(job.position, job.commune))
    rows = profiles.prefetch_related(*WITH_FACTS).order_by(same.desc(), "-confirmed_at", "pk")[:MOST_WEIGHED]
    weighed = ((profile, fit(seeker_of(profile, today=day), job, today=day)) for profile in rows)
    found = sorted(
        (PersonFit(profile, fitting) for profile, fitting in weighed if fitting is not None),
        key=lambda one: (one.fit.order, -one.profile.confirmed_at.timestamp(), str(one.profile.pk)),
    )
    return found[:limit] if limit else found


def offers_for(
    profile: Profile, *, limit: int | None = 30, neighbours: bool = True, today: date | None = None
) -> list[JobFit]:
    """Live offers that fit somebody, ours and our neighbours', best first. Five queries and one search."""
    day = today or timezone.localdate()
    seeker = seeker_of(profile, today=day)
    codes = codes_of_domains(sorted(seeker.occupations | {code for code, _months in seeker.months}))
    found = own_offers_for(seeker, offers_within(codes, [seeker]), today=day)
    if neighbours and profile.is_looking:
        found += _neighbours_for(seeker, codes, profile, today=day)
    found.sort(key=lambda one: (one.fit.order, one.title, one.url))
    return found[:limit] if limit else found


def own_offers_for(seeker: Seeker, offers: Iterable[Offer], *, today: date) -> list[JobFit]:
    """Of these offers, those of somebody's trade."""
    fits = ((offer, fit(seeker, job_of(offer), today=today)) for offer in offers)
    return [JobFit(fitting, offer=offer) for offer, fitting in fits if fitting is not None]


def offers_within(codes: Sequence[str], seekers: Sequence[Seeker]) -> OfferQuerySet:
    """Live offers of these occupations (all when none is known) that any of these people may reach, freshest first."""
    offers: OfferQuerySet = Offer.objects.live().select_related("employer")
    if codes:
        offers = offers.filter(Q(occupation_code__in=codes) | Q(occupation_code=""))
    placed = [one for one in seekers if one.position]
    if placed and len(placed) == len(seekers) and not any(one.communes for one in seekers):
        furthest = max(one.radius_km for one in placed) * A_LITTLE_MORE
        box = box_around([one.position for one in placed if one.position], radius_km=furthest)
        offers = offers.filter(
            Q(latitude__isnull=True)
            | Q(housing=True)
            | Q(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))
        )
    return offers.order_by("-published_at", "pk")[:MOST_WEIGHED]  # type: ignore[return-value]


def codes_of_domains(codes: Iterable[str]) -> list[str]:
    """All occupations of the domains of these. One query, none for no code."""
    domains = {code[:3] for code in codes if code}
    return list(Occupation.objects.filter(domain__in=domains).values_list("pk", flat=True)) if domains else []


def suggested(fits: Iterable[PersonFit]) -> list[PersonFit]:
    """Those one may propose without a question."""
    return [one for one in fits if one.fit.pile == Pile.SUGGEST]


def _may_come(position: tuple[float, float], commune: str) -> Q:
    """In somebody's own range, a little more for the question, or a commune they named; or without a place."""
    latitude, longitude = position
    reach = ExpressionWrapper(F("radius_km") * Value(A_LITTLE_MORE / KM_A_DEGREE), output_field=FloatField())
    wide = ExpressionWrapper(
        F("radius_km") * Value(A_LITTLE_MORE / KM_A_DEGREE / max(0.05, cos(radians(latitude)))),
        output_field=FloatField(),
    )
    near = _within(Abs(F("latitude") - Value(latitude)), reach) & _within(Abs(F("longitude") - Value(longitude)), wide)
    return Q(latitude__isnull=True) | Q(communes__contains=[commune]) | near


def _within(distance: Abs, reach: ExpressionWrapper[Any]) -> Q:
    # A hair more, because the box of a sphere is a little wider than that of a plane.
    return Q(LessThanOrEqual(distance, reach * Value(1.02)))


def _neighbours_for(seeker: Seeker, codes: Sequence[str], profile: Profile, *, today: date) -> list[JobFit]:
    tenant = current_tenant()
    if not codes or not seeker.position or not profile.commune_insee:
        return []
    radius = next((km for km in RADIUS_STEPS_KM if km >= seeker.radius_km), RADIUS_STEPS_KM[-1])
    place = Place(profile.commune_name or profile.commune_insee, "commune", frozenset(), (seeker.position,))
    scope = Scope(tenant.schema_name, tenant.shows_offers, tuple(tenant.sector_domains))  # type: ignore[arg-type]
    page = find(
        SearchCriteria(
            scope=scope,
            occupations=frozenset(codes),
            place=place,
            radius_km=radius,
            sort="distance",
            page_size=MOST_OF_NEIGHBOURS,
        ),
        facets=False,
    )
    if page.widened_from is not None:
        return []
    theirs: dict[tuple[str, UUID], tuple[Hit, Job]] = {
        (hit.schema, hit.offer_id): (hit, job_of_hit(hit)) for hit in page.hits if hit.schema != tenant.schema_name
    }
    fits = ((hit, fit(seeker, job, today=today)) for hit, job in theirs.values())
    return [JobFit(fitting, hit=hit) for hit, fitting in fits if fitting is not None]
