"""A tenant: an intercommunal body, a youth mission or a cluster, with its policies and its look."""

from typing import ClassVar, NoReturn

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_tenants.models import TenantMixin

from tenants.enums import (
    AccessibilityStatus,
    AlertFrequency,
    LibraryAccess,
    PublishingPolicy,
    SalaryPolicy,
    SecondFactorPolicy,
    SharingIn,
    SharingOut,
    TenantKind,
    TenantState,
    all_frequencies,
)
from tenants.personal_data import DataPolicy, Subject

SCHEMA_NAME = r"^[a-z][a-z0-9_]{1,30}$"
SMS_SENDER = r"^[A-Za-z][A-Za-z0-9]{2,10}$"
FIRST_DIGEST_HOUR, LAST_DIGEST_HOUR = 5, 19
RESERVED_SCHEMAS = {"public", "information_schema", "template"}


class TenantQuerySet(models.QuerySet["Tenant"]):
    def live(self) -> "TenantQuerySet":
        """Those that visitors can reach."""
        return self.filter(state=TenantState.LIVE)


class Tenant(TenantMixin):
    """One territory or sector with its own schema, domain, look and people."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le contrat, puis archivé"), export=False)

    # Provisioning makes the schema from the template; a queryset delete must never drop one.
    auto_create_schema = False
    auto_drop_schema = False

    schema_name = models.CharField(
        max_length=31, unique=True, validators=[RegexValidator(SCHEMA_NAME, _("Lettres minuscules, chiffres et _."))]
    )
    name = models.CharField(_("nom"), max_length=120)
    short_name = models.CharField(_("nom court"), max_length=60)
    kicker = models.CharField(_("ligne au-dessus du nom"), max_length=60, default="Emploi en")
    kind = models.CharField(_("nature"), max_length=20, choices=TenantKind)
    siren = models.CharField(max_length=9, blank=True)
    state = models.CharField(max_length=12, choices=TenantState, default=TenantState.REQUESTED)
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    preset = models.CharField(max_length=10, default="plaine")
    token_overrides = models.JSONField(default=dict, blank=True)
    welcome = models.CharField(_("phrase d’accueil"), max_length=200, blank=True)

    publishing_policy = models.CharField(max_length=14, choices=PublishingPolicy, default=PublishingPolicy.MODERATED)
    salary_policy = models.CharField(max_length=6, choices=SalaryPolicy, default=SalaryPolicy.WARN)
    library_access = models.CharField(
        _("qui cherche dans la CVthèque"), max_length=7, choices=LibraryAccess, default=LibraryAccess.HIRING
    )
    shares_offers = models.CharField(max_length=12, choices=SharingOut, default=SharingOut.WITHIN_REACH)
    shows_offers = models.CharField(max_length=12, choices=SharingIn, default=SharingIn.WITHIN_REACH)
    # ROME codes or their beginnings, e.g. ["G12", "L1401"]: the sector of a cluster.
    sector_domains = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    accessibility_status = models.CharField(
        max_length=8, choices=AccessibilityStatus, default=AccessibilityStatus.PARTIAL
    )

    # Alerts and messages. Caps are a day's, by the tenant's own calendar.
    alert_frequencies = ArrayField(
        models.CharField(max_length=6, choices=AlertFrequency),
        verbose_name=_("rythmes proposés"),
        default=all_frequencies,
    )
    digest_hour = models.PositiveSmallIntegerField(
        _("heure des alertes"),
        default=7,
        validators=[MinValueValidator(FIRST_DIGEST_HOUR), MaxValueValidator(LAST_DIGEST_HOUR)],
    )
    sender_email = models.EmailField(_("adresse d’expédition"), blank=True)
    email_daily_cap = models.PositiveIntegerField(_("e-mails d’alerte par jour, au plus"), default=5_000)
    sms_enabled = models.BooleanField(_("alertes par SMS"), default=True)
    sms_sender = models.CharField(_("nom d’expéditeur des SMS"), max_length=11, blank=True)
    sms_daily_cap = models.PositiveIntegerField(_("SMS par jour, au plus"), default=200)

    # Signing in: staff twice, and by ProConnect where the tenant has been given a number for it.
    staff_second_factor = models.CharField(
        _("deuxième étape pour l’équipe"),
        max_length=8,
        choices=SecondFactorPolicy,
        default=SecondFactorPolicy.GRACE,
    )
    proconnect_enabled = models.BooleanField(_("connexion par ProConnect"), default=False)
    proconnect_client_id = models.CharField(_("identifiant ProConnect (client_id)"), max_length=120, blank=True)

    # Rounded ones, at /chiffres, for the council and the press.
    public_figures = models.BooleanField(_("chiffres publics"), default=False)

    objects = TenantQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(schema_name__regex=SCHEMA_NAME),
                name="tenant_schema_name_is_plain",
                violation_error_message=_("Le nom du schéma s’écrit en minuscules, chiffres et _, 31 signes au plus."),
            ),
            models.CheckConstraint(
                condition=models.Q(siren="") | models.Q(siren__regex=r"^\d{9}$"),
                name="tenant_siren_has_nine_digits",
                violation_error_message=_("Un numéro SIREN a neuf chiffres."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=TenantState.ARCHIVED, archived_at__isnull=False)
                | (~models.Q(state=TenantState.ARCHIVED) & models.Q(archived_at__isnull=True)),
                name="tenant_archived_has_a_date",
                violation_error_message=_("Un territoire archivé porte la date de son archivage, et lui seul."),
            ),
            models.CheckConstraint(
                condition=models.Q(alert_frequencies__contained_by=all_frequencies(), alert_frequencies__len__gte=1),
                name="tenant_offers_a_frequency",
                violation_error_message=_(
                    "Proposez au moins un rythme d’alerte : tout de suite, par jour ou par semaine."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(digest_hour__gte=FIRST_DIGEST_HOUR, digest_hour__lte=LAST_DIGEST_HOUR),
                name="tenant_digest_hour_is_by_day",
                violation_error_message=_("Les alertes partent entre 5 h et 19 h."),
            ),
            models.CheckConstraint(
                condition=models.Q(sms_sender="") | models.Q(sms_sender__regex=SMS_SENDER),
                name="tenant_sms_sender_is_plain",
                violation_error_message=_("Le nom d’expéditeur a 3 à 11 lettres ou chiffres, sans espace ni accent."),
            ),
            models.CheckConstraint(
                condition=models.Q(proconnect_enabled=False) | ~models.Q(proconnect_client_id=""),
                name="tenant_proconnect_has_an_id",
                violation_error_message=_("Pour ouvrir ProConnect, indiquez l’identifiant reçu de ProConnect."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def __enter__(self) -> NoReturn:
        """Refused: the stack behind `with tenant:` is a list on the class, shared by all threads."""
        raise TypeError("Use tenants.context.entering(tenant).")

    @cached_property
    def primary_domain(self) -> str:
        """The host that links point at; empty before it has one."""
        domain = self.domains.filter(is_primary=True).first()
        return domain.domain if domain else ""

    @cached_property
    def hosts(self) -> list[str]:
        """Every name this tenant answers to."""
        return list(self.domains.order_by("-is_primary", "domain").values_list("domain", flat=True))

    @property
    def base_url(self) -> str:
        """Scheme, host and port of this tenant's own site, from the stored domain and never from a request."""
        port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
        return f"{settings.PUBLIC_SCHEME}://{self.primary_domain}{port}"

    @property
    def is_reachable(self) -> bool:
        return self.state == TenantState.LIVE
