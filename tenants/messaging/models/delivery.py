"""What every message has, whatever carries it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.guard import TenantModel
from tenants.messaging.enums import DeliveryState, Purpose
from tenants.personal_data import Words

BEFORE = [DeliveryState.QUEUED, DeliveryState.CLAIMED, DeliveryState.CANCELLED]

DELIVERY_UNEXPORTED: Mapping[str, Words] = MappingProxyType(
    {
        "claimed_by": _("la file d’attente du serveur"),
        "claimed_at": _("la file d’attente du serveur"),
        "next_try_at": _("la file d’attente du serveur"),
        "counted_on": _("le compteur du plafond d’envois"),
    }
)
DELIVERY_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "to": _("destinataire"),
        "text": _("texte"),
        "subject_ref": _("au sujet de"),
        "purpose": _("pour"),
        "attempts": _("essais"),
        "first_tried_at": _("premier essai le"),
        "sent_at": _("envoyé le"),
        "delivered_at": _("reçu le"),
        "provider": _("prestataire"),
        "provider_ref": _("référence du prestataire"),
        "error": _("erreur"),
    }
)


class Delivery(TenantModel):
    """One message to one address. The row is the queue: `next_try_at` says from when it is due."""

    channel: ClassVar[Channel]

    # What the message is about, e.g. "offer:<uuid>", so that its page can show what was sent.
    subject_ref = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=7, choices=Purpose, default=Purpose.SERVICE)
    state = models.CharField(max_length=9, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    # The journal of the drain that holds the row (tenants.messaging.journal).
    claimed_by = models.CharField(max_length=80, blank=True)
    # The tenant's day on whose caps it counts: that of its last claim.
    counted_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    provider = models.CharField(max_length=20, blank=True)
    provider_ref = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="%(class)s_due", condition=Q(state=DeliveryState.QUEUED)),
            models.Index(fields=["claimed_by"], name="%(class)s_claimed", condition=Q(state=DeliveryState.CLAIMED)),
            models.Index(fields=["counted_on", "to"], name="%(class)s_counted"),
            models.Index(fields=["to"], name="%(class)s_to"),
            models.Index(fields=["provider_ref"], name="%(class)s_ref", condition=~Q(provider_ref="")),
            models.Index(fields=["subject_ref"], name="%(class)s_about"),
            models.Index(fields=["created_at"], name="%(class)s_made"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(state__in=DeliveryState.gone()) & Q(sent_at__isnull=False))
                | (Q(state__in=BEFORE) & Q(sent_at__isnull=True))
                | Q(state__in=[DeliveryState.FAILED, DeliveryState.UNKNOWN]),
                name="%(class)s_sent_has_a_date",
                violation_error_message=_("Un message parti porte sa date d’envoi, un message en attente n’en a pas."),
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.DELIVERED, delivered_at__isnull=False)
                | (~Q(state=DeliveryState.DELIVERED) & Q(delivered_at__isnull=True)),
                name="%(class)s_delivered_has_a_date",
                violation_error_message=_("Un message reçu porte sa date de réception, et lui seul."),
            ),
            models.CheckConstraint(
                condition=(Q(state=DeliveryState.CLAIMED, claimed_at__isnull=False) & ~Q(claimed_by=""))
                | (~Q(state=DeliveryState.CLAIMED) & Q(claimed_at__isnull=True, claimed_by="")),
                name="%(class)s_claim_has_a_holder",
                violation_error_message=_(
                    "Un message en cours d’envoi porte qui l’envoie et depuis quand, et lui seul."
                ),
            ),
        ]
