"""What came in from elsewhere: each run, what it could not use, and each offer's source as it was."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.offers.models import Offer
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient


class ImportRun(TenantModel):
    """One file or answer taken in. A dry run leaves none."""

    data_policy = DataPolicy(Subject.NONE, retention=_("1 an"))

    source = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200, blank=True)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.source} {self.created_at:%Y-%m-%d %H:%M}"


class ImportNote(TenantModel):
    """One thing of one item that could not be used as it came, and why; nothing is dropped in silence."""

    data_policy = DataPolicy(Subject.NONE, retention=_("1 an, avec l’import dont elle est une note"))

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveIntegerField()
    external_id = models.CharField(max_length=80, blank=True)
    path = models.CharField(max_length=200, blank=True)
    value = models.TextField(blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["position", "path"]

    def __str__(self) -> str:
        return f"{self.external_id} {self.path}: {self.reason}"


class ImportedItem(TenantModel):
    """An offer's source as it came, so that what we can't map today can be mapped tomorrow."""

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=_("aussi longtemps que l’offre"),
        title=_("Offres telles que leur source les a transmises"),
        processing=Processing.OFFERS,
        recipients=(Recipient.MANAGERS, Recipient.HOST),
        whose=Whose(parent=("offer",)),
        erasing=Delete(),
        labels={"offer": _("offre"), "payload": _("l’annonce comme elle est arrivée")},
    )

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="imported")
    payload = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="imported_item_digest_is_sha256",
                violation_error_message=_("L’empreinte de l’élément importé est illisible."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} ({self.digest[:8]})"
