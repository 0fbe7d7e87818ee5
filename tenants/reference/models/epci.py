from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject
from tenants.reference.enums import EpciKind


class Epci(models.Model):
    """An intercommunal body with its own taxes (DGCL), keyed by its SIREN."""

    data_policy = DataPolicy(
        subject=Subject.NONE,
        retention=_("données de référence, remplacées chaque année"),
        export=False,
        indexed=False,
    )

    siren = models.CharField(_("SIREN"), max_length=9, primary_key=True)
    name = models.CharField(_("nom"), max_length=150)
    kind = models.CharField(_("forme"), max_length=5, choices=EpciKind.choices)
    population = models.PositiveIntegerField(_("population"), default=0)

    class Meta:
        verbose_name = _("intercommunalité")
        verbose_name_plural = _("intercommunalités")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(siren__regex=r"^\d{9}$"),
                name="epci_siren_nine_digits",
                violation_error_message=_("Le SIREN d'une intercommunalité compte neuf chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
