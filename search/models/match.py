"""What was found for whom to look after: the matcher's outbox."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class SearchMatch(models.Model):
    """One offer and the saved searches of one tenant that find it, until the tenant's room of alerts has taken it.

    A row an offer, not a row a pair: what is written hardly grows with the number of searches.
    """

    data_policy = DataPolicy(Subject.NONE, retention=_("quelques secondes"))

    schema = models.CharField(_("schéma"), max_length=63)  # of the saved search
    keys = ArrayField(models.CharField(max_length=32), verbose_name=_("clés"))
    offer_schema = models.CharField(_("schéma de l’offre"), max_length=63)
    offer_id = models.UUIDField(_("offre"))
    fingerprint = models.CharField(_("empreinte"), max_length=32)
    live_since = models.DateTimeField(_("en ligne depuis"))
    matched_at = models.DateTimeField(_("rapprochée le"), default=timezone.now)

    class Meta:
        verbose_name = _("offre à annoncer")
        verbose_name_plural = _("offres à annoncer")
        indexes: ClassVar = [models.Index(fields=["schema", "id"], name="searchmatch_in_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["schema", "offer_schema", "offer_id"],
                name="searchmatch_once",
                violation_error_message=_("Cette offre attend déjà d’être annoncée."),
            ),
            models.CheckConstraint(
                condition=~Q(schema="") & ~Q(keys=[]) & ~Q(offer_schema="") & ~Q(fingerprint=""),
                name="searchmatch_is_filled",
                violation_error_message=_("Une offre à annoncer a une recherche et une empreinte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema} ← {self.offer_schema}:{self.offer_id}"
