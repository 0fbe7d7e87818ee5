"""Writing to the audit trail."""

from typing import Any

from django.db import models, transaction

from tenants.audit.models import AuditEntry


@transaction.atomic
def record(kind: str, *, target: models.Model, by: models.Model | None, detail: dict[str, Any] | None = None) -> None:
    """Note in the current tenant that `by` (None: the platform itself) did `kind` to `target`."""
    AuditEntry.objects.create(
        kind=kind,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        actor_id=str(by.pk) if by else "",
        actor_label=str(by)[:120] if by else "",
        detail=detail or {},
    )
