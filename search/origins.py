"""Where a hit comes from: name, address and look of its tenant, known to the process without a query a page."""

from dataclasses import dataclass

from search.timed import Timed
from tenants.models import Domain, Tenant


@dataclass(frozen=True)
class Origin:
    """A tenant as others show it beside its offers. `base_url` has no trailing slash."""

    schema: str
    name: str
    preset: str
    base_url: str


def origin_of(schema: str) -> Origin:
    """The tenant of a document; an unknown schema gets its own name and no address rather than an error."""
    known = _origins()
    if schema not in known and _origins.age_allows_retry:
        _origins.forget()  # a territory opened since
        known = _origins()
    return known.get(schema) or Origin(schema=schema, name=schema, preset="", base_url="")


def forget() -> None:
    """Read the tenants again at the next hit: after one was renamed or moved, and between tests."""
    _origins.forget()


def _load() -> dict[str, Origin]:
    primary = dict(Domain.objects.filter(is_primary=True).values_list("tenant_id", "domain"))
    found = {}
    for tenant in Tenant.objects.live():
        tenant.primary_domain = primary.get(tenant.pk, "")  # fills the cached property: two queries for all
        found[tenant.schema_name] = Origin(
            schema=tenant.schema_name, name=tenant.short_name, preset=tenant.preset, base_url=tenant.base_url
        )
    return found


_origins = Timed(_load, seconds=60)
