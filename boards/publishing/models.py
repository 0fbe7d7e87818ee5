"""An offer being written by somebody without an account."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.offers.models import Offer
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Whose
from tenants.processing import Processing, Recipient

#: A draft nobody touched for so long is deleted, with what was typed and the address.
KEPT_FOR = timedelta(days=7)


class DraftQuerySet(TenantQuerySet["Draft"]):
    def lapsed(self) -> "DraftQuerySet":
        """Untouched for KEPT_FOR."""
        return self.filter(updated_at__lt=timezone.now() - KEPT_FOR)


class Draft(TenantModel):
    """What somebody typed so far, step by step, exactly as they typed it: right or wrong, it is kept."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(
            _("7 jours sans y toucher"), days=7, since=("updated_at",), swept_by="publishing.purge_drafts"
        ),
        title=_("Offres en cours d’écriture"),
        processing=Processing.OFFERS,
        recipients=(Recipient.HOST,),
        whose=Whose(email=("typed__conditions__apply_value__0",), parent=("offer",)),
        erasing=Delete(),
        labels={"typed": _("ce qui a été tapé"), "asks_advice": _("relecture demandée"), "offer": _("offre")},
    )

    # {step: {field: [values]}}: what the browser sent, so that every page can be shown again.
    typed = models.JSONField(default=dict, blank=True)
    # The employer wants an adviser to read what advert law objects to.
    asks_advice = models.BooleanField(default=False)
    # Set once: a draft becomes one offer, however often the last button is pressed.
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = DraftQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-updated_at"]
        indexes: ClassVar = [models.Index(fields=["updated_at"])]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    @property
    def title(self) -> str:
        """The title as typed, for «reprendre mon offre de …»."""
        values = self.typed.get("poste", {}).get("title") or [""]
        return str(values[0])
