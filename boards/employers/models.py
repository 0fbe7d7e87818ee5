"""Employers of a tenant, and the people who act for them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.employers.enums import EmployerKind
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Subject


class EmployerQuerySet(TenantQuerySet["Employer"]):
    def of(self, user: User) -> "EmployerQuerySet":
        """Those that a person acts for."""
        return self.filter(members__user=user)


class Employer(TenantModel):
    """A firm, a public body or a household that hires; an establishment when it has a SIRET."""

    data_policy = DataPolicy(Subject.EMPLOYER, retention="2 years after the last offer", export=True, indexed=True)

    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=10, choices=EmployerKind, default=EmployerKind.FIRM)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    commune_insee = models.CharField(max_length=5, blank=True)
    about = models.TextField(_("présentation"), blank=True, max_length=2000)
    website = models.URLField(_("site"), blank=True)
    # The source it came from when nobody here has claimed it yet, e.g. "france-travail".
    source = models.CharField(max_length=40, blank=True)

    objects = EmployerQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(siret="") | models.Q(siret__regex=r"^\d{14}$"),
                name="employer_siret_has_14_digits",
                violation_error_message=_("Un numéro SIRET a 14 chiffres."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=EmployerKind.HOUSEHOLD) | models.Q(siret=""),
                name="employer_household_has_no_siret",
                violation_error_message=_("Un particulier employeur n’a pas de SIRET : laissez le champ vide."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["siret"])]

    def __str__(self) -> str:
        return self.name


class EmployerMember(TenantModel):
    """A person who may act for an employer, because they confirmed their address when they first did."""

    data_policy = DataPolicy(Subject.EMPLOYER, retention="as long as the person's account", export=True)

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employer", "user"],
                name="employer_member_once",
                violation_error_message=_("Cette personne agit déjà pour cet employeur."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.employer_id}"
