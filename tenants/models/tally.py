"""How often something was sent to somebody on one day, over all tenants, without saying to whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class Tally(models.Model):
    """One count of one day under a keyed digest (tenants.tallies). Two days of one person have nothing in common."""

    # NONE: without the key and a guess of what was counted nothing leads from a row to a person.
    data_policy = DataPolicy(Subject.NONE, retention=_("jusqu’au lendemain"))

    digest = models.CharField(_("empreinte"), max_length=40, primary_key=True)
    day = models.DateField(_("jour"))
    count = models.PositiveSmallIntegerField(_("nombre"), default=0)

    class Meta:
        verbose_name = _("décompte d’un jour")
        verbose_name_plural = _("décomptes d’un jour")
        indexes: ClassVar = [models.Index(fields=["day"], name="tally_by_age")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{40}$"),
                name="tally_is_opaque",
                violation_error_message=_("Un décompte n’est gardé que par son empreinte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest}: {self.count}"
