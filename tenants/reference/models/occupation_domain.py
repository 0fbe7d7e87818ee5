from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject
from tenants.reference.enums import OccupationFamily


class OccupationDomain(models.Model):
    """A professional domain of ROME: the first three characters of its occupations' codes."""

    data_policy = DataPolicy(
        subject=Subject.NONE,
        retention=_("données de référence, remplacées chaque année"),
        export=False,
        indexed=False,
    )

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    label = models.CharField(_("libellé"), max_length=150)
    family = models.CharField(_("grand domaine"), max_length=1, choices=OccupationFamily.choices)

    class Meta:
        verbose_name = _("domaine professionnel")
        verbose_name_plural = _("domaines professionnels")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-N]\d{2}$"),
                name="occupation_domain_code_format",
                violation_error_message=_("Un domaine ROME s'écrit comme D11."),
            ),
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("family")),
                name="occupation_domain_in_family",
                violation_error_message=_("Un domaine commence par la lettre de son grand domaine."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
