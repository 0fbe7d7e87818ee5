"""One question to one side on one day, and its answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.placements.enums import DAYS, Party, Said, SaidHow
from boards.placements.models.placement import Placement
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Keep, Subject, Whose
from tenants.processing import Processing, Recipient


class Confirmation(TenantModel):
    """Whether somebody was hired, and is still there thirty and ninety days later, as one of the two says."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que l’embauche, qui ne nomme plus personne après 2 ans"),
        export=True,
        title=_("Confirmations d’embauche"),
        processing=Processing.PLACEMENTS,
        recipients=(Recipient.ADVISERS,),
        whose=Whose(parent=("placement",)),
        erasing=Keep(_("une réponse par oui ou par non, comptée sans vous")),
        labels={
            "placement": _("embauche"),
            "asked_at": _("demandé le"),
            "reminded_at": _("rappelé le"),
            "said_at": _("répondu le"),
            "said_by": _("noté par"),
        },
    )

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="confirmations")
    party = models.CharField(_("qui"), max_length=8, choices=Party)
    day = models.PositiveSmallIntegerField(_("jours après le début"))
    due_on = models.DateField(_("demandé à partir du"))
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(_("réponse"), max_length=3, choices=Said, blank=True, default="")
    said_at = models.DateTimeField(null=True, blank=True)
    said_how = models.CharField(
        pgettext_lazy("de quelle façon", "comment"), max_length=7, choices=SaidHow, blank=True, default=""
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["placement", "day", "party"]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(said=""), name="confirmation_open"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["placement", "party", "day"],
                name="confirmation_once",
                violation_error_message=_("Cette question a déjà été posée."),
            ),
            models.CheckConstraint(
                condition=Q(day__in=DAYS),
                name="confirmation_day_exists",
                violation_error_message=_("On demande le premier jour, à 30 jours et à 90 jours."),
            ),
            models.CheckConstraint(
                condition=Q(said="", said_at__isnull=True, said_how="")
                | (~Q(said="") & Q(said_at__isnull=False) & ~Q(said_how="")),
                name="confirmation_says_when_and_how",
                violation_error_message=_("Une réponse dit quand et comment elle a été donnée."),
            ),
            # Not the other way round: whoever noted it may be erased, the date stays.
            models.CheckConstraint(
                condition=Q(said_by=None) | Q(said_at__isnull=False),
                name="confirmation_noted_by_has_a_date",
                violation_error_message=_("Une réponse notée par quelqu’un porte la date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.party} {self.day}: {self.said or '?'}"
