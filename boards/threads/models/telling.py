"""The others are to be told: a row first, and what one side writes in two minutes is told at once."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.threads.enums import Side
from boards.threads.models.thread import Thread
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject

#: From the first message of a burst, not from its last: nobody waits longer because somebody writes on.
BURST = timedelta(minutes=2)


class Telling(TenantModel):
    """One burst of one side, of which the other sides are told by one mail."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que la conversation"))

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="tellings")
    side = models.CharField(max_length=10, choices=Side)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thread", "side"],
                condition=Q(told_at=None),
                name="telling_one_waits",
                violation_error_message=_("Un envoi attend déjà pour cette conversation."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(told_at=None), name="telling_that_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.thread_id} {self.due_at:%c}"
