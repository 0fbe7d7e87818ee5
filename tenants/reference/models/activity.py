from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class Activity(models.Model):
    """A heading of NAF rév. 2, at any of its levels: "01", "01.1", "01.11", "01.11Z"."""

    data_policy = DataPolicy(
        subject=Subject.NONE,
        retention=_("données de référence, remplacées chaque année"),
        export=False,
        indexed=False,
    )

    code = models.CharField(_("code NAF"), max_length=6, primary_key=True)
    label = models.CharField(_("libellé"), max_length=250)

    class Meta:
        verbose_name = _("activité")
        verbose_name_plural = _("activités")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{2}(\.\d{1,2}[A-Z]?)?$"),
                name="activity_code_format",
                violation_error_message=_("Un code NAF s'écrit comme 01.11Z."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
