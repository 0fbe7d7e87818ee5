from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject
from tenants.reference.models.occupation_domain import OccupationDomain


class Occupation(models.Model):
    """An occupation of ROME 4.0; nobody on a board is asked for its code."""

    data_policy = DataPolicy(
        subject=Subject.NONE,
        retention=_("données de référence, remplacées chaque année"),
        export=False,
        indexed=False,
    )

    code = models.CharField(_("code ROME"), max_length=5, primary_key=True)
    label = models.CharField(_("libellé"), max_length=200)
    domain = models.ForeignKey(
        OccupationDomain,
        verbose_name=_("domaine"),
        on_delete=models.PROTECT,  # an occupation without its domain can't be browsed to
        related_name="occupations",
    )

    class Meta:
        verbose_name = _("métier")
        verbose_name_plural = _("métiers")
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-N]\d{4}$"),
                name="occupation_code_format",
                violation_error_message=_("Un code ROME s'écrit comme D1102."),
            ),
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("domain")),
                name="occupation_in_domain",
                violation_error_message=_("Un code ROME commence par celui de son domaine."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
