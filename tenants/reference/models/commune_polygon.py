from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject
from tenants.reference.models.commune import Commune


class CommunePolygon(models.Model):
    """The outline of a commune (IGN), for maps and for the distance to a territory's border."""

    data_policy = DataPolicy(
        subject=Subject.NONE,
        retention=_("données de référence, remplacées chaque année"),
        export=False,
        indexed=False,
    )

    commune = models.OneToOneField(
        Commune,
        verbose_name=_("commune"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="polygon",
    )
    # [[[lon, lat], …], …]: closed rings, holes and islands alike, to be filled by the even-odd rule.
    rings = models.JSONField(_("contours"))

    class Meta:
        verbose_name = _("contour de commune")
        verbose_name_plural = _("contours de communes")

    def __str__(self) -> str:
        return self.commune_id
