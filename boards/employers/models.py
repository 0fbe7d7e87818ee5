"""Employers of a tenant, and the people who act for them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.enums import EmployerKind, EmployerRole, Headcount
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

#: What a household is called once it is forgotten: its name was a person's.
FORGOTTEN = "Particulier"


class EmployerQuerySet(TenantQuerySet["Employer"]):
    def of(self, user: User) -> "EmployerQuerySet":
        """Those that a person acts for."""
        return self.filter(members__user=user)


class Employer(TenantModel):
    """A firm, a public body or a household that hires; an establishment when it has a SIRET."""

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=Retention(
            _("2 ans après la dernière offre, puis sans présentation ni nom de particulier"),
            days=730,
            since=(Max(Coalesce("offers__closed_at", "offers__updated_at")), "updated_at"),
            only=Q(source="") & (~Q(about="") | ~Q(website="") | Q(kind=EmployerKind.HOUSEHOLD) & ~Q(name=FORGOTTEN)),
            then=Through("boards.employers.services.forget_idle", words=_("il reste le nom d’une entreprise")),
        ),
        export=True,
        indexed=True,
        title=_("Employeurs représentés"),
        processing=Processing.OFFERS,
        recipients=(Recipient.PUBLIC, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("members__user",)),
        erasing=Through(
            "boards.employers.services.forget",
            words=_(
                "l’entreprise reste, pour les chiffres ; si personne d’autre n’agit pour elle, sa présentation part, "
                "et le nom si c’est celui d’un particulier"
            ),
        ),
        labels={"commune_insee": _("commune"), "source": _("source")},
    )

    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=10, choices=EmployerKind, default=EmployerKind.FIRM)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    # For the tenant's figures alone; '' until somebody says it.
    headcount = models.CharField(_("effectif"), max_length=6, choices=Headcount, blank=True)
    commune_insee = models.CharField(max_length=5, blank=True)
    about = models.TextField(_("présentation"), blank=True, max_length=2000)
    website = models.URLField(pgettext_lazy("adresse internet", "site"), blank=True)
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
            models.CheckConstraint(
                condition=Q(headcount__in=["", *Headcount.values]),
                name="employer_headcount_is_a_class",
                violation_error_message=_("Choisissez l’effectif dans la liste."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=EmployerKind.HOUSEHOLD) | Q(headcount=""),
                name="employer_household_has_no_headcount",
                violation_error_message=_("Un particulier employeur n’a pas d’effectif : laissez le champ vide."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["siret"])]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(TenantQuerySet["EmployerMember"]):
    def speaking(self) -> "MemberQuerySet":
        """Those whose word is the employer's: staff of the tenant whom a firm has asked in stay staff."""
        return self.filter(user__is_active=True).exclude(user__role__in=Role.staff())


class EmployerMember(TenantModel):
    """A person who may act for an employer, because they confirmed their address when they first did.

    That somebody of them is an owner is a rule of the services: no constraint sees two rows.
    """

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=_("aussi longtemps que le compte de la personne"),
        export=True,
        title=_("Droit d’agir pour un employeur"),
        processing=Processing.OFFERS,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("user",)),
        erasing=Delete(),
        labels={"employer": _("employeur")},
    )

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    # Whoever first published for it answers for it.
    role = models.CharField(_("rôle"), max_length=6, choices=EmployerRole, default=EmployerRole.OWNER)

    objects = MemberQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

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

    @property
    def is_owner(self) -> bool:
        return self.role == EmployerRole.OWNER


class InvitationQuerySet(TenantQuerySet["EmployerInvitation"]):
    def open(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, lapses_at__gt=timezone.now())


class EmployerInvitation(TenantModel):
    """Somebody is asked by e-mail to act for an employer. The link alone is not enough: the address must be theirs."""

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=Retention(
            _("90 jours après la réponse ou l’échéance"),
            days=90,
            since=("updated_at",),
            only=Q(lapses_at__lt=Now()),
            swept_by="employers.purge",
        ),
        export=True,
        title=_("Invitations à agir pour un employeur"),
        processing=Processing.OFFERS,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("accepted_by",), email=("email",)),
        erasing=Delete(),
        labels={
            "employer": _("employeur"),
            "invited_by": _("invité par"),
            "lapses_at": _("valable jusqu’au"),
            "accepted_at": _("acceptée le"),
            "accepted_by": _("acceptée par"),
            "withdrawn_at": _("annulée le"),
        },
    )

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("adresse e-mail"))
    role = models.CharField(_("rôle"), max_length=6, choices=EmployerRole, default=EmployerRole.MEMBER)
    # SET_NULL: an invitation stands when its author leaves; the audit says who it was.
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    lapses_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="invitation_email_is_lower_case",
                violation_error_message=_("Écrivez l’adresse e-mail en minuscules."),
            ),
            models.UniqueConstraint(
                fields=["employer", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_is_open_once",
                violation_error_message=_("Cette personne est déjà invitée."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_has_one_end",
                violation_error_message=_("Une invitation est acceptée ou annulée, pas les deux."),
            ),
            # Not the other way round: the person may be erased, the date stays.
            models.CheckConstraint(
                condition=Q(accepted_by=None) | Q(accepted_at__isnull=False),
                name="invitation_accepted_by_has_a_date",
                violation_error_message=_("Une invitation acceptée porte la date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.employer_id}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and timezone.now() < self.lapses_at
