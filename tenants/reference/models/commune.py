from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject
from tenants.reference.models.epci import Epci


class Commune(models.Model):
    """A current French commune (INSEE), with the centroid of its IGN polygon as its position."""

    data_policy = DataPolicy(
        subject=Subject.NONE,
        retention=_("données de référence, remplacées chaque année"),
        export=False,
        indexed=False,
    )

    insee = models.CharField(_("code INSEE"), max_length=5, primary_key=True)
    name = models.CharField(_("nom"), max_length=80)
    # text.normalise(name): what people type is normalised the same way, so the database needs no unaccent.
    search_name = models.CharField(_("nom normalisé"), max_length=80)
    postcodes = ArrayField(models.CharField(max_length=5), verbose_name=_("codes postaux"), default=list)
    # Every beginning of every postcode ("5", "59", … "59380"): a GIN index on arrays can't look up prefixes.
    postcode_prefixes = ArrayField(
        models.CharField(max_length=5),
        verbose_name=_("débuts de codes postaux"),
        default=list,
    )
    population = models.PositiveIntegerField(_("population"), default=0)
    department = models.CharField(_("département"), max_length=3, db_index=True)
    region = models.CharField(_("région"), max_length=3)
    # Both null for 94 overseas codes that have no polygon.
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    epci = models.ForeignKey(
        Epci,
        verbose_name=_("intercommunalité"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="communes",
    )

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["name", "insee"]
        indexes = [
            GinIndex(
                OpClass("search_name", name="gin_trgm_ops"),
                name="commune_search_name_trgm",
            ),
            models.Index(
                OpClass("search_name", name="text_pattern_ops"),
                name="commune_search_name_prefix",
            ),
            GinIndex(fields=["postcodes"], name="commune_postcodes"),
            GinIndex(fields=["postcode_prefixes"], name="commune_postcode_prefixes"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(insee__regex=r"^\d[\dAB]\d{3}$"),
                name="commune_insee_format",
                violation_error_message=_("Un code INSEE compte cinq caractères, comme 59067 ou 2A004."),
            ),
            models.CheckConstraint(
                # The nulls are named because a CHECK that is neither true nor false lets the row in.
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="commune_position_whole",
                violation_error_message=_("Une position a une latitude et une longitude, ou aucune des deux."),
            ),
            models.CheckConstraint(
                condition=~models.Q(search_name=""),
                name="commune_search_name_filled",
                violation_error_message=_("Le nom de la commune est vide."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def postcode(self) -> str:
        """The first of its postcodes, "" where there is none (five austral lands)."""
        return self.postcodes[0] if self.postcodes else ""

    @property
    def label(self) -> str:
        """What a form shows and takes back: "Bergues (59380)"."""
        return f"{self.name} ({self.postcode or self.department})"

    @property
    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees, or None for a commune without one."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude
