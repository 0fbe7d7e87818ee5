"""The communes of a tenant's territory."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class TerritoryCommune(models.Model):
    """One commune of a territory. Starts from the intercommunal body's membership, which changes each January."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))

    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.CASCADE, related_name="territory")
    # A code, not a foreign key: reference data is reloaded each year and a commune that merged must not take
    # part of a territory with it; `tenant check` names the codes that no longer exist.
    insee = models.CharField(max_length=5)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "insee"],
                name="territory_commune_once",
                violation_error_message=_("Cette commune est déjà dans le territoire."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["insee"])]

    def __str__(self) -> str:
        return f"{self.insee} ({self.tenant_id})"
