"""Writing to the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from tenants.audit.models import AuditEntry


@transaction.atomic
def record(kind: str, *, target: models.Model, by: models.Model | None, detail: dict[str, Any] | None = None) -> None:
    """Note in the current tenant that `by` (None: the platform itself) did `kind` to `target`."""
    _entry(kind, target, by, detail or {}).save(force_insert=True)


@transaction.atomic
def record_all(kind: str, *, targets: Mapping[Any, dict[str, Any]], by: models.Model | None) -> None:
    """The same for many: a line for each target with its detail, one statement for all."""
    AuditEntry.objects.bulk_create(_entry(kind, target, by, detail) for target, detail in targets.items())


def _entry(kind: str, target: models.Model, by: models.Model | None, detail: dict[str, Any]) -> AuditEntry:
    return AuditEntry(
        kind=kind,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        actor_id=str(by.pk) if by else "",
        actor_label=str(by)[:120] if by else "",
        detail=detail,
    )
