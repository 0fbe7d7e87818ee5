"""Somebody who looks for work: what they want, where, when, and who may know."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.enums import (
    Availability,
    ConsentTo,
    HoursWish,
    Origin,
    PausedBecause,
    Schedule,
    Transport,
    Visibility,
)
from boards.candidates.models.consent import ProfileConsent
from boards.offers.enums import ContractType, LicenceCategory
from tenants.files.models import StoredFile
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient
from tenants.reference.text import normalise

RADIUS_STEPS_KM = (5, 10, 20, 30, 50, 100)
#: Confirmed within so long, a profile is up to date; at its end we ask «do you still look?», and once more later.
FRESH_FOR = timedelta(days=60)
ASKED_AGAIN_AFTER = timedelta(days=120)
#: No answer: the search pauses, and employers see it no more.
PAUSED_AFTER = timedelta(days=150)
#: The law of the product: two years after the last contact, warned a month before.
WARNED_AFTER = timedelta(days=700)
KEPT_FOR = timedelta(days=730)
MOST_OCCUPATIONS, MOST_SKILLS, MOST_COMMUNES = 10, 30, 40
LONGEST_WORDS = 1000
#: Who says «by car» holds one of these: AM drives a small car without a licence.
DRIVES = tuple(
    category.value
    for category in LicenceCategory
    if category not in {LicenceCategory.A1, LicenceCategory.A2, LicenceCategory.A}
)


class ProfileQuerySet(TenantQuerySet["Profile"]):
    def active(self) -> "ProfileQuerySet":
        """Those of people; the others are empty shells that figures still count."""
        return self.filter(anonymised_at__isnull=True)

    def of(self, user: User) -> "ProfileQuerySet":
        """A person's own."""
        return self.active().filter(user=user)

    def seen_by_advisers(self) -> "ProfileQuerySet":
        """Those that their people show to this tenant's staff."""
        return self.active().filter(visibility__in=Visibility.for_advisers())

    def seen_by_employers(self) -> "ProfileQuerySet":
        """Those that may be shown to an employer, as a card: allowed, agreed to, and still looking."""
        return self.active().filter(
            _agreed_to(ConsentTo.EMPLOYERS),
            visibility=Visibility.EMPLOYERS,
            availability__in=Availability.looking(),
        )

    def seen_by_partners(self) -> "ProfileQuerySet":
        """Those whose people agreed that this tenant's partners see them."""
        return self.seen_by_advisers().filter(_agreed_to(ConsentTo.PARTNER))

    def seen_by(self, user: User) -> "ProfileQuerySet":
        """With their names: staff see what advisers see, partners what they may, everybody else nothing."""
        if user.is_tenant_staff:
            return self.seen_by_advisers()
        return self.seen_by_partners() if user.role == Role.PARTNER else self.none()

    def fresh(self) -> "ProfileQuerySet":
        """Said to be up to date, not too long ago."""
        return self.active().filter(confirmed_at__gt=timezone.now() - FRESH_FOR)


def _agreed_to(what: ConsentTo) -> Exists:
    return Exists(ProfileConsent.objects.standing().filter(profile=OuterRef("pk"), what=what))


