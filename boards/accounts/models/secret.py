"""A secret that a tenant was given by a provider, sealed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class SealedSecret(TenantModel):
    """One secret by its name. A row in the tenant's own schema: a copy of the tables alone gives it to nobody."""

    data_policy = DataPolicy(Subject.NONE, retention=_("jusqu’à son remplacement, ou la fin du service auquel il sert"))

    name = models.CharField(max_length=40, unique=True)
    sealed = models.TextField()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
