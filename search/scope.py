"""What a tenant may show, from its settings: the only way a page gets a scope."""

from typing import cast

from search.criteria import Scope, Shows
from tenants.models import Tenant


def scope_of(tenant: Tenant) -> Scope:
    """The tenant's own offers, and others' as it chose to show them."""
    return Scope(
        schema=tenant.schema_name, shows=cast(Shows, tenant.shows_offers), sector_domains=tuple(tenant.sector_domains)
    )
