"""The alarm at 80 % of a day's cap."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class CapAlarm(TenantModel):
    """That a tenant was told, once, how near a day came to its cap."""

    data_policy = DataPolicy(Subject.NONE, retention=_("90 jours"))

    channel = models.CharField(max_length=5, choices=Channel)
    day = models.DateField()
    used = models.PositiveIntegerField()
    cap = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "day"],
                name="cap_alarm_once_a_day",
                violation_error_message=_("L’avertissement de ce jour a déjà été donné."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.day}: {self.used}/{self.cap}"
