"""How one signs in to a tenant: its manager's choices."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.accounts import sealing
from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.accounts.proconnect.client import SECRET
from tenants.audit import services as audit
from tenants.models import Tenant


@dataclass(frozen=True)
class AccessSettings:
    """What a manager decides; all but the secret are fields of Tenant. proconnect_secret: '' keeps the one there is."""

    staff_second_factor: str
    proconnect_enabled: bool
    proconnect_client_id: str
    proconnect_secret: str = ""

    @classmethod
    def of(cls, tenant: Tenant) -> "AccessSettings":
        """As they stand; the secret is told to nobody."""
        return cls(tenant.staff_second_factor, tenant.proconnect_enabled, tenant.proconnect_client_id)

    @property
    def shown(self) -> dict[str, Any]:
        """What a page may show."""
        return {name: value for name, value in asdict(self).items() if name != "proconnect_secret"}


@transaction.atomic
def change_access(*, tenant: Tenant, settings: AccessSettings, by: User) -> Tenant:
    """Change how one signs in.

    Raises:
        PermissionDenied: `by` is no manager. ValidationError: ProConnect without its number or its secret.
    """
    if by.role != Role.MANAGER:
        raise PermissionDenied
    tenant = Tenant.objects.select_for_update().get(pk=tenant.pk)
    before, now = AccessSettings.of(tenant).shown, settings.shown
    if settings.proconnect_secret:
        sealing.keep_secret(name=SECRET, secret=settings.proconnect_secret.strip())
    if settings.proconnect_enabled and not sealing.secret(SECRET):
        raise ValidationError(_("Pour ouvrir ProConnect, indiquez le secret reçu de ProConnect."), code="no_secret")
    changed = {name: [before[name], now[name]] for name in now if before[name] != now[name]}
    for name in changed:
        setattr(tenant, name, now[name])
    if changed:
        tenant.full_clean(exclude=[field.name for field in Tenant._meta.fields if field.name not in now])
        tenant.save(update_fields=list(changed))
    if settings.proconnect_secret:
        changed["proconnect_secret"] = ["…", "…"]
    if changed:
        audit.record("access.settings_changed", target=tenant, by=by, detail=changed)
    return tenant
