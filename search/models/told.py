"""That somebody was told of some vacancy, without saying who or which."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class Told(models.Model):
    """One person and one vacancy, as a keyed digest of both together (search.told, ADR 0011).

    Two rows of one person have nothing in common, so the table says of nobody what they look for.
    """

    # NONE: without the key and a guess of both parts nothing leads from a row to a person.
    data_policy = DataPolicy(Subject.NONE, retention=_("30 jours après l’annonce"))

    digest = models.CharField(_("empreinte"), max_length=40, primary_key=True)
    told_at = models.DateTimeField(_("annoncée le"))

    class Meta:
        verbose_name = _("annonce faite")
        verbose_name_plural = _("annonces faites")
        indexes: ClassVar = [models.Index(fields=["told_at"], name="told_by_age")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{40}$"),
                name="told_is_opaque",
                violation_error_message=_("Une annonce faite n’est gardée que par son empreinte."),
            ),
        ]

    def __str__(self) -> str:
        return self.digest
