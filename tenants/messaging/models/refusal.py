"""Who is left alone."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.guard import TenantModel
from tenants.messaging.enums import RefusalReason
from tenants.personal_data import DataPolicy, Subject, Through, Whose
from tenants.processing import Processing, Recipient


class Refusal(TenantModel):
    """An address that this tenant no longer writes to by this channel."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("jusqu’à ce que la personne demande à nouveau des messages"),
        export=True,
        title=_("Refus de recevoir des messages"),
        processing=Processing.PROOFS,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(email=("address",), phone=("address",)),
        erasing=Through(
            "tenants.messaging.erasure.forget",
            words=_("l’adresse est effacée ; son empreinte illisible reste, pour que le « stop » tienne"),
        ),
        labels={"reason": _("raison"), "since": _("depuis")},
    )

    channel = models.CharField(max_length=5, choices=Channel)
    address = models.CharField(max_length=254)
    reason = models.CharField(max_length=9, choices=RefusalReason)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "address"],
                name="refusal_once_an_address",
                violation_error_message=_("Cette adresse est déjà notée comme ne voulant plus rien recevoir."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.address}: {self.reason}"
