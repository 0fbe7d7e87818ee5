"""What came in by e-mail: that it came, from whom and what became of it. What it says is the listener's to keep."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.messaging.enums import InboundOutcome
from tenants.personal_data import DataPolicy, Subject


class InboundEmail(TenantModel):
    """One mail to one reply address, written in the transaction of whatever it brought about.

    So a mail that is delivered twice, or again after a failure, brings it about once.
    """

    data_policy = DataPolicy(Subject.VISITOR, retention="90 days", export=True)

    # The kind and key of the reply address, e.g. "t:<uuid>".
    ref = models.CharField(max_length=40)
    # Of the Message-ID, or of the whole mail where it has none.
    digest = models.CharField(max_length=64)
    sender = models.CharField(max_length=254, blank=True)
    outcome = models.CharField(max_length=12, choices=InboundOutcome)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ref", "digest"],
                name="inbound_email_once",
                violation_error_message=_("Cet e-mail est déjà arrivé."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["ref", "created_at"], name="inbound_email_by_ref"),
            models.Index(fields=["created_at"], name="inbound_email_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.outcome}"
