"""What leaves a tenant: a row first, then the letter."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class DeliveryState(models.TextChoices):
    QUEUED = "queued", _("en attente")
    CLAIMED = "claimed", _("en cours d’envoi")
    SENT = "sent", _("envoyé")
    FAILED = "failed", _("échec")


class EmailDelivery(TenantModel):
    """One e-mail to one address, rendered when it was queued."""

    data_policy = DataPolicy(Subject.VISITOR, retention="90 days after sending", export=True)

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    template = models.CharField(max_length=100)
    # What the mail is about, e.g. "offer:<uuid>", so that its page can show what was sent.
    subject_ref = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["state", "created_at"]), models.Index(fields=["subject_ref"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~models.Q(state=DeliveryState.SENT) & models.Q(sent_at__isnull=True)),
                name="email_sent_has_a_date",
                violation_error_message=_("Un message envoyé porte sa date d’envoi, et lui seul."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
