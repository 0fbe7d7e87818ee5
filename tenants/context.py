"""Which tenant is current."""

from contextlib import AbstractContextManager

from django_tenants.utils import tenant_context

from tenants.connection import connection
from tenants.models import Tenant


class NoTenant(RuntimeError):
    """Something of a tenant was asked for while the public schema is current."""


def current_tenant() -> Tenant:
    """The tenant whose schema the connection writes to.

    Raises:
        NoTenant: in the public schema.
    """
    tenant = connection.tenant
    if isinstance(tenant, Tenant) and tenant.schema_name != "public":
        return tenant
    if connection.schema_name in (None, "public"):
        raise NoTenant("No tenant is current.")
    # Entered by schema name only (a task, a command): look it up once and keep it on the connection.
    found: Tenant = Tenant.objects.get(schema_name=connection.schema_name)
    connection.set_tenant(found)
    return found


def entering(tenant: Tenant) -> AbstractContextManager[None]:
    """Make a tenant current for a block. Not `with tenant:`, whose stack is shared between threads."""
    return tenant_context(tenant)  # type: ignore[no-any-return]
