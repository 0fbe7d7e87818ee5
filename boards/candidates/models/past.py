"""What somebody has done, learned and speaks: rows of a profile, in the order the person gave them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.candidates.enums import LanguageLevel
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose, Words
from tenants.processing import Processing, Recipient


def _part_of_a_profile(title: Words) -> DataPolicy:
    """All three lists are their person's, and go with the profile."""
    return DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que le profil"),
        export=True,
        title=title,
        processing=Processing.PROFILES,
        recipients=(Recipient.ADVISERS, Recipient.AGREED_EMPLOYERS, Recipient.PARTNERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        unexported={"position": _("l’ordre d’affichage")},
        labels={"profile": _("profil")},
    )


class Experience(TenantModel):
    """One job somebody had. Without an end it goes on; without dates it is none the less one."""

    data_policy = _part_of_a_profile(_("Expériences"))

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="experiences")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("poste"), max_length=140)
    employer = models.CharField(_("chez"), max_length=120, blank=True)
    place = models.CharField(_("où"), max_length=80, blank=True)
    # A month is enough: the first day of it.
    starts_on = models.DateField(_("de"), null=True, blank=True)
    ends_on = models.DateField(_("à"), null=True, blank=True)
    description = models.TextField(_("ce que vous faisiez"), max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="experience_dates_in_order",
                violation_error_message=_("La fin vient avant le début : inversez les deux dates."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="experience_has_a_title",
                violation_error_message=_("Écrivez le poste, par exemple « caissière »."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Training(TenantModel):
    """One diploma, certificate or course."""

    data_policy = _part_of_a_profile(_("Formations"))

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="trainings")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("diplôme ou formation"), max_length=140)
    school = models.CharField(_("où"), max_length=120, blank=True)
    level = models.CharField(_("niveau"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1940, 2100)),
                name="training_year_is_one",
                violation_error_message=_("Écrivez une année à quatre chiffres, par exemple 2019."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="training_has_a_title",
                violation_error_message=_("Écrivez le diplôme ou la formation, par exemple « CAP boulanger »."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProfileLanguage(TenantModel):
    """One language somebody speaks."""

    data_policy = _part_of_a_profile(_("Langues"))

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="languages")
    position = models.PositiveSmallIntegerField(default=0)
    # ISO 639-1, and a few longer ones such as that of French sign language.
    code = models.CharField(_("langue"), max_length=3)
    level = models.CharField(_("niveau"), max_length=6, choices=LanguageLevel, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["position", "created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "code"],
                name="profile_language_once",
                violation_error_message=_("Cette langue est déjà dans la liste."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
