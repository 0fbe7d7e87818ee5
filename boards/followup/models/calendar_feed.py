"""An adviser's calendar as their telephone subscribes to it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Whose
from tenants.processing import Processing, Recipient


class CalendarFeed(TenantModel):
    """A secret address. We keep what recognises it, never the address: it is shown once."""

    data_policy = DataPolicy(
        Subject.STAFF,
        retention=Retention(_("jusqu’à un mois après sa révocation"), days=30, since=("revoked_at",)),
        export=True,
        title=_("Agendas reliés à un téléphone"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.HOST,),
        whose=Whose(user=("adviser",)),
        erasing=Delete(),
        unexported={"digest": _("une empreinte du lien")},
        labels={"adviser": _("conseiller"), "revoked_at": _("révoqué le"), "read_on": _("lu pour la dernière fois le")},
    )

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True, error_messages={"unique": _("Ce lien existe déjà.")})
    revoked_at = models.DateTimeField(null=True, blank=True)
    # The day is enough to see that it is in use.
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["adviser"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_feed_one_each",
                violation_error_message=_("Un seul lien d’agenda à la fois : révoquez l’ancien."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser_id}"
