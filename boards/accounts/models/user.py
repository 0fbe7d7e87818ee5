"""A person with a way to sign in, in one tenant (operators: in public)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from boards.accounts.enums import Role
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient


class UserManager(BaseUserManager.from_queryset(TenantQuerySet)):  # type: ignore[misc]
    """Makes people; their address is compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person in the current tenant; without a password they sign in by a code."""
        user: User = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=(email or "").strip())  # type: ignore[no-any-return]


class User(TenantModel, AbstractBaseUser, PermissionsMixin):
    """A person in this tenant and in no other: the same address elsewhere is another row."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(
            _("2 ans après la dernière connexion, avec un avertissement un mois avant"),
            days=730,
            since=("last_login", "created_at"),
            only=Q(is_active=True, role__in=[Role.CANDIDATE, Role.EMPLOYER]),
            swept_by="rights.sweep",
        ),
        export=True,
        title=_("Compte"),
        processing=Processing.ACCOUNTS,
        recipients=(Recipient.ADVISERS, Recipient.MANAGERS, Recipient.HOST),
        whose=Whose(user=("pk",), email=("email",)),
        erasing=Through(
            "boards.accounts.services.forget",
            words=_("effacé ; si une offre ou une décision s’y rattache, il en reste une ligne vide et fermée"),
        ),
        unexported={
            "password": _("l’empreinte du mot de passe, que personne ne doit pouvoir emporter"),
            "is_superuser": _("un réglage technique, toujours le même sur un territoire"),
        },
        labels={
            "is_active": _("ouvert"),
            "is_superuser": _("accès technique"),
            "last_login": _("dernière connexion"),
            "second_factor_due_at": _("deuxième étape exigée à partir du"),
        },
    )

    email = models.EmailField(
        _("adresse e-mail"),
        unique=True,
        error_messages={"unique": _("Cette adresse a déjà un compte : connectez-vous.")},
    )
    name = models.CharField(_("nom"), max_length=120, blank=True)
    role = models.CharField(_("rôle"), max_length=10, choices=Role, default=Role.CANDIDATE)
    is_active = models.BooleanField(default=True)
    # By when somebody of the staff must have a second factor, where the tenant asks for one.
    second_factor_due_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                # With this, unique means unique whatever the case: Ève@ and ève@ are one person.
                condition=models.Q(email=Lower("email")),
                name="user_email_is_lower_case",
                violation_error_message=_("Écrivez l’adresse e-mail en minuscules."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_superuser=False) | models.Q(role=Role.OPERATOR),
                name="user_superuser_is_operator",
                violation_error_message=_("Seul un opérateur de la plateforme peut tout faire."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_tenant_staff(self) -> bool:
        """Adviser or manager of this tenant."""
        return self.role in Role.staff()

    @property
    def is_staff(self) -> bool:
        """Django's flag for its admin, which no tenant has."""
        return False

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.email
