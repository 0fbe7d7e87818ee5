"""An offer: what is asked, what is given, where, until when."""

from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.employers.models import Employer
from boards.offers.enums import (
    ApplyBy,
    ClosedAs,
    ContractNature,
    ContractType,
    Experience,
    LicenceCategory,
    LicenceNeed,
    OfferState,
    SalaryPeriod,
    Season,
    contract_pairs_condition,
)
from boards.offers.salary import MAX_WEEKLY_HOURS, Salary
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Empty, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

#: An offer that nobody has confirmed for so long is withdrawn; its employer is asked before.
FRESH_FOR = timedelta(days=90)
REMIND_BEFORE = timedelta(days=7)


class OfferQuerySet(TenantQuerySet["Offer"]):
    def live(self) -> "OfferQuerySet":
        """What candidates see."""
        return self.filter(state__in=OfferState.open_states())

    def editable_by(self, user: User) -> "OfferQuerySet":
        """All for the tenant's staff, an employer's own for its members, none for others."""
        if user.is_tenant_staff:
            return self.all()
        return self.filter(employer__members__user=user)

    def stale_on(self, day: date) -> "OfferQuerySet":
        """Live ones whose last confirmation is FRESH_FOR old on a day."""
        return self.live().filter(confirmed_at__date__lte=day - FRESH_FOR)

    def to_remind_on(self, day: date) -> "OfferQuerySet":
        """Live ones that will go stale within REMIND_BEFORE and whose employer hasn't been asked."""
        return self.live().filter(
            confirmed_at__date__lte=day - FRESH_FOR + REMIND_BEFORE,
            confirmed_at__date__gt=day - FRESH_FOR,
            reminded_at__isnull=True,
        )


