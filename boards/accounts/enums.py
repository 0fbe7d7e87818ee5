"""Who somebody is on a board."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    CANDIDATE = "candidate", _("candidat")
    EMPLOYER = "employer", _("employeur")
    ADVISER = "adviser", _("conseiller")
    PARTNER = "partner", _("partenaire")
    MANAGER = "manager", _("responsable")
    OPERATOR = "operator", _("opérateur de la plateforme")

    @classmethod
    def staff(cls) -> frozenset[str]:
        """Roles that work for the tenant itself."""
        return frozenset({cls.ADVISER, cls.MANAGER})


class AttemptKind(TextChoices):
    """The doors that are counted."""

    PASSWORD = "password", _("mot de passe")
    LETTER = "letter", _("code ou lien demandé")
    SECOND = "second", _("deuxième étape")
    USED = "used", _("code à usage unique")
    INVITATION = "invitation", _("invitation")
