"""Searching people in this tenant's own schema: by trade, words, distance from the firm, means, time.

Distance is from the firm and from nowhere else, and people stand in steps of five kilometres: whoever could measure
from three places, or sort by the metre, would find the village (boards/candidates/card.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import (
    Case,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import ACos, Ceil, Cos, Greatest, Least, Radians, Sin

from boards.accounts.models import User
from boards.candidates.enums import Availability, Transport
from boards.candidates.models import Profile
from boards.fitting.rule import COVERS
from boards.library import entries
from boards.library.asked import PAGE_SIZE, Asked
from boards.library.models import Entry
from search import analysis
from search.geo import EARTH_RADIUS_KM, Point, box_around
from tenants.reference.models import Occupation

STEP_KM = 5
_NOWHERE = 99_999  # kilometres: who gave no place stands last


@dataclass(frozen=True)
class Origin:
    """From where distances are counted, and what of it may be said."""

    position: Point | None
    commune_insee: str = ""
    name: str = ""


@dataclass(frozen=True)
class Found:
    """One page of people, the total (exact), and whether there is another page."""

    profiles: Sequence[Profile]
    total: int


def find(asked: Asked, *, origin: Origin, today: date, by: User | None = None) -> Found:
    """People who may be shown to an employer, best first. Two queries; one or two more where words are searched."""
    rows = matching(asked, origin=origin, today=today)
    if by is not None:
        # Nobody finds themselves.
        rows = rows.exclude(user=by)
    total = rows.count()
    first = (asked.page - 1) * PAGE_SIZE
    return Found(profiles=list(ordered(rows, asked=asked, origin=origin)[first : first + PAGE_SIZE]), total=total)


def matching(asked: Asked, *, origin: Origin, today: date) -> "QuerySet[Profile]":
    """Those who meet everything asked; what somebody left open meets it too."""
    rows: QuerySet[Profile] = Profile.objects.seen_by_employers()
    if asked.occupations:
        codes = _with_near_ones(asked.occupations) if asked.near_ones else list(asked.occupations)
        rows = rows.filter(occupations__overlap=codes)
    if asked.text:
        rows = rows.filter(pk__in=_with_words(asked.text))
    if asked.radius_km and origin.position:
        rows = _around(rows, origin, asked.radius_km)
    if asked.drives:
        rows = rows.filter(transport__contains=[Transport.CAR])
    if asked.licence:
        rows = rows.filter(licences__overlap=_holding(asked.licence))
    if asked.contracts:
        rows = rows.filter(Q(contracts=[]) | Q(contracts__overlap=list(asked.contracts)))
    if asked.schedules:
        rows = rows.filter(Q(schedules=[]) | Q(schedules__contains=list(asked.schedules)))
    if asked.free_by:
        rows = rows.filter(
            Q(availability=Availability.NOW)
            | Q(availability=Availability.FROM_DATE, available_from__lte=max(asked.free_by, today))
        )
    return rows.fresh() if asked.fresh else rows  # type: ignore[attr-defined]


def ordered(rows: "QuerySet[Profile]", *, asked: Asked, origin: Origin) -> "QuerySet[Profile]":
    """Who wants this trade first of all, then by steps of distance, then who was heard of last."""
    first_wish: Case | Value = Value(0)
    if asked.occupations:
        wished = Q(occupations__0__in=list(asked.occupations))
        listed = Q(occupations__overlap=list(asked.occupations))
        first_wish = Case(
            When(wished, then=Value(0)), When(listed, then=Value(1)), default=Value(2), output_field=IntegerField()
        )
    if origin.position is None:
        return rows.annotate(wish=first_wish).order_by("wish", "-confirmed_at", "pk")
    steps = Case(
        When(latitude__isnull=True, then=Value(float(_NOWHERE))),
        default=Greatest(Ceil(kilometres(origin.position) / STEP_KM), Value(1.0)),
        output_field=FloatField(),
    )
    return rows.annotate(wish=first_wish, steps=steps).order_by("wish", "steps", "-confirmed_at", "pk")


def kilometres(point: Point) -> Combinable:
    """Great-circle kilometres from a point to a profile's commune, as an expression (spherical law of cosines)."""
    latitude, longitude = (Radians(Value(value)) for value in point)
    cosine = Sin(latitude) * Sin(Radians(F("latitude"))) + Cos(latitude) * Cos(Radians(F("latitude"))) * Cos(
        Radians(F("longitude")) - longitude
    )
    return ACos(Greatest(Least(cosine, Value(1.0)), Value(-1.0))) * Value(EARTH_RADIUS_KM)


def _around(rows: "QuerySet[Profile]", origin: Origin, radius_km: int) -> "QuerySet[Profile]":
    """Within a distance of the firm, and the firm within what the person will travel.

    In whole steps, as cards say it: a firm that tries every radius learns no more than the card tells.
    """
    assert origin.position is not None
    box = box_around([origin.position], radius_km=radius_km)
    near = rows.filter(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))
    away = Ceil(kilometres(origin.position) / STEP_KM) * STEP_KM
    near = near.annotate(away=away).filter(away__lte=radius_km)
    would_come = Q(communes=[], away__lte=F("radius_km")) | Q(needs_housing=True)
    if origin.commune_insee:
        would_come |= Q(communes__contains=[origin.commune_insee])
    return near.filter(would_come)


def _with_words(text: str) -> "QuerySet[Any, Any]":
    """Profiles whose card holds every word, by stem. Stale entries are made anew first."""
    entries.catch_up()
    wanted = None
    for stem in analysis.stems(text):
        one = SearchQuery(stem, config="simple")
        wanted = one if wanted is None else wanted & one
    found = Entry.objects.all()
    return (found.filter(words=wanted) if wanted is not None else found).values("profile")


def _with_near_ones(codes: Sequence[str]) -> list[str]:
    """These and every occupation of their domains (the first three signs of a ROME code)."""
    domains = Q()
    for code in codes:
        domains |= Q(code__startswith=code[:3])
    return sorted({*codes, *Occupation.objects.filter(domains).values_list("code", flat=True)})


def _holding(licence: str) -> list[str]:
    return [licence, *(held for held, covers in COVERS.items() if licence in covers)]
