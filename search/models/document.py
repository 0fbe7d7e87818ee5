"""The shared index's rows. The row is the document, the indexing queue and the fallback index in one (ADR 0004)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class JobDocumentQuerySet(models.QuerySet["JobDocument"]):
    def live(self) -> "JobDocumentQuerySet":
        """What can be found: an offer is in the index while its board shows it."""
        return self.filter(withdrawn=False)

    def pending(self) -> "JobDocumentQuerySet":
        """What Elasticsearch has not been told yet."""
        return self.filter(version__gt=F("synced_version"))

    def unmatched(self) -> "JobDocumentQuerySet":
        """What has not been compared with the saved searches yet."""
        return self.filter(version__gt=F("matched_version"))


class JobDocument(models.Model):
    """One offer of one tenant, as anybody may find it. No foreign key: the index knows no offer, only documents."""

    SHARING: ClassVar = [("never", _("jamais")), ("reach", _("à portée")), ("everywhere", _("partout"))]
    LICENCE: ClassVar = [("required", _("exigé")), ("none", _("non exigé")), ("unsaid", _("non précisé"))]
    EVERYBODY: ClassVar = "*"

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=_("vidé quand l’offre est retirée, effacé 30 jours après"),
        nobody=_("l’offre telle que le public la voit, sans nom ni coordonnées de personne"),
        indexed=True,
    )

    schema = models.CharField(_("schéma"), max_length=63)
    offer_id = models.UUIDField(_("offre"))
    path = models.CharField(_("chemin"), max_length=200)

    title = models.CharField(_("intitulé"), max_length=300, blank=True)
    employer_name = models.CharField(_("employeur"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    occupation_code = models.CharField(_("code ROME"), max_length=5, blank=True)
    occupation_label = models.CharField(_("métier"), max_length=200, blank=True)
    contract_type = models.CharField(_("type de contrat"), max_length=10, blank=True)
    contract_nature = models.CharField(_("nature du contrat"), max_length=10, blank=True)
    full_time = models.BooleanField(_("temps plein"), null=True, blank=True)
    weekly_hours = models.FloatField(_("heures par semaine"), null=True, blank=True)
    salary_label = models.CharField(_("salaire"), max_length=200, blank=True)
    salary_monthly_min = models.IntegerField(_("salaire mensuel minimal"), null=True, blank=True)
    salary_monthly_max = models.IntegerField(_("salaire mensuel maximal"), null=True, blank=True)
    licence = models.CharField(_("permis"), max_length=10, choices=LICENCE, default="unsaid")
    licence_label = models.CharField(_("permis, en clair"), max_length=120, blank=True)
    housing = models.BooleanField(_("logement"), default=False)
    season = models.CharField(_("saison"), max_length=10, blank=True)
    commune_insee = models.CharField(_("commune"), max_length=5, blank=True)
    commune_name = models.CharField(_("nom de la commune"), max_length=100, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    department = models.CharField(_("département"), max_length=3, blank=True)
    epci_siren = models.CharField(_("intercommunalité"), max_length=9, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    posts = models.PositiveIntegerField(_("postes"), default=1)
    published_at = models.DateTimeField(_("publiée le"))
    sharing = models.CharField(_("partage"), max_length=10, choices=SHARING, default="reach")
    sources = ArrayField(models.CharField(max_length=120), verbose_name=_("sources"), default=list, blank=True)

    # Schemas within commuting range, and "*" when shared everywhere: computed when put (search.audience).
    audience = ArrayField(models.CharField(max_length=63), verbose_name=_("visible chez"), default=list, blank=True)
    # Stems by field, the same for both engines (search.analysis); vector holds them with weights A to D.
    stems_title = models.TextField(blank=True)
    stems_occupation = models.TextField(blank=True)
    stems_about = models.TextField(blank=True)  # employer, place
    stems_body = models.TextField(blank=True)
    vector = SearchVectorField(default="")
    # Words of the short fields as written, for correcting what visitors type (search.vocabulary).
    words = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    # The vacancy, whoever writes it: the same in two tenants and when published again (search.fingerprint).
    fingerprint = models.CharField(max_length=32, blank=True)
    # When it last became findable: put for the first time, or again after it was withdrawn.
    live_since = models.DateTimeField(_("en ligne depuis"), default=timezone.now)

    version = models.PositiveBigIntegerField(default=1)
    synced_version = models.PositiveBigIntegerField(default=0)
    matched_version = models.PositiveBigIntegerField(default=0)
    withdrawn = models.BooleanField(_("retirée"), default=False)
    changed_at = models.DateTimeField(_("modifiée le"), auto_now_add=True)
    # While a drain has this row in its hands; lapses if the drain died.
    claimed_until = models.DateTimeField(null=True, blank=True)
    # The same for the matcher, which goes its own way: neither waits for the other.
    match_claimed_until = models.DateTimeField(null=True, blank=True)

    objects = JobDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("offre indexée")
        verbose_name_plural = _("offres indexées")
        indexes: ClassVar = [
            GinIndex(
                fields=["vector"], name="jobdocument_vector", opclasses=["tsvector_ops"], condition=Q(withdrawn=False)
            ),
            GistIndex(
                models.Func(F("longitude"), F("latitude"), function="point"),
                name="jobdocument_point",
                condition=Q(withdrawn=False),
            ),
            GinIndex(fields=["audience"], name="jobdocument_audience", condition=Q(withdrawn=False)),
            models.Index(fields=["commune_insee"], name="jobdocument_commune", condition=Q(withdrawn=False)),
            models.Index(
                fields=["department"],
                name="jobdocument_unplaced",
                condition=Q(withdrawn=False, latitude__isnull=True),
            ),
            models.Index(fields=["occupation_code"], name="jobdocument_occupation", condition=Q(withdrawn=False)),
            models.Index(fields=["-published_at"], name="jobdocument_fresh", condition=Q(withdrawn=False)),
            models.Index(
                fields=["-withdrawn", "id"], name="jobdocument_pending", condition=Q(version__gt=F("synced_version"))
            ),
            models.Index(fields=["id"], name="jobdocument_unmatched", condition=Q(version__gt=F("matched_version"))),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["schema", "offer_id"],
                name="jobdocument_once",
                violation_error_message=_("Cette offre est déjà dans l’index."),
            ),
            models.CheckConstraint(
                condition=~Q(schema__in=["", "public"]),
                name="jobdocument_has_tenant",
                violation_error_message=_("Une offre indexée appartient à un territoire."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=True) | ~Q(title=""),
                name="jobdocument_live_has_title",
                violation_error_message=_("Une offre en ligne a un intitulé."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | Q(title="", employer_name="", description="", audience=[]),
                name="jobdocument_withdrawn_is_empty",
                violation_error_message=_("Une offre retirée ne garde ni texte ni audience."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # Spelled out: a comparison with null is null, and a check that is null passes.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="jobdocument_position_whole",
                violation_error_message=_("Une position a une latitude et une longitude valables, ou aucune des deux."),
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1) & Q(synced_version__lte=F("version")),
                name="jobdocument_versions_grow",
                violation_error_message=_("La version synchronisée ne dépasse jamais la version."),
            ),
            models.CheckConstraint(
                condition=Q(matched_version__lte=F("version")),
                name="jobdocument_matched_is_known",
                violation_error_message=_("La version rapprochée ne dépasse jamais la version."),
            ),
            models.CheckConstraint(
                condition=Q(sharing__in=["never", "reach", "everywhere"]),
                name="jobdocument_sharing_known",
                violation_error_message=_("Le partage est jamais, à portée ou partout."),
            ),
            models.CheckConstraint(
                condition=Q(licence__in=["required", "none", "unsaid"]),
                name="jobdocument_licence_known",
                violation_error_message=_("Le permis est exigé, non exigé ou non précisé."),
            ),
            models.CheckConstraint(
                condition=Q(posts__gte=1),
                name="jobdocument_has_posts",
                violation_error_message=_("Une offre propose au moins un poste."),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The document's id in every engine."""
        return f"{self.schema}:{self.offer_id}"
