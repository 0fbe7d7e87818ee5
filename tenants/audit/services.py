"""Writing to the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tenants.audit.models import AuditEntry
from tenants.guard import current_schema
from tenants.personal_data import Person


@transaction.atomic
def record(kind: str, *, target: models.Model, by: models.Model | None, detail: dict[str, Any] | None = None) -> None:
    """Note in the current tenant that `by` (None: the platform itself) did `kind` to `target`."""
    _entry(kind, target, by, detail or {}).save(force_insert=True)


@transaction.atomic
def record_all(kind: str, *, targets: Mapping[Any, dict[str, Any]], by: models.Model | None) -> None:
    """The same for many: a line for each target with its detail, one statement for all."""
    AuditEntry.objects.bulk_create(_entry(kind, target, by, detail) for target, detail in targets.items())


@transaction.atomic
def forget(*, rows: models.QuerySet[AuditEntry], person: Person) -> None:
    """Put a pseudonym in the place of who acted: one person's lines stay together, and lead to nobody."""
    for actor in set(rows.order_by().values_list("actor_id", flat=True)):
        sign = salted_hmac(f"{current_schema()}:audit.pseudonym", actor, algorithm="sha256").hexdigest()[:8]
        label = _("Personne effacée %(sign)s") % {"sign": sign}
        rows.filter(actor_id=actor).update(actor_id="", actor_label=label, detail={})


def _entry(kind: str, target: models.Model, by: models.Model | None, detail: dict[str, Any]) -> AuditEntry:
    return AuditEntry(
        kind=kind,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        actor_id=str(by.pk) if by else "",
        actor_label=str(by)[:120] if by else "",
        detail=detail,
    )
