"""From a request to a live territory, in steps that can be resumed.

    requested ─► schema ─► seeded ─► live          (archived is the way out)

Each step is one transaction that ends by writing the state, so a killed process leaves the state before it
and nothing half made. Nobody is served before `live`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from tenants import listeners
from tenants.connection import connection
from tenants.context import entering
from tenants.enums import TenantKind, TenantState
from tenants.models import Domain, Funder, Tenant, TerritoryCommune
from tenants.models.tenant import RESERVED_SCHEMAS
from tenants.provisioning import template as schema_template

Say = Callable[[str], None]


def _silent(line: str) -> None:
    pass


@dataclass(frozen=True)
class TenantRequest:
    """What is needed to make a tenant. `settings` are fields of Tenant by name, such as its policies."""

    schema_name: str
    name: str
    kind: TenantKind
    domain: str
    insees: Iterable[str]
    siren: str = ""
    funders: Iterable[tuple[str, str]] = ()
    settings: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def request_tenant(*, request: TenantRequest) -> Tenant:
    """Write down what is wanted: the row, its domain, its territory.

    Raises:
        ValidationError: a name that is taken or reserved, a bad SIREN or domain; messages in French.
    """
    if request.schema_name in RESERVED_SCHEMAS or request.schema_name.startswith("pg_"):
        raise ValidationError({"schema_name": _("« %s » est réservé : choisissez un autre nom.") % request.schema_name})
    if _schema_exists(request.schema_name):
        raise ValidationError({"schema_name": _("Un schéma « %s » existe déjà.") % request.schema_name})
    defaults = {"short_name": request.name, **request.settings}
    tenant = Tenant(
        schema_name=request.schema_name, name=request.name, kind=request.kind, siren=request.siren, **defaults
    )
    tenant.full_clean()
    tenant.save()
    domain = Domain(tenant=tenant, domain=request.domain.lower(), is_primary=True)
    domain.full_clean()
    domain.save()
    TerritoryCommune.objects.bulk_create(TerritoryCommune(tenant=tenant, insee=i) for i in sorted(set(request.insees)))
    Funder.objects.bulk_create(
        Funder(tenant=tenant, name=name, url=url, position=n) for n, (name, url) in enumerate(request.funders)
    )
    return tenant


def resume(*, tenant: Tenant, say: Say = _silent) -> Tenant:
    """Take a tenant from where it stands to `live`. Calling it on a live one changes nothing.

    Two at once do no harm: each step holds the tenant's row and looks at its state again.
    """
    if tenant.state == TenantState.REQUESTED:
        # Outside the step's transaction: migrating the template is long and serves all tenants.
        schema_template.current(say=say)
    while True:
        with transaction.atomic():
            locked = Tenant.objects.select_for_update().get(pk=tenant.pk)
            step = STEPS.get(TenantState(locked.state))
            if step is None:
                break
            step(locked, say)
    tenant.refresh_from_db()
    return tenant


def create_tenant(*, request: TenantRequest, say: Say = _silent) -> Tenant:
    """Request and provision in one go."""
    return resume(tenant=request_tenant(request=request), say=say)


def _make_schema(tenant: Tenant, say: Say) -> None:
    schema_template.replay(schema_template.current(say=say), schema_name=tenant.schema_name)
    _move(tenant, to=TenantState.SCHEMA, say=say)


def _seed(tenant: Tenant, say: Say) -> None:
    sow(tenant=tenant)
    _move(tenant, to=TenantState.SEEDED, say=say)


def _open(tenant: Tenant, say: Say) -> None:
    _move(tenant, to=TenantState.LIVE, say=say)
    listeners.tell(tenant=tenant)


STEPS: dict[TenantState, Callable[[Tenant, Say], None]] = {
    TenantState.REQUESTED: _make_schema,
    TenantState.SCHEMA: _seed,
    TenantState.SEEDED: _open,
}


def _move(tenant: Tenant, *, to: TenantState, say: Say) -> None:
    tenant.state = to
    tenant.save(update_fields=["state"])
    say(f"{tenant.schema_name}: {to.label}")


def sow(*, tenant: Tenant) -> None:
    """Have the rooms above put their first rows into a tenant, or bring them in step with it."""
    with entering(tenant):
        for path in settings.TENANT_SEEDERS:
            import_string(path)(tenant=tenant)


@transaction.atomic
def change_domain(*, tenant: Tenant, domain: str) -> Domain:
    """Give a tenant another primary address; the old one keeps answering until its row is removed.

    Raises:
        ValidationError: not a bare host, or another territory's.
    """
    tenant.domains.filter(is_primary=True).update(is_primary=False)
    primary = tenant.domains.filter(domain=domain).first() or Domain(tenant=tenant, domain=domain)
    primary.is_primary = True
    primary.full_clean()
    primary.save()
    tenant.__dict__.pop("primary_domain", None)
    if tenant.state in {TenantState.SEEDED, TenantState.LIVE}:
        # Wagtail renders previews for the host of its Site, so it must follow.
        sow(tenant=tenant)
        listeners.tell(tenant=tenant)
    return primary


@transaction.atomic
def archive_tenant(*, tenant: Tenant) -> Tenant:
    """Close a territory: its site answers 404 at once. The schema and all its data stay."""
    tenant.state, tenant.archived_at = TenantState.ARCHIVED, timezone.now()
    tenant.save(update_fields=["state", "archived_at"])
    listeners.tell(tenant=tenant)
    return tenant


@transaction.atomic
def set_territory(*, tenant: Tenant, insees: Iterable[str]) -> None:
    """Replace the communes of a territory."""
    wanted = set(insees)
    tenant.territory.exclude(insee__in=wanted).delete()
    known = set(tenant.territory.values_list("insee", flat=True))
    TerritoryCommune.objects.bulk_create(TerritoryCommune(tenant=tenant, insee=i) for i in sorted(wanted - known))
    listeners.tell(tenant=tenant)


def _schema_exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [name])
        return cursor.fetchone() is not None
