"""A workshop with so many seats, and who has one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.candidates.models import Profile
from boards.groups.models.group import Group
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Whose
from tenants.processing import Processing, Recipient


class Workshop(TenantModel):
    """«Préparer un entretien», on a morning, for eight people."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le groupe"))

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="workshops")
    title = models.CharField(_("atelier"), max_length=100)
    place = models.CharField(_("où"), max_length=200)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    seats = models.PositiveSmallIntegerField(_("places"))
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="workshop_ends_after_it_begins",
                violation_error_message=_("La fin vient avant le début : corrigez l’heure."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="workshop_has_a_seat",
                violation_error_message=_("Indiquez au moins une place."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SignupQuerySet(TenantQuerySet["Signup"]):
    def standing(self) -> "SignupQuerySet":
        return self.filter(given_up_at__isnull=True)


class Signup(TenantModel):
    """One seat taken, or given back."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("aussi longtemps que le profil dit de qui il est"), days=0, since=("profile__anonymised_at",)
        ),
        export=True,
        title=_("Inscriptions à des ateliers"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        labels={"workshop": _("atelier"), "profile": _("profil"), "given_up_at": _("place rendue le")},
    )

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="signups")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="signups")
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = SignupQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "profile"],
                name="signup_once",
                violation_error_message=_("Cette personne est déjà inscrite à cet atelier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} – {self.workshop_id}"