class Offer(TenantModel):
    """One job, or several alike (`posts`), at one place."""

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=Retention(
            _("2 ans après la clôture, puis sans texte ni coordonnées, pour les chiffres"),
            days=730,
            since=("closed_at", "updated_at"),
            only=~Q(state__in=OfferState.open_states()),
            then=Empty(
                {"description": "", "apply_value": "", "salary_text": "", "refusal_reason": "", "schedule": ""},
                words=_("il reste l’intitulé, le lieu et les dates, pour les chiffres"),
            ),
        ),
        export=True,
        indexed=True,
        title=_("Offres publiées"),
        processing=Processing.OFFERS,
        recipients=(Recipient.PUBLIC, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("published_by",), email=("apply_value",)),
        erasing=Through(
            "boards.offers.services.forgetting.forget",
            words=_(
                "les coordonnées de la personne quittent les offres ; une offre à laquelle il ne reste personne pour "
                "répondre est retirée ; les offres closes restent comptées"
            ),
        ),
        activity=("confirmed_at",),
        labels={
            "employer": _("employeur"),
            "commune_name": _("commune"),
            "postcode": _("code postal"),
            "department": _("département"),
            "latitude": _("latitude"),
            "longitude": _("longitude"),
            "published_at": _("publiée le"),
            "published_by": _("publiée par"),
            "confirmed_at": _("confirmée le"),
            "reminded_at": _("rappel envoyé le"),
            "closed_at": _("close le"),
            "law_overrides": _("avertissements écartés par un conseiller"),
            "source": _("source"),
            "external_id": _("numéro chez la source"),
            "origin_url": _("adresse d’origine"),
        },
    )

    # PROTECT: the placement figures count employers who left.
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="offers")
    title = models.CharField(_("intitulé du poste"), max_length=140)
    occupation_code = models.CharField(_("métier"), max_length=5, blank=True)
    description = models.TextField(_("description"), max_length=12_000)
    posts = models.PositiveSmallIntegerField(_("nombre de postes"), default=1, validators=[MinValueValidator(1)])
    experience = models.CharField(_("expérience"), max_length=10, choices=Experience, blank=True, default="")

    contract_type = models.CharField(_("contrat"), max_length=5, choices=ContractType)
    contract_nature = models.CharField(
        _("cadre du contrat"), max_length=2, choices=ContractNature, default=ContractNature.ORDINARY
    )
    contract_months = models.PositiveSmallIntegerField(_("durée en mois"), null=True, blank=True)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    season = models.CharField(_("saison"), max_length=6, choices=Season, blank=True, default="")
    full_time = models.BooleanField(_("temps plein"), null=True, blank=True)
    weekly_hours = models.DecimalField(
        _("heures par semaine"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(MAX_WEEKLY_HOURS)],
    )
    schedule = models.CharField(_("horaires"), max_length=200, blank=True)

    salary_min = models.DecimalField(_("salaire minimum"), max_digits=9, decimal_places=2, null=True, blank=True)
    salary_max = models.DecimalField(_("salaire maximum"), max_digits=9, decimal_places=2, null=True, blank=True)
    salary_period = models.CharField(_("période"), max_length=5, choices=SalaryPeriod, blank=True, default="")
    salary_months_13 = models.BooleanField(_("13e mois"), default=False)
    # What the source said when it is no amount, e.g. «Selon expérience».
    salary_text = models.CharField(_("précision sur le salaire"), max_length=200, blank=True)

    licence = models.CharField(_("permis"), max_length=8, choices=LicenceNeed, default=LicenceNeed.UNSAID)
    licence_categories = ArrayField(
        models.CharField(max_length=3, choices=LicenceCategory), default=list, blank=True, verbose_name=_("catégories")
    )
    housing = models.BooleanField(_("logement proposé"), default=False)

    # Codes, not keys into public: reference data is replaced each year (docs/adr/0007).
    commune_insee = models.CharField(_("commune"), max_length=5, blank=True)
    commune_name = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    department = models.CharField(max_length=3, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    # What is asked for, each ready to read: «Français (exigé)».
    skills = ArrayField(models.CharField(max_length=300), default=list, blank=True, verbose_name=_("compétences"))
    trainings = ArrayField(models.CharField(max_length=300), default=list, blank=True, verbose_name=_("formations"))
    languages = ArrayField(models.CharField(max_length=300), default=list, blank=True, verbose_name=_("langues"))

    apply_by = models.CharField(_("pour postuler"), max_length=6, choices=ApplyBy, default=ApplyBy.EMAIL)
    apply_value = models.CharField(_("coordonnées pour postuler"), max_length=300, blank=True)

    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Last day on which somebody said that the job still stands.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_as = models.CharField(_("issue"), max_length=11, choices=ClosedAs, blank=True, default="")
    # Why staff sent it back, shown to the employer.
    refusal_reason = models.TextField(_("motif"), blank=True, max_length=1000)

    # Rules of advert law whose finding an adviser has overridden, e.g. ["age"]; each override is audited.
    law_overrides = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    # Where it came from when nobody typed it here.
    source = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=80, blank=True)
    origin_url = models.URLField(max_length=500, blank=True)

    objects = OfferQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-published_at", "-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["state", "confirmed_at"]),
            models.Index(fields=["employer", "-created_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=contract_pairs_condition(),
                name="offer_contract_pair_exists",
                violation_error_message=_("Ce cadre ne va pas avec ce type de contrat : choisissez-en un autre."),
            ),
            models.CheckConstraint(
                condition=Q(salary_min__isnull=True) | Q(salary_max__isnull=True) | Q(salary_min__lte=F("salary_max")),
                name="offer_salary_in_order",
                violation_error_message=_("Le salaire minimum dépasse le salaire maximum : inversez les deux."),
            ),
            models.CheckConstraint(
                condition=Q(salary_period="", salary_min__isnull=True, salary_max__isnull=True)
                | (~Q(salary_period="") & (Q(salary_min__isnull=False) | Q(salary_max__isnull=False))),
                name="offer_salary_has_its_period",
                violation_error_message=_("Indiquez si le salaire est par heure, par mois ou par an."),
            ),
            models.CheckConstraint(
                condition=Q(posts__gte=1),
                name="offer_has_a_post",
                violation_error_message=_("Indiquez au moins un poste."),
            ),
            models.CheckConstraint(
                condition=~Q(licence=LicenceNeed.NONE) | Q(licence_categories=[]),
                name="offer_no_licence_no_category",
                violation_error_message=_("« Sans permis » et une catégorie de permis se contredisent."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="offer_position_is_whole",
                violation_error_message=_("Une position a une latitude et une longitude."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False)
                # Imported: the feed published it, and no person here.
                | (Q(published_at__isnull=False) & ~Q(source="")),
                name="offer_published_at_and_by",
                violation_error_message=_("Une offre publiée dit quand et par qui."),
            ),
            models.CheckConstraint(
                condition=~Q(state=OfferState.LIVE) | Q(published_at__isnull=False, confirmed_at__isnull=False),
                name="offer_live_is_dated",
                violation_error_message=_("Une offre en ligne porte sa date de publication."),
            ),
            models.CheckConstraint(
                condition=Q(closed_as="", closed_at__isnull=True) | (~Q(closed_as="") & Q(closed_at__isnull=False)),
                name="offer_closed_says_how",
                violation_error_message=_("Pour clore une offre, dites comment elle a été pourvue."),
            ),
            models.CheckConstraint(
                condition=~Q(state=OfferState.FILLED) | Q(closed_as__in=[ClosedAs.THROUGH_US, ClosedAs.ANOTHER_WAY]),
                name="offer_filled_says_how",
                violation_error_message=_("Dites comment le poste a été pourvu."),
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~Q(source=""),
                name="offer_once_a_source",
                violation_error_message=_("Cette offre a déjà été importée de cette source."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/offres/{self.pk}"

    @property
    def salary(self) -> Salary | None:
        """The pay as a value with its conversions; None when no amount is said."""
        if not self.salary_period:
            return None
        return Salary(
            minimum=self.salary_min,
            maximum=self.salary_max,
            period=SalaryPeriod(self.salary_period),
            weekly_hours=self.weekly_hours,
            thirteenth_month=self.salary_months_13,
        )

    @property
    def fresh_until(self) -> date | None:
        """The day on which it is withdrawn unless somebody confirms it."""
        return timezone.localtime(self.confirmed_at).date() + FRESH_FOR if self.confirmed_at else None
