"""Somebody who wants to be told: an address or a number, and nothing else of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject, Through, Whose
from tenants.processing import Processing, Recipient


class Subscriber(TenantModel):
    """One address in one tenant. With two addresses somebody is two subscribers; we don't ask who they are."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("90 jours après la fin de la dernière alerte, tout de suite sur demande"),
        export=True,
        title=_("Abonnement aux alertes"),
        processing=Processing.ALERTS,
        recipients=(Recipient.ADVISERS, Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(email=("address",), phone=("address",)),
        erasing=Through(
            "boards.alerts.services.managing.forget", words=_("effacé, les alertes s’arrêtent"), leaves_trace=False
        ),
        activity=("last_sign_at",),
        labels={"last_sign_at": _("dernier signe le")},
    )

    channel = models.CharField(_("moyen"), max_length=5, choices=Channel)
    # An e-mail address in lower case, or a number in E.164 (+33612345678).
    address = models.CharField(_("adresse ou numéro"), max_length=254)
    # When they last did anything: confirmed, followed a link, came to manage. Without it for long, we ask, then stop.
    last_sign_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "address"],
                name="subscriber_once",
                violation_error_message=_("Cette adresse est déjà connue."),
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.EMAIL, address=Lower("address"), address__contains="@")
                | Q(channel=Channel.SMS, address__regex=r"^\+[0-9]{6,15}$"),
                name="subscriber_address_fits_channel",
                violation_error_message=_(
                    "Une adresse e-mail en minuscules, ou un numéro au format international (+33…)."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.address
