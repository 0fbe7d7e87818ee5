"""What an alert found, until it is told and a while after: the ledger that keeps anybody from hearing things twice."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.alerts.enums import DroppedBecause, FoundState
from boards.alerts.models.alert import Alert
from boards.alerts.models.telling import Telling
from tenants.guard import TenantModel
from tenants.personal_data import Along, DataPolicy, Retention, Subject, Whose
from tenants.processing import Processing, Recipient


class Found(TenantModel):
    """One offer, anybody's, that one alert found."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(_("60 jours"), days=60, since=("created_at",), swept_by="alerts.tidy"),
        export=True,
        title=_("Offres trouvées par une alerte"),
        processing=Processing.ALERTS,
        recipients=(Recipient.HOST,),
        whose=Whose(parent=("alert",)),
        erasing=Along(),
        unexported={"fingerprint": _("une empreinte technique de l’offre")},
        labels={
            "alert": _("alerte"),
            "offer_schema": _("territoire de l’offre"),
            "offer_id": _("offre"),
            "live_since": _("en ligne depuis"),
            "telling": _("message"),
            "position": _("rang"),
            "dropped_because": _("écartée parce que"),
        },
    )

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="found")
    offer_schema = models.CharField(max_length=63)
    offer_id = models.UUIDField()
    fingerprint = models.CharField(max_length=32)
    # When it could first be found: what was online before a turn's moment is told in that turn, however late.
    live_since = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=FoundState, default=FoundState.WAITING)
    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, null=True, blank=True, related_name="found")
    # Its place in that message, counted from 1: the end of its short link.
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    dropped_because = models.CharField(max_length=8, choices=DroppedBecause, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at"]
        indexes: ClassVar = [
            models.Index(fields=["alert", "live_since"], condition=Q(state=FoundState.WAITING), name="found_waiting"),
            models.Index(fields=["created_at"], name="found_by_age"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alert", "offer_schema", "offer_id"],
                name="found_once_an_alert",
                violation_error_message=_("Cette alerte connaît déjà cette offre."),
            ),
            models.CheckConstraint(
                condition=Q(state=FoundState.TOLD, telling__isnull=False, position__isnull=False, dropped_because="")
                | Q(state=FoundState.WAITING, telling__isnull=True, position__isnull=True, dropped_because="")
                | (Q(state=FoundState.DROPPED, telling__isnull=True, position__isnull=True) & ~Q(dropped_because="")),
                name="found_state_is_whole",
                violation_error_message=_("Une offre annoncée dit par quel message, une offre écartée dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_schema}:{self.offer_id} ({self.state})"

    @property
    def key(self) -> tuple[str, UUID]:
        """The document, as the search room names it."""
        return self.offer_schema, self.offer_id
