"""How often an offer was seen and answered, by day; nothing of who."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.offers.models.offer import Offer
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class FigureKind(models.TextChoices):
    VIEW = "view", _("vue")
    CLICK = "click", _("clic pour postuler")


class OfferFigure(TenantModel):
    """One count of one kind on one day. Counted without cookies: a number and no person."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que l’offre"))

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="figures")
    day = models.DateField()
    kind = models.CharField(max_length=5, choices=FigureKind)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["offer", "day", "kind"],
                name="offer_figure_once_a_day",
                violation_error_message=_("Ce chiffre existe déjà pour ce jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.day} {self.kind}: {self.count}"
