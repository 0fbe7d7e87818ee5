"""What leaves by SMS."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState, Encoding
from tenants.messaging.models.delivery import DELIVERY_LABELS, DELIVERY_UNEXPORTED, Delivery
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

NUMBER = r"^\+[1-9][0-9]{6,14}$"


class SmsDelivery(Delivery):
    """One text to one mobile, measured when it was queued. cost: euros, an estimate until the provider says."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(
            _("90 jours après l’envoi"), days=90, since=("sent_at", "created_at"), swept_by="messaging.purge"
        ),
        export=True,
        title=_("SMS envoyés"),
        processing=Processing.MESSAGES,
        recipients=(Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(phone=("to",), about=("subject_ref",)),
        erasing=Through(
            "tenants.messaging.erasure.forget",
            words=_("ce qui attend est annulé ; il reste qu’un message est parti, sans adresse ni texte"),
        ),
        erasing_about=Through(
            "tenants.messaging.erasure.empty_letters",
            words=_("ce qui a été écrit à d’autres au sujet de la personne perd son texte"),
        ),
        unexported={**DELIVERY_UNEXPORTED, "encoding": _("l’alphabet du message")},
        labels={**DELIVERY_LABELS, "segments": _("nombre de SMS"), "cost": _("coût estimé, en euros")},
    )
    channel = Channel.SMS

    to = models.CharField(max_length=16)
    text = models.TextField()
    encoding = models.CharField(max_length=4, choices=Encoding, default=Encoding.GSM)
    segments = models.PositiveSmallIntegerField(default=1)
    cost = models.DecimalField(max_digits=8, decimal_places=4, default=Decimal(0))

    class Meta(Delivery.Meta):
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            *Delivery.Meta.constraints,
            models.CheckConstraint(
                # What failed keeps what was written: nobody calls it.
                condition=Q(state=DeliveryState.FAILED) | Q(to__regex=NUMBER),
                name="smsdelivery_number_is_international",
                violation_error_message=_("Un numéro s’écrit au format international, avec son indicatif."),
            ),
            models.CheckConstraint(
                condition=Q(segments__gte=1, cost__gte=0),
                name="smsdelivery_is_measured",
                violation_error_message=_("Un SMS compte au moins un segment et ne coûte pas moins que rien."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.text[:40]}"
