"""How many were hired, and how far that is proved."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from boards.placements.enums import Party, Said, Standing, Way
from boards.placements.models import Confirmation, Placement


def with_standing(rows: "QuerySet[Placement]", *, day: int = 0) -> "QuerySet[Any]":
    """Each hire with `standing`, a Standing value: what its two sides say of one of its days.

    A yes at a later day says yes to the earlier ones too: who is there after ninety days was hired.
    """

    def has(party: Party, said: Said) -> Exists:
        answers = Confirmation.objects.filter(placement=OuterRef("pk"), party=party, said=said)
        return Exists(answers.filter(day__gte=day) if said == Said.YES else answers.filter(day__lte=day))

    return rows.annotate(
        employer_yes=has(Party.EMPLOYER, Said.YES),
        person_yes=has(Party.PERSON, Said.YES),
        employer_no=has(Party.EMPLOYER, Said.NO),
        person_no=has(Party.PERSON, Said.NO),
    ).annotate(
        standing=Case(
            When(employer_yes=True, person_yes=True, then=Value(Standing.BOTH.value)),
            When(Q(employer_yes=True, person_no=True) | Q(person_yes=True, employer_no=True),
                 then=Value(Standing.DISPUTED.value)),
            When(Q(employer_no=True) | Q(person_no=True), then=Value(Standing.NOT.value)),
            When(Q(employer_yes=True) | Q(person_yes=True), then=Value(Standing.ONE.value)),
            default=Value(Standing.SILENT.value),
            output_field=CharField(),
        )
    )  # fmt: skip


def counted(*, since: date, until: date, day: int = 0, through_us: bool = True) -> Mapping[Standing, int]:
    """Hires that began in [since, until], by standing. One query; anonymised ones count as before."""
    rows = Placement.objects.standing().filter(starts_on__gte=since, starts_on__lte=until)
    if through_us:
        rows = rows.filter(way__in=Way.through_us())
    found = dict(with_standing(rows, day=day).order_by().values_list("standing").annotate(Count("pk")))
    return {standing: found.get(standing.value, 0) for standing in Standing}


def of_year(year: int, *, standing: str = "") -> "QuerySet[Any]":
    """Hires that began in a year, each with its standing, the newest first; one standing alone where it is named."""
    found = Placement.objects.standing().filter(starts_on__year=year).select_related("employer", "offer")
    rows = with_standing(found)
    return rows.filter(standing=standing) if standing else rows


def years() -> list[int]:
    """Those in which somebody was hired, the newest first."""
    return [day.year for day in Placement.objects.order_by().dates("starts_on", "year", order="DESC")]
