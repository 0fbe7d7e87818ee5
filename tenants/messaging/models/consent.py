"""Who agreed to be written to, and how we know."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.guard import TenantModel
from tenants.messaging.enums import Purpose
from tenants.personal_data import Agreement, DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient


class Consent(TenantModel):
    """A proof: who saw which words, did what, and when. Withdrawing dates it and deletes nothing."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("3 ans après le retrait"),
            days=3 * 365,
            since=("withdrawn_at",),
            only=Q(withdrawn_at__isnull=False),
            swept_by="messaging.purge",
        ),
        export=True,
        title=_("Accords pour recevoir des messages"),
        processing=Processing.PROOFS,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(email=("address",), phone=("address",)),
        erasing=Through("tenants.messaging.erasure.forget", words=_("effacé"), leaves_trace=False),
        agreement=Agreement(
            what="purpose",
            how="how",
            wording="wording",
            given_at="given_at",
            by="recorder_label",
            withdrawn_at="withdrawn_at",
            withdrawn_how="withdrawn_how",
        ),
        labels={
            "purpose": _("pour"),
            "given_at": _("donné le"),
            "recorder_id": _("compte de qui l’a noté"),
            "recorder_label": _("noté par"),
            "detail": _("détails"),
            "withdrawn_at": _("retiré le"),
            "withdrawn_how": _("retiré comment"),
        },
    )

    channel = models.CharField(max_length=5, choices=Channel)
    address = models.CharField(max_length=254)
    purpose = models.CharField(max_length=7, choices=Purpose, default=Purpose.ALERT)
    # What the person did: "link", "code", "adviser", …
    how = models.CharField(max_length=40)
    wording = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)
    # Plain identifiers, as in the audit trail; both empty when the person did it alone.
    recorder_id = models.CharField(max_length=40, blank=True)
    recorder_label = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["-given_at"]
        indexes: ClassVar = [models.Index(fields=["channel", "address"], name="consent_of_an_address")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_how="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_how="")),
                name="consent_withdrawn_says_how",
                violation_error_message=_("Un accord retiré porte la date et la manière, et lui seul."),
            ),
            models.CheckConstraint(
                condition=~Q(wording="") & ~Q(how=""),
                name="consent_has_its_proof",
                violation_error_message=_("Un accord garde les mots montrés et le geste qui l’a donné."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.address}: {self.how}"
