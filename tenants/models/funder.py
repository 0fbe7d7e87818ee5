"""Who pays for a territory's site, shown in its footer."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class Funder(models.Model):
    """A public or private funder that the footer names."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))

    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.CASCADE, related_name="funders")
    name = models.CharField(_("nom"), max_length=120)
    url = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="funder_once_a_tenant",
                violation_error_message=_("Ce financeur est déjà dans la liste."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
