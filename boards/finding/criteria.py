"""From an address to criteria: what was asked, understood for one tenant."""

from dataclasses import dataclass, replace

from boards.finding.asked import HOURS, NATURES, PAGE_SIZE, SORTS, Asked
from boards.finding.places import Named, UnknownPlace, understand
from boards.finding.scope import scope_of
from search.criteria import SearchCriteria
from tenants.models import Tenant


@dataclass(frozen=True)
class Understood:
    """`asked` with its place written canonically; `criteria` is None while the place is a problem."""

    asked: Asked
    criteria: SearchCriteria | None
    problem: UnknownPlace | None = None
    guessed_place: bool = False


def understood(asked: Asked, *, tenant: Tenant, page_size: int = PAGE_SIZE) -> Understood:
    """What to search for. One or two queries when a place is named, none otherwise."""
    named: Named | None = None
    if asked.place:
        try:
            named = understand(asked.place, tenant=tenant)
        except UnknownPlace as problem:
            return Understood(asked=asked, criteria=None, problem=problem)
        asked = replace(asked, place=named.text)
    criteria = _criteria(asked, named=named, tenant=tenant, page_size=page_size)
    return Understood(asked=asked, criteria=criteria, guessed_place=named is not None and named.guessed)


def _criteria(asked: Asked, *, named: Named | None, tenant: Tenant, page_size: int) -> SearchCriteria:
    return SearchCriteria(
        scope=scope_of(tenant),
        text=asked.text,
        occupations=frozenset(asked.occupations),
        contract_types=frozenset(asked.contracts),
        contract_natures=frozenset(code for name in asked.natures for code in NATURES[name]),
        place=named.place if named else None,
        radius_km=asked.radius_km,
        licence="without" if asked.no_licence else "any",
        housing=asked.housing,
        full_time=HOURS.get(asked.hours),
        max_age_days=asked.max_age_days,
        sort=SORTS[asked.order],  # type: ignore[arg-type]  # the values are the literals
        page=asked.page,
        page_size=page_size,
    )
