"""A search that somebody wants to be told of; who, only the tenant's own schema knows."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.criteria import RADIUS_STEPS_KM
from tenants.personal_data import DataPolicy, Subject


class SavedSearch(models.Model):
    """What is asked for in one tenant, once for everybody who asks the same; the number of people, never a person.

    Sort, page and age of a search are not part of it. The place is kept by its codes; its points follow from them.
    """

    PLACES: ClassVar = [("commune", _("commune")), ("postcode", _("code postal")), ("territory", _("territoire"))]
    LICENCE: ClassVar = [("any", _("peu importe")), ("without", _("sans permis"))]

    data_policy = DataPolicy(Subject.NONE, retention=_("jusqu’à ce que personne ne l’attende plus"))

    schema = models.CharField(_("schéma"), max_length=63)
    key = models.CharField(_("clé"), max_length=32)  # digest of what follows (search.saved)
    text = models.CharField(_("texte"), max_length=200, blank=True)
    occupations = ArrayField(models.CharField(max_length=5), verbose_name=_("métiers"), default=list, blank=True)
    contract_types = ArrayField(models.CharField(max_length=10), verbose_name=_("contrats"), default=list, blank=True)
    contract_natures = ArrayField(models.CharField(max_length=10), verbose_name=_("natures"), default=list, blank=True)
    place_kind = models.CharField(_("genre de lieu"), max_length=10, choices=PLACES, blank=True)
    place_label = models.CharField(_("lieu"), max_length=200, blank=True)
    place_insees = ArrayField(models.CharField(max_length=5), verbose_name=_("communes"), default=list, blank=True)
    place_postcodes = ArrayField(
        models.CharField(max_length=5), verbose_name=_("codes postaux"), default=list, blank=True
    )
    radius_km = models.PositiveSmallIntegerField(_("rayon"), null=True, blank=True)
    licence = models.CharField(_("permis"), max_length=10, choices=LICENCE, default="any")
    housing = models.BooleanField(_("logement"), default=False)
    full_time = models.BooleanField(_("temps plein"), null=True, blank=True)

    waiting = models.PositiveIntegerField(_("personnes qui attendent"), default=1)
    changed_at = models.DateTimeField(_("modifiée le"), default=timezone.now)

    class Meta:
        verbose_name = _("recherche gardée")
        verbose_name_plural = _("recherches gardées")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["schema", "key"],
                name="savedsearch_once",
                violation_error_message=_("Cette recherche est déjà gardée."),
            ),
            models.CheckConstraint(
                condition=~Q(schema__in=["", "public"]) & ~Q(key=""),
                name="savedsearch_has_tenant",
                violation_error_message=_("Une recherche gardée appartient à un territoire."),
            ),
            models.CheckConstraint(
                condition=Q(waiting__gte=1),
                name="savedsearch_is_awaited",
                violation_error_message=_("Une recherche que personne n’attend n’est pas gardée."),
            ),
            models.CheckConstraint(
                condition=Q(place_kind="", radius_km__isnull=True, place_insees=[], place_postcodes=[])
                # Spelled out: `in` with null is null, and a check that is null passes.
                | Q(place_kind__in=["commune", "postcode", "territory"], radius_km__isnull=False)
                & Q(radius_km__in=RADIUS_STEPS_KM),
                name="savedsearch_place_whole",
                violation_error_message=_("Un lieu a un genre et un rayon, ou rien de tout cela."),
            ),
            models.CheckConstraint(
                condition=Q(licence__in=["any", "without"]),
                name="savedsearch_licence_known",
                violation_error_message=_("Le permis est indifférent ou exclu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema}:{self.key}"