class Profile(TenantModel):
    """One person who looks for work in one tenant, with or without an account, an e-mail address, a CV."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("2 ans après le dernier contact, avec un avertissement un mois avant ; puis vidé, pour les chiffres"),
            days=730,
            since=("last_contact_at",),
            only=Q(anonymised_at__isnull=True),
            swept_by="candidates.keep",
        ),
        export=True,
        title=_("Profil"),
        processing=Processing.PROFILES,
        recipients=(Recipient.ADVISERS, Recipient.AGREED_EMPLOYERS, Recipient.PARTNERS, Recipient.HOST),
        whose=Whose(user=("user",), email=("email",), phone=("phone",), account_first=True),
        holds=("cv",),
        activity=("last_contact_at",),
        erasing=Through(
            "boards.candidates.services.retention.forget",
            words=_("il reste une fiche vide : le métier cherché et le département, pour les chiffres"),
        ),
        unexported={"search_name": _("le nom, écrit autrement pour la recherche")},
        labels={
            "commune_name": _("nom de la commune"),
            "postcode": _("code postal"),
            "department": _("département"),
            "latitude": _("latitude"),
            "longitude": _("longitude"),
            "paused_because": _("en pause parce que"),
            "cv": _("CV"),
            "origin": _("créé par"),
            "made_by": _("rempli avec"),
            "handed_over_at": _("remis le"),
            "adviser": _("conseiller"),
            "confirmed_at": _("confirmé le"),
            "asked_at": _("question posée le"),
            "last_contact_at": _("dernier contact le"),
            "warned_at": _("prévenu le"),
            "anonymised_at": _("vidé le"),
        },
    )

    user = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="profile")
    name = models.CharField(_("prénom et nom"), max_length=120, blank=True)
    # text.normalise(name): staff search as they type, and doubles are recognised.
    search_name = models.CharField(max_length=120, blank=True, editable=False)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    # E.164 (+33612345678); a landline is no shame here, an SMS goes to mobiles only.
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)

    # ROME codes, in the person's own order: the first is what they want most.
    occupations = ArrayField(models.CharField(max_length=5), default=list, blank=True, verbose_name=_("métiers"))
    skills = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name=_("savoir-faire"))

    # Codes, not keys into public: reference data is replaced each year (docs/adr/0007).
    commune_insee = models.CharField(_("commune"), max_length=5, blank=True)
    commune_name = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    department = models.CharField(max_length=3, blank=True)
    # Of the commune, never of a street: nobody asks for one.
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    radius_km = models.PositiveSmallIntegerField(_("jusqu’à"), default=20)
    # INSEE codes: only these, when there are any; otherwise `radius_km` around the commune.
    communes = ArrayField(models.CharField(max_length=5), default=list, blank=True, verbose_name=_("communes"))
    transport = ArrayField(
        models.CharField(max_length=7, choices=Transport), default=list, blank=True, verbose_name=_("déplacements")
    )
    licences = ArrayField(
        models.CharField(max_length=3, choices=LicenceCategory), default=list, blank=True, verbose_name=_("permis")
    )
    needs_housing = models.BooleanField(_("j’ai besoin d’un logement sur place"), default=False)

    contracts = ArrayField(
        models.CharField(max_length=5, choices=ContractType), default=list, blank=True, verbose_name=_("contrats")
    )
    hours = models.CharField(_("temps de travail"), max_length=6, choices=HoursWish, default=HoursWish.EITHER)
    schedules = ArrayField(
        models.CharField(max_length=7, choices=Schedule), default=list, blank=True, verbose_name=_("horaires")
    )
    availability = models.CharField(_("disponibilité"), max_length=9, choices=Availability, default=Availability.NOW)
    available_from = models.DateField(_("à partir du"), null=True, blank=True)
    # Of a season, or before studies begin again.
    available_until = models.DateField(_("jusqu’au"), null=True, blank=True)
    paused_because = models.CharField(max_length=7, choices=PausedBecause, blank=True, default="")
    words = models.TextField(_("quelques mots"), max_length=LONGEST_WORDS, blank=True)

    # PROTECT: a file goes by files.services.remove, which takes its content with it.
    cv = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    visibility = models.CharField(_("qui voit ce profil"), max_length=9, choices=Visibility, default=Visibility.NOBODY)
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.SELF)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Since when the person decides alone: at once for their own, after the code for one made with an adviser.
    handed_over_at = models.DateTimeField(null=True, blank=True)
    # In whose portfolio it is.
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="portfolio"
    )

    # Freshness: when it was last said that all this still holds, and when we last asked.
    confirmed_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    # The clock of retention: any sign of life winds it up again.
    last_contact_at = models.DateTimeField(default=timezone.now)
    warned_at = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    objects = ProfileQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-confirmed_at", "pk"]
        indexes: ClassVar = [
            GinIndex(fields=["occupations"], name="profile_by_occupation"),
            models.Index(fields=["visibility", "-confirmed_at"], name="profile_by_freshness"),
            models.Index(fields=["search_name"], name="profile_by_name"),
            models.Index(fields=["email"], name="profile_by_email"),
            models.Index(fields=["phone"], name="profile_by_phone"),
            models.Index(fields=["last_contact_at"], condition=Q(anonymised_at=None), name="profile_by_last_contact"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name="") | Q(anonymised_at__isnull=False),
                name="profile_has_a_name",
                violation_error_message=_("Écrivez le prénom et le nom."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="profile_email_is_lower_case",
                violation_error_message=_("Écrivez l’adresse e-mail en minuscules."),
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+[1-9][0-9]{7,14}$"),
                name="profile_phone_has_one_spelling",
                violation_error_message=_("Ce numéro s’écrit sous sa forme internationale, comme +33612345678."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="profile_position_is_whole",
                violation_error_message=_("Une position a une latitude et une longitude."),
            ),
            models.CheckConstraint(
                condition=Q(radius_km__in=RADIUS_STEPS_KM),
                name="profile_radius_is_a_step",
                violation_error_message=_("Choisissez une distance : 5, 10, 20, 30, 50 ou 100 km."),
            ),
            models.CheckConstraint(
                condition=Q(occupations__len__lte=MOST_OCCUPATIONS)
                & Q(skills__len__lte=MOST_SKILLS)
                & Q(communes__len__lte=MOST_COMMUNES),
                name="profile_lists_are_short",
                violation_error_message=_("Gardez l’essentiel : dix métiers, trente savoir-faire, quarante communes."),
            ),
            models.CheckConstraint(
                condition=~Q(transport__contains=[Transport.CAR]) | Q(licences__overlap=list(DRIVES)),
                name="profile_drives_with_a_licence",
                violation_error_message=_(
                    "« En voiture » sans permis : cochez votre permis (AM pour une voiturette), "
                    "ou « On m’emmène » si quelqu’un d’autre conduit."
                ),
            ),
            models.CheckConstraint(
                condition=Q(availability=Availability.FROM_DATE, available_from__isnull=False)
                | (~Q(availability=Availability.FROM_DATE) & Q(available_from__isnull=True)),
                name="profile_date_when_from_a_date",
                violation_error_message=_(
                    "Dites à partir de quelle date, ou choisissez « Tout de suite » et laissez la date vide."
                ),
            ),
            models.CheckConstraint(
                condition=Q(available_until__isnull=True)
                | Q(available_from__isnull=True)
                | Q(available_until__gte=F("available_from")),
                name="profile_dates_in_order",
                violation_error_message=_("La fin vient avant le début : inversez les deux dates."),
            ),
            models.CheckConstraint(
                condition=Q(paused_because="") | Q(availability=Availability.PAUSED),
                name="profile_pause_says_why",
                violation_error_message=_("Seule une recherche en pause dit pourquoi elle l’est."),
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.EMPLOYERS) | Q(occupations__len__gte=1),
                name="profile_shown_says_an_occupation",
                violation_error_message=_("Pour être vu des employeurs, dites au moins un métier."),
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.ADVISER) | Q(made_by__isnull=True),
                name="profile_made_by_an_adviser",
                violation_error_message=_("Un profil rempli par la personne n’a pas d’autre auteur qu’elle."),
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True)
                | Q(
                    name="",
                    search_name="",
                    email="",
                    phone="",
                    words="",
                    skills=[],
                    user__isnull=True,
                    adviser__isnull=True,
                    cv__isnull=True,
                    visibility=Visibility.NOBODY,
                ),
                name="profile_anonymised_is_empty",
                violation_error_message=_("Un profil rendu anonyme ne garde rien de la personne."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Profil anonyme"))

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_name = normalise(self.name)[:120]
        fields = kwargs.get("update_fields")
        if isinstance(fields, list | tuple | set) and "name" in fields:
            kwargs["update_fields"] = {*fields, "search_name"}
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # as it came

    @property
    def is_fresh(self) -> bool:
        """Whether somebody said not too long ago that all this still holds."""
        return self.confirmed_at > timezone.now() - FRESH_FOR

    @property
    def is_looking(self) -> bool:
        return self.availability in Availability.looking()

    @property
    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude) of its commune, in degrees."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude
