"""Who did what. Plain identifiers and no foreign keys: the line outlives what it speaks of."""

from typing import ClassVar

from django.db import models

from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class AuditEntry(TenantModel):
    """One thing that somebody did in a tenant."""

    data_policy = DataPolicy(Subject.STAFF, retention="3 years, then the actor's name is emptied", export=True)

    kind = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["target_type", "target_id", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_type} {self.target_id}"
