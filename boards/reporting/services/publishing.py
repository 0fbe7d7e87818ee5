"""Whether a tenant's rounded figures are public: its manager's choice."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.accounts.enums import Role
from boards.accounts.models import User
from tenants.audit import services as audit
from tenants.models import Tenant


@transaction.atomic
def set_public(*, tenant: Tenant, public: bool, by: User) -> Tenant:
    """Open or close /chiffres.

    Raises:
        PermissionDenied: `by` is no manager.
    """
    if by.role != Role.MANAGER:
        raise PermissionDenied
    tenant = Tenant.objects.select_for_update().get(pk=tenant.pk)
    if tenant.public_figures != public:
        tenant.public_figures = public
        tenant.save(update_fields=["public_figures"])
        audit.record("figures.published" if public else "figures.withdrawn", target=tenant, by=by)
    return tenant
