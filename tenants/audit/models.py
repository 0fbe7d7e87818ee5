"""Who did what. Plain identifiers and no foreign keys: the line outlives what it speaks of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Empty, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient


class AuditEntry(TenantModel):
    """One thing that somebody did in a tenant."""

    data_policy = DataPolicy(
        Subject.STAFF,
        retention=Retention(
            _("3 ans, puis sans le nom de qui a agi"),
            days=3 * 365,
            since=("created_at",),
            then=Empty({"actor_id": "", "actor_label": "", "detail": {}}, words=_("la ligne reste, sans personne")),
        ),
        export=True,
        title=_("Journal des actions"),
        processing=Processing.PROOFS,
        recipients=(Recipient.MANAGERS, Recipient.HOST),
        whose=Whose(user=("actor_id",), about=("target_id",)),
        erasing=Through(
            "tenants.audit.services.forget",
            words=_("la ligne reste, avec un pseudonyme à la place du nom : elle prouve ce qui a été fait"),
        ),
        erasing_about=Empty({"detail": {}}, words=_("la ligne reste, sans ses détails")),
        labels={
            "kind": _("action"),
            "target_type": _("genre d’objet"),
            "target_id": _("objet"),
            "actor_id": _("compte"),
            "actor_label": _("fait par"),
            "detail": _("détails"),
        },
    )

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
