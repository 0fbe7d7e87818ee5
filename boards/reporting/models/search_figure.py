"""How often offers were searched for, by day; nothing of who."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.reporting.enums import Device
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class SearchFigure(TenantModel):
    """One count of one day. No cookie, no address, no words: what was asked for only where it is a code."""

    # NONE: a number of searches, with nothing that leads to whoever searched.
    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le site"))

    day = models.DateField()
    device = models.CharField(max_length=8, choices=Device)
    # ROME code of the one occupation that the search names, or of the domain of several; "" when it names none.
    occupation_code = models.CharField(max_length=5, blank=True)
    # INSEE code of the commune that it names; "" for none, or for a department.
    commune_insee = models.CharField(max_length=5, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "device", "occupation_code", "commune_insee"],
                name="search_figure_once_a_day",
                violation_error_message=_("Ce chiffre existe déjà pour ce jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.device} {self.occupation_code} {self.commune_insee}: {self.count}"
