"""How a tenant tells people: its manager's choices."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.accounts.enums import Role
from boards.accounts.models import User
from tenants.audit import services as audit
from tenants.models import Tenant


@dataclass(frozen=True)
class AlertSettings:
    """What a manager decides; names are those of Tenant's fields, and nothing else of a tenant is written here."""

    alert_frequencies: list[str]
    digest_hour: int
    sender_email: str
    email_daily_cap: int
    sms_enabled: bool
    sms_sender: str
    sms_daily_cap: int

    @classmethod
    def of(cls, tenant: Tenant) -> "AlertSettings":
        """As they stand."""
        return cls(**{name: getattr(tenant, name) for name in cls.__dataclass_fields__})


@transaction.atomic
def change_settings(*, tenant: Tenant, settings: AlertSettings, by: User) -> Tenant:
    """Change how the tenant tells people. An alert at a rhythm that is no longer offered goes on.

    Raises:
        PermissionDenied: `by` is no manager. ValidationError: by field.
    """
    if by.role != Role.MANAGER:
        raise PermissionDenied
    tenant = Tenant.objects.select_for_update().get(pk=tenant.pk)
    before, now = asdict(AlertSettings.of(tenant)), asdict(settings)
    changed = {name: [before[name], now[name]] for name in now if before[name] != now[name]}
    if not changed:
        return tenant
    for name in changed:
        setattr(tenant, name, now[name])
    tenant.full_clean(exclude=[field.name for field in Tenant._meta.fields if field.name not in now])
    tenant.save(update_fields=list(changed))
    audit.record("alerts.settings_changed", target=tenant, by=by, detail=changed)
    return tenant
