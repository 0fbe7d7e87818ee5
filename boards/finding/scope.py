"""Whose offers a tenant's visitors may find."""

from search.criteria import Scope
from tenants.models import Tenant


def scope_of(tenant: Tenant) -> Scope:
    """A tenant's own offers, and others' by its choice."""
    return Scope(
        schema=tenant.schema_name,
        shows=tenant.shows_offers,  # type: ignore[arg-type]  # the enum's values are the literals
        sector_domains=tuple(tenant.sector_domains),
    )
